/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import java.util.Map;
import java.util.TreeMap;

/// What a line of the program cost.
///
/// @param micros of the work of tasks, all together
/// @param measured whether the parts of loops were measured step by step; else this is all the work of the stages that
///   end in this line
/// @param steps what is called there, such as `map`
public record LineCost(long micros, boolean measured, String steps) {
    static Map<String, LineCost> of(Moment moment) {
        var costs = new TreeMap<String, LineCost>();
        for (var stage : moment.stages()) {
            stage.datasets()
                    .forEach(dataset ->
                            costs.merge(dataset.line(), new LineCost(0, false, dataset.operator()), LineCost::plus));
            if (stage.hasRun()) {
                add(costs, stage);
            }
        }
        return costs;
    }

    private static void add(Map<String, LineCost> costs, StageView stage) {
        costs.merge(stage.line(), new LineCost(stage.total(Figure.RAN), false, ""), LineCost::plus);
    }

    private LineCost plus(LineCost other) {
        var both = steps.isEmpty() || other.steps.isEmpty() || (", " + steps + ",").contains(", " + other.steps + ",");
        return new LineCost(
                micros + other.micros,
                measured || other.measured,
                both ? (steps.isEmpty() ? other.steps : steps) : steps + ", " + other.steps);
    }
}
