/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.BiConsumer;

/// A procedure of two arguments. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface VoidFunction2<A, B> extends BiConsumer<A, B>, Serializable {
    void call(A first, B second) throws Exception;

    @Override
    default void accept(A first, B second) {
        try {
            call(first, second);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
