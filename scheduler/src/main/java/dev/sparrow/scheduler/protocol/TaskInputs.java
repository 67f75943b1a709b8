/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a stage's parents made. The same for all tasks of a stage.
///
/// @param exchanges the outputs of the map tasks, in map-partition order
/// @param skippable parents that are not there, since cached partitions stand before them
public record TaskInputs(
        Map<ShuffleId, List<MapOutput>> exchanges, Map<DatasetId, SurveyParcels> surveys, Set<StageId> skippable) {}
