/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Lists;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attempts of one stage that were launched together: one thread runs them one after another, in order.
///
/// It keeps what it was granted until the thread has done with all of them, whether or not they are still awaited.
final class TaskGroup {
    final ExecutorSlots at;
    final Grant grant;

    /// The step of the machine that launched it: its attempts know outputs up to and including that step.
    final long step;

    final long launchedMillis;

    /// Where [TaskGroups] has it among those of its executor.
    int place;

    /// [SlowTasks] looks whether it takes long.
    boolean watched;

    private Attempt first;

    /// Those behind the first, which most groups do not have.
    private List<Attempt> others = List.of();

    private int size;
    private int awaited;
    private int occupying;
    private long ranNanos;
    private long begunMillis;

    TaskGroup(ExecutorSlots at, Grant grant, long step, long launchedMillis) {
        this.at = at;
        this.grant = grant;
        this.step = step;
        this.launchedMillis = launchedMillis;
        this.begunMillis = launchedMillis;
    }

    Attempt add(AttemptId id) {
        var attempt = new Attempt(id, this);
        if (size == 0) {
            first = attempt;
        } else {
            others = size == 1 ? new ArrayList<>() : others;
            others.add(attempt);
        }
        size++;
        awaited++;
        occupying++;
        return attempt;
    }

    private List<Attempt> all() {
        var all = new ArrayList<Attempt>(size);
        all.add(first);
        all.addAll(others);
        return all;
    }

    /// There is one.
    Attempt first() {
        return first;
    }

    boolean isAwaited() {
        return awaited > 0;
    }

    int size() {
        return size;
    }

    List<AttemptId> ids() {
        return size == 1 ? List.of(first.id()) : Lists.map(all(), Attempt::id);
    }

    /// One of its attempts has finished.
    void ran(Duration one, long nowMillis) {
        ranNanos += one.toNanos();
        begunMillis = nowMillis;
    }

    /// When the attempt that runs may have begun.
    long begunMillis() {
        return begunMillis;
    }

    /// The one that runs, if they end in order.
    Optional<Attempt> firstAwaited() {
        for (var attempt : all()) {
            if (!attempt.isVacated()) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    /// How long those that have finished ran, together.
    long ranMillis() {
        return ranNanos / 1_000_000;
    }

    /// One of its attempts is not awaited any more.
    void unawaitOne() {
        awaited--;
    }

    /// The thread has done with one of its attempts; returns whether that was the last.
    boolean vacate(Attempt attempt) {
        attempt.vacate();
        return --occupying == 0;
    }

    /// With which its thread has not done.
    List<AttemptId> occupying() {
        return Lists.map(Lists.filter(all(), attempt -> !attempt.isVacated()), Attempt::id);
    }
}
