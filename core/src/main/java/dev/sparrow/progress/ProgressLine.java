/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import dev.sparrow.error.PlainText;
import dev.sparrow.event.Event;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The text of a progress line at one moment: a bar for each stage that has run for half a second, at most three. Pure.
public final class ProgressLine {
    private static final long SHOWN_AFTER_MILLIS = 500;
    private static final int BARS_MAX = 3;

    private final TreeMap<StageId, Bar> running = new TreeMap<>();
    private final Map<JobId, List<StageId>> jobs = new HashMap<>();

    private static final class Bar {
        private final String name;
        private final int tasks;
        private final long since;
        private int active;
        private int done;

        private Bar(String name, int tasks, long since) {
            this.name = name;
            this.tasks = tasks;
            this.since = since;
        }
    }

    public void onEvent(Event event, long nowMillis) {
        switch (event) {
            case Event.StageStarted started ->
                    running.put(started.stage(), new Bar(PlainText.line(started.name()), started.tasks(), nowMillis));
            case Event.StageFinished finished -> running.remove(finished.stage());
            case Event.TaskStarted started -> change(started.attempt().stage(), 1, 0);
            case Event.TaskFinished finished -> change(finished.attempt().stage(), -1, 1);
            case Event.TaskFailed failed -> change(failed.attempt().stage(), -1, 0);
            case Event.JobStarted started -> jobs.put(started.job(), started.stages());
            case Event.JobFinished finished -> forget(finished.job());
            case Event.StageFailed failed -> running.remove(failed.stage());
            case Event.OfExecutor _, Event.OfPartition _, Event.DataLost _, Event.Warning _ -> {}
        }
    }

    /// A job that fails leaves stages unfinished; those that no other job lists run no more.
    private void forget(JobId job) {
        var stages = jobs.remove(job);
        if (stages != null) {
            stages.stream()
                    .filter(stage -> jobs.values().stream().noneMatch(others -> others.contains(stage)))
                    .forEach(running::remove);
        }
    }

    private void change(StageId stage, int active, int done) {
        var bar = running.get(stage);
        if (bar != null) {
            bar.active += active;
            bar.done += done;
        }
    }

    /// Whether a stage runs, shown or not yet.
    public boolean active() {
        return !running.isEmpty();
    }

    /// The line, no longer than `columns`; empty if there is nothing to show yet.
    public String render(long nowMillis, int columns) {
        var shown =
                running.entrySet().stream()
                        .filter(entry -> nowMillis - entry.getValue().since >= SHOWN_AFTER_MILLIS)
                        .limit(BARS_MAX)
                        .toList();
        if (shown.isEmpty()) {
            return "";
        }
        var width = Math.max(24, (columns - 1) / shown.size());
        var line =
                shown.stream()
                        .map(entry -> draw(entry.getKey(), entry.getValue(), width))
                        .collect(Collectors.joining());
        return line.substring(0, Math.min(line.length(), Math.max(0, columns - 1)));
    }

    /// Such as `[Stage 2: sortBy at Top.java:9 =====> (3 + 2) / 8]`: done, running, all.
    private static String draw(StageId stage, Bar bar, int width) {
        var tail = " (" + bar.done + " + " + bar.active + ") / " + bar.tasks + "]";
        var head = "[Stage " + stage + ": " + bar.name + " ";
        var room = width - head.length() - tail.length();
        if (room < 5) {
            head = "[Stage " + stage + ": ";
            room = Math.max(0, width - head.length() - tail.length());
        }
        var filled = bar.tasks == 0 ? room : (int) ((long) room * bar.done / bar.tasks);
        var arrow = filled < room ? ">" + " ".repeat(room - filled - 1) : "";
        return head + "=".repeat(filled) + arrow + tail;
    }
}
