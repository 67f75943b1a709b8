/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;

import java.util.ArrayList;
import java.util.List;

/// Remembers what happened in a context, so that tests can count it.
final class Recorder implements SparrowListener {
    private final List<Event> events = new ArrayList<>();

    static Recorder on(Sparrow sc) {
        var recorder = new Recorder();
        sc.addListener(recorder);
        return recorder;
    }

    @Override
    public synchronized void onEvent(Event event) {
        events.add(event);
    }

    synchronized <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// How many attempts have ended, in whatever way.
    int tasksEnded() {
        return all(Event.TaskFinished.class).size() + all(Event.TaskFailed.class).size();
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
}
