/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.spill;

import dev.sparrow.compute.sort.NaturalOrder;
import dev.sparrow.compute.sort.SortedRuns;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;

/// Rows with what they are ordered by, on disk in runs: each run is in order, and all become one. Of equal ranks the
/// rows of earlier runs are first.
public final class RankedRows {
    private final OperatorMemory memory;
    private final Kind kind;
    private final SortedRuns runs;

    /// Of the last run; null if it has no row.
    private SpillWriter writer;

    /// @param isLong whether ranks are longs; else they are objects with a natural order
    /// @param row the kind of the rows
    public RankedRows(OperatorMemory memory, boolean isLong, Kind row) {
        this.memory = memory;
        this.kind = new Kind.Struct(Tuple2.class, List.of(isLong ? Kind.Leaf.LONG : Kind.Leaf.OBJECT, row));
        this.runs = new SortedRuns(memory, isLong ? NaturalOrder.ASCENDING : null, Comparisons::compare);
    }

    /// A window of a run.
    ///
    /// @param ranks an array of longs, or of objects
    /// @param row the leaves of the rows
    public Window window(Object ranks, List<Object> row, int count) {
        var leaves = new ArrayList<Object>(List.of(ranks));
        leaves.addAll(row);
        return Window.over(kind, leaves, count);
    }

    /// Adds a window to the last run.
    ///
    /// @param window made by [#window]
    public void append(Window window) {
        if (writer == null) {
            writer = memory.open();
        }
        writer.append(window);
    }

    /// Begins a run behind those that are there.
    public void endRun() {
        if (writer != null) {
            runs.add(memory.finish(writer));
            writer = null;
        }
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /// The rows of all runs in order, to be gone through once.
    public WindowSource rows() {
        var pairs = runs.merged();
        return () -> {
            var window = pairs.next();
            return window == null ? null : window.part(1);
        };
    }
}
