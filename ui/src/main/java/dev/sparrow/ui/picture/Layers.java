/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stages of a job in columns, each behind all of its parents; within a column near to their parents, so that few
/// arrows cross (the barycentre heuristic of Sugiyama, Tagawa and Toda 1981, one sweep).
///
/// @param all the columns, from left to right
record Layers(List<List<StageView>> all) {

    /// @param stages parents first
    static Layers of(List<StageView> stages) {
        var depths = new HashMap<StageId, Integer>();
        var columns = new ArrayList<List<StageView>>();
        for (var stage : stages) {
            var depth = 0;
            for (var parent : stage.parents()) {
                depth = Math.max(depth, depths.getOrDefault(parent, -1) + 1);
            }
            depths.put(stage.id(), depth);
            while (columns.size() <= depth) {
                columns.add(new ArrayList<>());
            }
            columns.get(depth).add(stage);
        }
        var rows = new HashMap<StageId, Integer>();
        columns.forEach(column -> order(column, rows));
        return new Layers(columns);
    }

    private static void order(List<StageView> column, Map<StageId, Integer> rows) {
        column.sort(
                Comparator.comparingDouble(stage ->
                        stage.parents().stream().filter(rows::containsKey).mapToInt(rows::get).average().orElse(0)));
        for (var i = 0; i < column.size(); i++) {
            rows.put(column.get(i).id(), i);
        }
    }
}
