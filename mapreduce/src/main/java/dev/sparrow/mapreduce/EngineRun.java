/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.Partitioner;

import java.util.Comparator;

/// A run on datasets: lazy, and parallel wherever the context is.
final class EngineRun extends Run {
    EngineRun(Sparrow sc) {
        super(sc);
    }

    @Override
    <K1, V1, K2, V2> PairRdd<K2, V2> map(PairRdd<K1, V1> input, MapStep<K1, V1, K2, V2> step) {
        return PairRdd.fromRdd(input.mapPartitionsWithIndex(step));
    }

    @Override
    <K, V> PairRdd<K, V> sort(PairRdd<K, V> mapped, Partitioner placement, Comparator<? super K> order) {
        return mapped.repartitionAndSortWithinPartitions(placement, order);
    }

    @Override
    <K2, V2, K3, V3> PairRdd<K3, V3> reduce(PairRdd<K2, V2> sorted, ReduceStep<K2, V2, K3, V3> step) {
        return PairRdd.fromRdd(sorted.mapPartitionsWithIndex(step));
    }
}
