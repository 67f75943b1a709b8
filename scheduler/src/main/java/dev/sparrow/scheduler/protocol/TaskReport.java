/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;

import java.time.Instant;
import java.util.List;

/// The report on the end of an attempt.
public sealed interface TaskReport {

    AttemptId attempt();

    /// When it was known.
    Instant at();

    /// It did its work.
    ///
    /// @param output the [MapOutput] of its blocks, or else a [Parcel]
    /// @param added to accumulators, which counts if the attempt does
    /// @param lost what was missing on the way
    record Finished(
            AttemptId attempt,
            Object output,
            TaskMetrics metrics,
            List<AddedPart> added,
            List<Event.DataLost> lost,
            Instant at)
            implements TaskReport {

        /// The same report of another output.
        public Finished with(Parcel other) {
            return new Finished(attempt, other, metrics, added, lost, at);
        }
    }

    /// It failed.
    ///
    /// @param reason for people
    record Failed(AttemptId attempt, TaskFailure failure, String reason, Instant at) implements TaskReport {}

    /// It has not begun and will not.
    record Returned(AttemptId attempt, Instant at) implements TaskReport {}

    /// It was interrupted and has stopped.
    record Stopped(AttemptId attempt, Instant at) implements TaskReport {}
}
