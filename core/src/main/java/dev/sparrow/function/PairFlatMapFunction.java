/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import dev.sparrow.value.Tuple2;

import java.util.Iterator;

/// A function from one element to any number of key-value pairs.
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends FlatMapFunction<T, Tuple2<K, V>> {
    @Override
    Iterator<Tuple2<K, V>> call(T value) throws Exception;
}
