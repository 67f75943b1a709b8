/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.actor;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.task.TaskOrder.TaskInputs;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The inputs of a stage's tasks, made once for as long as the outputs of its parents stay the same.
final class InputCache {
    private final Function<StageId, List<Object>> outputsOf;
    private final Map<StageId, Made> made = new HashMap<>();

    /// @param from the parents' outputs, compared by identity: the machine hands out the same list until one changes
    private record Made(List<List<Object>> from, TaskInputs inputs) {}

    InputCache(Function<StageId, List<Object>> outputsOf) {
        this.outputsOf = outputsOf;
    }

    TaskInputs of(PlannedStage stage) {
        var current = stage.spec().parents().stream().map(outputsOf).toList();
        var known = made.get(stage.id());
        if (known == null || !same(known.from(), current)) {
            known = new Made(current, make(stage));
            made.put(stage.id(), known);
        }
        return known.inputs();
    }

    void forget(StageId stage) {
        made.remove(stage);
    }

    @SuppressWarnings("ReferenceEquality") // the point: equal outputs of another run are other blocks
    private static boolean same(List<List<Object>> left, List<List<Object>> right) {
        for (var i = 0; i < left.size(); i++) {
            if (left.get(i) != right.get(i)) {
                return false;
            }
        }
        return true;
    }

    private TaskInputs make(PlannedStage stage) {
        var exchanges = new HashMap<ShuffleId, List<MapOutput>>();
        stage.shuffles().forEach((shuffle, parent) -> exchanges.put(shuffle, mapOutputs(parent)));
        var surveys = new HashMap<DatasetId, SurveyAnswer>();
        stage.surveys().forEach((dataset, parent) -> surveys.put(dataset, new SurveyAnswer(outputsOf.apply(parent))));
        return new TaskInputs(exchanges, surveys);
    }

    private List<MapOutput> mapOutputs(StageId parent) {
        var outputs = new ArrayList<MapOutput>();
        outputsOf.apply(parent).forEach(output -> outputs.add((MapOutput) output));
        return outputs;
    }
}
