/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.actor;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.scheduler.machine.StageState;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.task.TaskSpec.TaskInputs;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The inputs of a stage's tasks, made once for as long as the outputs of its parents stay the same.
final class InputCache {
    private final Function<StageId, StageState> stateOf;
    private final Map<StageId, Made> made = new HashMap<>();

    /// @param from the parents' outputs, compared by identity: the machine hands out the same list until one changes
    private record Made(List<List<Object>> from, TaskInputs inputs) {}

    /// In place of the outputs of a parent that is skipped and not there.
    private static final List<Object> SKIPPED = List.of(new Object());

    private List<Object> outputsOf(StageId parent) {
        return stateOf.apply(parent) instanceof StageState.Done done ? done.outputs() : SKIPPED;
    }

    InputCache(Function<StageId, StageState> stateOf) {
        this.stateOf = stateOf;
    }

    TaskInputs of(PlannedStage stage) {
        var current = stage.spec().parents().stream().map(this::outputsOf).toList();
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

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private TaskInputs make(PlannedStage stage) {
        var exchanges = new HashMap<ShuffleId, List<MapOutput>>();
        var surveys = new HashMap<DatasetId, SurveyAnswer>();
        var skippable = new HashSet<StageId>();
        stage.inputs()
                .shuffles()
                .forEach((shuffle, parent) -> {
                    var outputs = outputsOf(parent);
                    if (outputs == SKIPPED) {
                        skippable.add(parent);
                    } else {
                        exchanges.put(shuffle, mapOutputs(outputs));
                    }
                });
        stage.inputs()
                .surveys()
                .forEach((dataset, parent) -> {
                    var outputs = outputsOf(parent);
                    if (outputs == SKIPPED) {
                        skippable.add(parent);
                    } else {
                        surveys.put(dataset, new SurveyAnswer(outputs));
                    }
                });
        return new TaskInputs(exchanges, surveys, skippable);
    }

    private static List<MapOutput> mapOutputs(List<Object> outputs) {
        return outputs.stream().map(MapOutput.class::cast).toList();
    }
}
