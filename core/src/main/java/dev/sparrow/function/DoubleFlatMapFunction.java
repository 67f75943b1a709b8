/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.util.Iterator;

/// A function from one element to any number of doubles.
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends FlatMapFunction<T, Double> {
    @Override
    Iterator<Double> call(T value) throws Exception;
}
