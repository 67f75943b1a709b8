/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import dev.sparrow.value.Tuple2;

/// A function from an element to a key and a value; it leads to a `PairRdd`.
@FunctionalInterface
public interface PairFunction<T, K, V> extends Function<T, Tuple2<K, V>> {
    @Override
    Tuple2<K, V> call(T value) throws Exception;
}
