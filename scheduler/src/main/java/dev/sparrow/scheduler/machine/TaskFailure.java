/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;

import java.util.List;

/// The cause of an attempt's failure.
///
/// Causes may be of a user's class, so nobody asks them anything on the driver's thread: what they said is here.
public sealed interface TaskFailure {

    /// The user's function or input is to blame. Counts against the limit of failures.
    record UserError(Throwable cause, String said) implements TaskFailure {}

    /// Outputs of a parent could not be read. Nobody's fault here: the task waits until they are made again.
    ///
    /// @param partitions exactly those that are lost, at least one
    record InputLost(StageId producer, List<Integer> partitions) implements TaskFailure {}

    /// A cached partition is missing or damaged, and what would make it was spared. Nobody's fault: the task waits
    /// until that is there.
    ///
    /// @param producers the parents that are wanted after all; none if only the cached partition turned out bad
    record InputSkipped(List<StageId> producers) implements TaskFailure {}

    /// We are to blame. Counts against the limit of failures.
    record EngineError(Throwable cause, String said) implements TaskFailure {}
}
