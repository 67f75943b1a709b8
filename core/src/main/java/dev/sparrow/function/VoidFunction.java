/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.Consumer;

/// A side effect on one element. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface VoidFunction<T> extends Consumer<T>, Serializable {
    void call(T value) throws Exception;

    @Override
    default void accept(T value) {
        try {
            call(value);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
