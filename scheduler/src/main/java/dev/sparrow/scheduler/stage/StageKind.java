/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

/// The kinds of stages, by what their tasks make.
public sealed interface StageKind {

    /// Blocks of an exchange. They stay with the executor that made them and are lost with it.
    record Exchange(ShuffleId shuffle) implements StageKind {}

    /// A small answer for each partition of a dataset. The machine itself keeps it, so no executor takes it along.
    record Survey(DatasetId dataset) implements StageKind {}

    /// The partial results of exactly one job, with which the stage ends.
    record Result() implements StageKind {}
}
