/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.spi.ObservedRun;
import dev.sparrow.spi.RunObserver;
import dev.sparrow.ui.log.LogLines;
import dev.sparrow.ui.log.Reasons;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.JobId;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A run that is under way: its events become its state, and wake those who look at it. For any thread.
public final class WatchedRun implements ShownRun, RunObserver.Watch {
    private final RunState state;
    private final ObservedRun.Control control;
    private final Clock clock;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private long changes;
    private boolean over;

    private record Follower(LineStream stream, LogLines lines) {}

    public WatchedRun(RunFacts facts, ObservedRun.Control control, Clock clock) {
        this.state = new RunState(facts);
        this.control = control;
        this.clock = clock;
    }

    @Override
    public void onEvent(Event event) {
        onEvent(new At(clock.instant(), event));
    }

    @Override
    public synchronized void onEvent(At event) {
        state.onEvent(event);
        followers.forEach(follower -> follower.lines().accept(event));
        changes++;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        state.end(facts().micros(clock.instant()));
        over = true;
        changes++;
        followers.forEach(follower -> follower.lines().end(state.last()));
        notifyAll();
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
    public synchronized boolean isLive() {
        return !over;
    }

    @Override
    public boolean cancel(JobId job) {
        return control.cancel(job, "it was cancelled on the page");
    }

    @Override
    public synchronized long awaitChange(long seen, Duration longest) throws InterruptedException {
        var until = clock.millis() + longest.toMillis();
        for (var left = longest.toMillis(); changes == seen && !over && left > 0; left = until - clock.millis()) {
            wait(left);
        }
        followers.forEach(follower -> follower.lines().flush());
        return changes;
    }

    @Override
    public synchronized LineStream lines() {
        var stream = new LineStream();
        var shown = (UnaryOperator<String>) Reasons::withoutValues;
        var follower = new Follower(stream, new LogLines(facts(), shown, stream::add));
        followers.removeIf(other -> !other.stream().isOpen());
        followers.add(follower);
        follower.lines().begin();
        return stream;
    }
}
