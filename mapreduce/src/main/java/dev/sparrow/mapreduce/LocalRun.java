/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.function.Function2;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;

/// A run on the calling thread, step by step and task by task (Dean & Ghemawat 2004, section 4.8).
final class LocalRun extends Run {
    private final IntPredicate splits;

    LocalRun(Sparrow sc, IntPredicate splits) {
        super(sc);
        this.splits = splits;
    }

    @Override
    <K1, V1, K2, V2> PairRdd<K2, V2> map(PairRdd<K1, V1> input, MapStep<K1, V1, K2, V2> step) {
        return eachTask(input, step, splits);
    }

    @Override
    <K2, V2, K3, V3> PairRdd<K3, V3> reduce(PairRdd<K2, V2> sorted, ReduceStep<K2, V2, K3, V3> step) {
        return eachTask(sorted, step, _ -> true);
    }

    private <A, B, C, D> PairRdd<C, D> eachTask(
            PairRdd<A, B> input,
            Function2<Integer, Iterator<Tuple2<A, B>>, Iterator<Tuple2<C, D>>> step,
            IntPredicate tasks) {
        var outputs = new ArrayList<List<Tuple2<C, D>>>();
        for (var task = 0; task < input.getNumPartitions(); task++) {
            var output = new ArrayList<Tuple2<C, D>>();
            if (tasks.test(task)) {
                step.apply(task, input.collectPartitions(new int[] {task}).getFirst().iterator())
                        .forEachRemaining(output::add);
            }
            outputs.add(output);
        }
        return dataset(outputs);
    }

    @Override
    <K, V> PairRdd<K, V> sort(PairRdd<K, V> mapped, Partitioner placement, Comparator<? super K> order) {
        var partitions = new ArrayList<List<Tuple2<K, V>>>();
        for (var i = 0; i < placement.numPartitions(); i++) {
            partitions.add(new ArrayList<>());
        }
        for (var pair : mapped.collect()) {
            partitions.get(placement.getPartition(pair._1())).add(pair);
        }
        partitions.forEach(pairs -> pairs.sort(Comparator.comparing(pair -> pair._1(), order)));
        return dataset(partitions);
    }

    /// Each list is a partition.
    private <K, V> PairRdd<K, V> dataset(List<List<Tuple2<K, V>>> partitions) {
        return PairRdd.fromRdd(context().parallelize(partitions, partitions.size()).flatMap(pairs -> pairs.iterator()));
    }
}
