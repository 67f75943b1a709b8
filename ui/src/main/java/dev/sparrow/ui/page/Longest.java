/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The tasks that ran for longest.
final class Longest {
    private Longest() {}

    /// Their rows, the longest first.
    static List<Integer> rows(StageView stage, int max) {
        Comparator<Integer> byTime = Comparator.comparingLong(row -> stage.tasks().figure(Figure.RAN, row));
        var longest = new PriorityQueue<>(byTime);
        var least = new long[] {-1};
        stage.eachDone(row -> {
            var ran = stage.tasks().figure(Figure.RAN, row);
            if (longest.size() == max && ran > least[0]) {
                longest.poll();
            }
            if (longest.size() < max) {
                longest.add(row);
                least[0] = stage.tasks().figure(Figure.RAN, longest.peek());
            }
        });
        var rows = new ArrayList<>(longest);
        rows.sort(byTime.reversed());
        return rows;
    }
}
