/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ShuffleId;

import java.util.List;
import java.util.Optional;

/// A stage cut out of lineage, before it has an id and before its closures are taken.
///
/// @param key what it makes
/// @param label the operation whose data it makes, or the action
/// @param partitions how many tasks
/// @param piece what its tasks compute
/// @param output what becomes of it
/// @param barrier whether its tasks wait for each other
/// @param resources what the program says that each task is to be given
record Draft(
        StageKey key,
        Label label,
        int partitions,
        Piece piece,
        ProgramOutput output,
        boolean barrier,
        Optional<ResourceProfile> resources) {

    Program program() {
        return new Program(piece.ops(), output);
    }

    /// What it reads, in the order of first use.
    List<StageKey> parents() {
        return piece.parents();
    }

    /// What a stage makes. Exchanges and surveys are known by their dataset, so that jobs share them.
    sealed interface StageKey {
        record Exchange(DatasetId dataset, ShuffleId shuffle) implements StageKey {}

        record Survey(DatasetId dataset) implements StageKey {}

        record Result() implements StageKey {}
    }
}
