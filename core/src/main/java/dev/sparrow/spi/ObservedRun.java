/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.config.Settings;
import dev.sparrow.value.JobId;

import java.time.Instant;
import java.util.function.IntSupplier;

/// The run of a context, as observers know it.
///
/// @param started when the context was made
/// @param version of this library; empty if its classes are in no jar
/// @param slots for so many tasks at once there is room, once the engine has started
/// @param control what an observer may do
public record ObservedRun(Instant started, String version, IntSupplier slots, Settings settings, Control control) {

    /// The one thing that observers may do to a run.
    @FunctionalInterface
    public interface Control {
        /// Ends a job of the run.
        ///
        /// @param reason a text for the error message
        /// @return whether it was running
        boolean cancel(JobId job, String reason);
    }
}
