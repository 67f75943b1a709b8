/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.JobId;

import java.time.Duration;
import java.util.function.Function;

/// A run as the server shows it.
public interface ShownRun {

    RunFacts facts();

    /// Looks at its state, which does not change meanwhile. What is returned must not refer to the state.
    <T> T look(Function<RunState, T> question);

    /// Whether it may still change.
    boolean isLive();

    /// Ends a job.
    ///
    /// @return whether it was running
    boolean cancel(JobId job);

    /// Waits until something has happened since a change.
    ///
    /// @param seen the number of the last change that is known
    /// @return the number of the last change
    /// @throws InterruptedException if the calling thread is interrupted
    long awaitChange(long seen, Duration longest) throws InterruptedException;

    /// Hears of what happens from now on, as lines of a log; ends with [LineStream#close].
    LineStream lines();
}
