/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.Comparator;

/// A comparator that travels to tasks. A lambda given to `sortBy`, `top` or `max` becomes one by itself.
@FunctionalInterface
public interface SerializableComparator<T> extends Comparator<T>, Serializable {

    /// Compares by a key in its natural order. `Comparator.comparing` takes functions that cannot travel; this one can.
    static <T, K extends Comparable<? super K>> SerializableComparator<T> comparing(
            KeyFunction<? super T, ? extends K> key) {
        return (left, right) -> key.apply(left).compareTo(key.apply(right));
    }

    /// A key extractor that travels to tasks.
    @FunctionalInterface
    interface KeyFunction<T, K> extends java.util.function.Function<T, K>, Serializable {}
}
