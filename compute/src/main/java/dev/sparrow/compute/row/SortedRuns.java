/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.sort.NaturalOrder;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Pairs on disk in runs that are in the order of their keys each. Of equal keys those of earlier runs are first.
final class SortedRuns {
    /// So many are merged at once: more would need more memory for what is read ahead.
    private static final int RUNS_MAX = 64;

    private final Room room;
    private final NaturalOrder natural;
    private final Comparator<Object> order;
    private final List<SpilledRows> runs = new ArrayList<>();

    /// @param natural what the order is; null if it is one of the user's own
    SortedRuns(Room room, NaturalOrder natural, Comparator<Object> order) {
        this.room = room;
        this.natural = natural;
        this.order = order;
    }

    /// Runs of pairs whose keys are numbers.
    static SortedRuns byNumber(Room room) {
        return new SortedRuns(room, NaturalOrder.ASCENDING, SortedRuns::compareNumbers);
    }

    private static int compareNumbers(Object left, Object right) {
        return Long.compare((Long) left, (Long) right);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /// Adds a run behind those that are there.
    void add(WindowSource pairs) {
        add(room.spilled(pairs));
    }

    /// As [#add(WindowSource)].
    void add(SpilledRows run) {
        if (runs.size() == RUNS_MAX) {
            var merged = room.spilled(all(List.of()));
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
        runs.forEach(run -> sources.add(room.read(run)));
        sources.addAll(last);
        return new Merge(sources, natural, order);
    }

    /// All runs as one, to be gone through once.
    WindowSource merged() {
        return closing(all(List.of()));
    }

    /// All runs as one, to be gone through once.
    ///
    /// @param last a run in memory, behind those on disk
    WindowSource mergedWith(WindowSource last) {
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
