/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.util.function.Predicate;

/// A function that tells which elements stay, see [Function]. It is also a predicate of Java's own.
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface FilterFunction<T> extends Function<T, Boolean>, Predicate<T> {
    @Override
    default boolean test(T value) {
        return apply(value);
    }
}
