/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.util.Iterator;

/// A function of two arguments to any number of elements, such as [dev.sparrow.Rdd#zipPartitions] takes. The iterator
/// is consumed once and never twice.
@FunctionalInterface
public interface FlatMapFunction2<A, B, R> extends Function2<A, B, Iterator<R>> {
    @Override
    Iterator<R> call(A first, B second) throws Exception;
}
