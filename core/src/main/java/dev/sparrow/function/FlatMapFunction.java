/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.util.Iterator;

/// A function from one element to any number of them. The iterator is consumed once and never twice.
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Function<T, Iterator<R>> {
    @Override
    Iterator<R> call(T value) throws Exception;
}
