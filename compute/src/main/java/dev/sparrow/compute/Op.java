/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/// One operation of a [Program]: how partition `p` of it is made.
public sealed interface Op extends Serializable {

    /// Slice `p` of a collection; the elements stay outside the program, see [TaskEnvironment#slice].
    record Slices(DatasetId source) implements Op {}

    /// Files or a range, read by the task itself.
    record Read(SourceData data, Label label) implements Op {}

    /// The partial answers of a survey as the elements of the only partition, see [TaskEnvironment#survey].
    record Answers(DatasetId asker) implements Op {}

    /// Steps, first to last, over the same partition of the input.
    record Steps(int input, List<StepCall> calls) implements Op {}

    /// One step of the user's program.
    ///
    /// @param dataset names the step's survey, if it needs one, see [TaskEnvironment#survey]
    record StepCall(Step step, Label label, DatasetId dataset) implements Serializable {}

    /// The partitions of all inputs one after the other; `partitions` of each.
    record Union(List<Integer> inputs, List<Integer> partitions) implements Op {}

    record Zip(int left, int right, Label label) implements Op {}

    record ZipPartitions(List<Integer> inputs, Function<List<Iterator<Object>>, Iterator<Object>> function, Label label)
            implements Op {}

    record Cartesian(int left, int right, int rightPartitions) implements Op {}

    /// Of the input's partitions the `count` from `first` on, put together.
    record Coalesced(int input, int first, int count, int partitions) implements Op {

        /// The first of the input's partitions that are part of `partition`.
        public int firstInput(int partition) {
            return first + (int) ((long) partition * count / partitions);
        }
    }

    /// Of the input's partitions those that can hold keys from `lower` to `upper`, and empty ones in place of the
    /// others.
    ///
    /// @param sort the dataset whose [survey][TaskEnvironment#survey] has the bounds of the partitions
    /// @param by how it sorted
    record Pruned(int input, DatasetId sort, Exchange.Sort by, Object lower, Object upper, Label label) implements Op {}

    record CoGrouped(List<Integer> inputs, Label label) implements Op {}

    /// Partition `p` of a persisted dataset, wherever it is cached; else made, see [TaskEnvironment#cached].
    record Cached(DatasetId dataset, Label label) implements Op {}

    record Joined(int left, int right, JoinKind kind, Label label) implements Op {}

    /// Rows of the left input with what a lookup finds among those of the right one.
    ///
    /// @param right -1 if the right table is shared: its rows are the answer of the survey of `dataset`
    record LookedUp(int left, int right, Lookup lookup, Label label, DatasetId dataset) implements Op {}

    /// Partition `p` of an exchange: its blocks in map-partition order, combined or sorted as the exchange says.
    record ShuffleRead(ShuffleId shuffle, Exchange exchange, Label label) implements Op {}
}
