/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;

import java.util.List;

/// Why an attempt failed.
public sealed interface TaskFailure {

    /// The user's function or input is to blame. Counts against the limit of failures.
    record UserError(Throwable cause) implements TaskFailure {}

    /// Outputs of a parent could not be read. Nobody's fault here: the task waits until they are made again.
    ///
    /// @param partitions exactly those that are lost, at least one
    record InputLost(StageId producer, List<Integer> partitions) implements TaskFailure {}

    /// We are to blame. Counts against the limit of failures.
    record EngineError(Throwable cause) implements TaskFailure {}
}
