/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What a function threw, where Java allows no checked exception.
final class Unchecked {
    private Unchecked() {}

    static RuntimeException of(Exception thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case IOException failure -> new UncheckedIOException(failure);
            default -> new IllegalStateException(thrown.toString(), thrown);
        };
    }
}
