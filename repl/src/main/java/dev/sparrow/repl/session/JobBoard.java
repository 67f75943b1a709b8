/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.session;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.value.JobId;

import java.util.ArrayDeque;
import java.util.List;

/// The last jobs of a context and how they went.
public final class JobBoard implements SparrowListener {
    private static final int KEPT_MAX = 100;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    /// A job.
    ///
    /// @param state `running`, `done` or `failed`
    /// @param millis how long it took; 0 while it runs
    public record Entry(JobId job, String label, int stages, String state, long millis) {}

    @Override
    public synchronized void onEvent(Event event) {
        switch (event) {
            case Event.JobStarted started -> {
                if (entries.size() == KEPT_MAX) {
                    entries.removeFirst();
                }
                entries.add(new Entry(started.job(), started.label(), started.plan().size(), "running", 0));
            }
            case Event.JobFinished finished -> finish(finished);
            case Event.OfStage _,
                    Event.OfTask _,
                    Event.OfExecutor _,
                    Event.OfPartition _,
                    Event.DataLost _,
                    Event.Warning _ -> {}
        }
    }

    private void finish(Event.JobFinished finished) {
        var changed = entries.stream().map(entry -> finished(entry, finished)).toList();
        entries.clear();
        entries.addAll(changed);
    }

    private static Entry finished(Entry entry, Event.JobFinished event) {
        return entry.job().equals(event.job())
                ? new Entry(
                        entry.job(),
                        entry.label(),
                        entry.stages(),
                        event.succeeded() ? "done" : "failed",
                        event.took().toMillis())
                : entry;
    }

    /// The oldest first.
    public synchronized List<Entry> jobs() {
        return List.copyOf(entries);
    }
}
