/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ShuffleId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A stage being planned: where lineage is cut, before the stage has an id and before its closures are taken.
///
/// @param key the data that the stage makes
/// @param label the operation whose data it makes, or the action
/// @param root the node that its tasks compute, or whose survey they digest
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

        /// The bounds of a sort, of what its survey told.
        record Digest(DatasetId dataset) implements StageKey {}

        record Result() implements StageKey {}
    }

    int partitions() {
        return key instanceof StageKey.Digest ? 1 : root.partitions();
    }

    /// The node whose partitions its tasks compute; empty if they only digest what others have told.
    Optional<Lineage> computed() {
        return key instanceof StageKey.Digest ? Optional.empty() : Optional.of(root);
    }

    /// Flattens the lineage of the stage. Only stages that no job has taken before are asked for it.
    StageOps ops() {
        if (key instanceof StageKey.Digest(var asker)) {
            return new StageOps(
                    List.of(new Op.Answers(asker)), List.of(new StageKey.Survey(asker)), List.of(), Map.of());
        }
        var ops = StageCutter.cut(root, persisted);
        return output instanceof ProgramOutput.ShuffleWrite write
                        && write.exchange() instanceof Exchange.Sort sort
                        && StageCutter.asksKeys(sort)
                ? ops.reading(StageCutter.bounds(write.dataset(), root.partitions(), sort))
                : ops;
    }
}
