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

/// A run of the past, read from its log.
final class LoadedRun implements ShownRun {
    private final RunState state;

    LoadedRun(RunState state) {
        this.state = state;
    }

    @Override
    public RunFacts facts() {
        return state.facts();
    }

    @Override
    public synchronized <T> T look(Function<RunState, T> question) {
        return question.apply(state);
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public boolean cancel(JobId job) {
        return false;
    }

    @Override
    public long awaitChange(long seen, Duration longest) {
        return seen;
    }

    @Override
    public LineStream lines() {
        var stream = new LineStream();
        stream.close();
        return stream;
    }
}
