/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.event.EventListener;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Remembers what happened in a context, so that tests can count it or wait for it.
final class Recorder implements EventListener {
    private final List<Event> events = new ArrayList<>();
    private final BlockingQueue<Event> arrivals = new LinkedBlockingQueue<>();

    static Recorder on(Sparrow sc) {
        var recorder = new Recorder();
        sc.addListener(recorder);
        return recorder;
    }

    @Override
    public synchronized void onEvent(Event event) {
        events.add(event);
        arrivals.add(event);
    }

    /// Waits for an event of a kind that comes after those waited for before.
    <E extends Event> E await(Class<E> kind) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            var event = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("No " + kind.getSimpleName() + " came; there were " + events);
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    synchronized <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// How many attempts of stages with this operator finished.
    synchronized long tasksFinished(String operator) {
        var stages =
                all(Event.StageStarted.class).stream()
                        .filter(stage -> stage.name().startsWith(operator + " at "))
                        .map(Event.StageStarted::stage)
                        .toList();
        return all(Event.TaskFinished.class).stream().filter(task -> stages.contains(task.attempt().stage())).count();
    }

    synchronized List<StageId> stagesStarted() {
        return all(Event.StageStarted.class).stream().map(Event.StageStarted::stage).toList();
    }
}
