/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ShuffleId;

import java.util.Optional;
import java.util.Set;

/// A stage being planned: where lineage is cut, before the stage has an id and before its closures are taken.
///
/// @param key the data that the stage makes
/// @param label the operation whose data it makes, or the action
/// @param root the node that its tasks compute
/// @param persisted the datasets that it reads where they are cached
/// @param output what becomes of the elements
/// @param barrier whether its tasks wait for each other
/// @param resources what the program says that each task is to be given
record StagePlan(
        StageKey key,
        Label label,
        Lineage root,
        Set<DatasetId> persisted,
        ProgramOutput output,
        boolean barrier,
        Optional<ResourceProfile> resources)
        implements Planner.Part {

    /// The data that a stage makes. Exchanges and surveys are known by their dataset, so that jobs share them.
    sealed interface StageKey {
        record Exchange(DatasetId dataset, ShuffleId shuffle) implements StageKey {}

        record Survey(DatasetId dataset) implements StageKey {}

        record Result() implements StageKey {}
    }

    int partitions() {
        return root.partitions();
    }

    /// Flattens the lineage of the stage. Only stages that no job has taken before are asked for it.
    StageOps ops() {
        var ops = StageCutter.cut(root, persisted);
        return output instanceof ProgramOutput.ShuffleWrite write && StageCutter.asksKeys(write.exchange())
                ? ops.reading(new StageKey.Survey(write.dataset()))
                : ops;
    }
}
