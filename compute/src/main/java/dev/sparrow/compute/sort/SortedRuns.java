/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Pairs on disk in runs that are in the order of their keys each. Of equal keys those of earlier runs are first.
public final class SortedRuns {
    /// So many are merged at once: more would need more memory for what is read ahead.
    private static final int RUNS_MAX = 64;

    private final OperatorMemory memory;
    private final NaturalOrder natural;
    private final Comparator<Object> order;
    private final List<SpilledRows> runs = new ArrayList<>();

    /// @param natural what the order is; null if it is one of the user's own
    public SortedRuns(OperatorMemory memory, NaturalOrder natural, Comparator<Object> order) {
        this.memory = memory;
        this.natural = natural;
        this.order = order;
    }

    /// Runs of pairs whose keys are numbers.
    public static SortedRuns byNumber(OperatorMemory memory) {
        return new SortedRuns(memory, NaturalOrder.ASCENDING, SortedRuns::compareNumbers);
    }

    private static int compareNumbers(Object left, Object right) {
        return Long.compare((Long) left, (Long) right);
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /// Adds a run behind those that are there.
    public void add(WindowSource pairs) {
        add(memory.spilled(pairs));
    }

    /// As [#add(WindowSource)].
    public void add(SpilledRows run) {
        if (runs.size() == RUNS_MAX) {
            var merged = memory.spilled(all(List.of()));
            runs.forEach(SpilledRows::close);
            runs.clear();
            runs.add(merged);
        }
        runs.add(run);
    }

    /// All runs as one.
    ///
    /// @param last behind the runs on disk; at most one
    private WindowSource all(List<WindowSource> last) {
        var sources = new ArrayList<WindowSource>();
        runs.forEach(run -> sources.add(memory.read(run)));
        sources.addAll(last);
        return new MergedRuns(sources, natural, order);
    }

    /// All runs as one, to be gone through once.
    public WindowSource merged() {
        return closing(all(List.of()));
    }

    /// All runs as one, to be gone through once.
    ///
    /// @param last a run in memory, behind those on disk
    public WindowSource mergedWith(WindowSource last) {
        return closing(all(List.of(last)));
    }

    private WindowSource closing(WindowSource merged) {
        return new WindowSource() {
            @Override
            public Window next() {
                var window = merged.next();
                if (window == null) {
                    runs.forEach(SpilledRows::close);
                    runs.clear();
                }
                return window;
            }
        };
    }
}
