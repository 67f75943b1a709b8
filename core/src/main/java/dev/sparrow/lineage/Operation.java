/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.function.Function;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.ShuffleId;

import java.util.Iterator;
import java.util.List;

/// The operation by which a node makes its partitions from those of its parents.
public sealed interface Operation {

    /// No parent: data that come from outside.
    record Source(SourceData data) implements Operation {}

    /// One parent: a [Step] applied to each of its partitions.
    record Narrow(Step step) implements Operation {}

    /// The partitions of all parents, one after the other.
    record Union() implements Operation {}

    /// Two parents of equal shape: pairs of the elements at the same place in the same partition.
    record Zip() implements Operation {}

    /// Parents with equal numbers of partitions: what `function` makes of the elements that they have in the same
    /// partition.
    record ZipPartitions(Function<List<Iterator<Object>>, Iterator<Object>> function) implements Operation {}

    /// Two parents: all pairs of an element of the left and one of the right, left varying slowest. With `R` partitions
    /// on the right, partition `p` pairs left partition `p / R` with right partition `p % R`.
    record Cartesian() implements Operation {}

    /// Of one parent's partitions the `count` from `first` on, runs of neighbours put together without moving data
    /// between tasks: partition `p` of `n` begins with parent partition `first + p * count / n`, and ends before that
    /// of `p + 1`.
    record Coalesced(int first, int count, int partitions) implements Operation {

        /// The first of the parent's partitions that are part of `partition`.
        public int firstInput(int partition) {
            return first + (int) ((long) partition * count / partitions);
        }
    }

    /// One parent whose keys a sort placed: its partitions that can hold keys from `lower` to `upper`, and empty ones
    /// in place of the others. What bounds the partitions have turns out in the job, see [Survey.Keys].
    record Pruned(Object lower, Object upper) implements Operation {}

    /// One parent, its elements moved between partitions: where stages are cut.
    record Shuffled(ShuffleId shuffle, Exchange exchange) implements Operation {}

    /// Parents placed by the same partitioner: for each key the list of its values in each parent.
    ///
    /// Elements are `Tuple2<K, List<List<Object>>>`: one list for each parent, in the order of the parents, each in the
    /// order of that parent's partition. Keys come in the order of their first occurrence, first parent first.
    record CoGrouped(Partitioner by) implements Operation {}

    /// Two parents placed by the same partitioner: what the kind makes of their pairs that share a key.
    ///
    /// The left pairs in their order; for each its partners in the order of the right partition. If the kind keeps
    /// right pairs without partners, these come behind, in their order. The right partition is held in memory as far as
    /// it fits, the left one passes by.
    record Joined(Partitioner by, JoinKind kind) implements Operation {}

    /// Two parents of rows: what a lookup of the left rows among the right ones finds. A shared one needs all right
    /// rows first: a [Survey] of the right parent. Else both have equal numbers of partitions, in which equal keys
    /// meet.
    record LookedUp(Lookup lookup) implements Operation {}
}
