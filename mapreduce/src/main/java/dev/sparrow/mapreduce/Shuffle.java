/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.error.SparrowException;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;

import java.util.Comparator;
import java.util.function.IntFunction;

/// How pairs come from map tasks to reduce tasks.
///
/// @param combiner null if there is none
/// @param placing the partitioner for a number of reduce tasks; null if keys are placed by their hash
/// @param grouping null if it is `sorting`
/// @param reducers 0 if there are as many as the context has by default
record Shuffle<K, V>(
        Combiner<K, V> combiner,
        IntFunction<Partitioner> placing,
        Comparator<? super K> sorting,
        Comparator<? super K> grouping,
        int reducers) {
    /// By the hash of keys, sorted by their natural order.
    @SuppressWarnings("unchecked") // keys that have no natural order fail when they are sorted, with a message
    static <K, V> Shuffle<K, V> natural() {
        return new Shuffle<>(null, null, (Comparator<K>) Comparator.<Comparable<Object>>naturalOrder(), null, 0);
    }

    Shuffle<K, V> withCombiner(Combiner<K, V> other) {
        return new Shuffle<>(other, placing, sorting, grouping, reducers);
    }

    Shuffle<K, V> placedBy(IntFunction<Partitioner> other) {
        return new Shuffle<>(combiner, other, sorting, grouping, reducers);
    }

    Shuffle<K, V> withSorting(Comparator<? super K> other) {
        return new Shuffle<>(combiner, placing, other, grouping, reducers);
    }

    Shuffle<K, V> withGrouping(Comparator<? super K> other) {
        return new Shuffle<>(combiner, placing, sorting, other, reducers);
    }

    Shuffle<K, V> withReducers(int other) {
        return new Shuffle<>(combiner, placing, sorting, grouping, other);
    }

    Comparator<? super K> groups() {
        return grouping == null ? sorting : grouping;
    }

    Partitioner placement(int defaultReducers) {
        var count = reducers == 0 ? defaultReducers : reducers;
        return placing == null ? new HashPartitioner(count) : placing.apply(count);
    }

    void require(String job) {
        if (grouping != null && placing == null) {
            throw SparrowException.invalidArgument(
                    "MapReduce job '%s' groups keys that differ, but places them by their hash, which may part a group. Say by partitioning(…) which reduce task gets a group."
                            .formatted(job));
        }
    }
}
