/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.BatchWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.DatasetId;

import java.util.List;

/// Reads a partition of a persisted dataset; one that is not there is made, and cached as it passes by.
///
/// @param depth how many loops run while it is asked for windows, each inside the next
record CachedScan(DatasetId dataset, Label label, int depth) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        var counters = evaluation.environment().counters();
        return switch (evaluation.environment().cached(dataset, partition)) {
            case CachedPartition.Present(var batches) ->
                    new BatchWindows(batches, rows -> counters.recordsRead += rows);
            case CachedPartition.Absent absent -> CachingWindows.of(absent, partition, evaluation, depth);
        };
    }

    @Override
    public String name() {
        return label.operator();
    }

    @Override
    public String describe() {
        return label + ": dataset " + dataset + ", cached";
    }

    /// What makes a partition that is not there is a tree of its own.
    @Override
    public List<PhysicalOperator> inputs() {
        return List.of();
    }
}
