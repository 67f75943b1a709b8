/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The stages that make what tasks read, in the order of first use.
///
/// @param shuffles the blocks of an exchange
/// @param surveys the survey of a dataset
public record StageInputs(Map<ShuffleId, StageId> shuffles, Map<DatasetId, StageId> surveys) {

    static StageInputs union(List<StageInputs> all) {
        var shuffles = new LinkedHashMap<ShuffleId, StageId>();
        var surveys = new LinkedHashMap<DatasetId, StageId>();
        for (var one : all) {
            shuffles.putAll(one.shuffles);
            surveys.putAll(one.surveys);
        }
        return new StageInputs(shuffles, surveys);
    }

    public SequencedSet<StageId> stages() {
        var stages = new LinkedHashSet<>(shuffles.values());
        stages.addAll(surveys.values());
        return stages;
    }
}
