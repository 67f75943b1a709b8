/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.StageId;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The history of each line of the program, as `explain` tells it: which of its data had no room in memory, and which
/// were computed again and why. Remembers those that something happened to last. For any thread.
public final class LineHistory {
    private static final int REMEMBERED_MAX = 1_000;
    private static final int SHOWN_MAX = 12;

    private final Map<String, Happened> lines = new Recent<>();
    private final Map<StageId, String> stages = new Recent<>();

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }

    private static final class Happened {
        private long bytesOnDisk;
        private final TreeSet<Integer> again = new TreeSet<>();
        private String reason = "";
    }

    public void onEvent(Event event) {
        switch (event) {
            case Event.StageStarted(var stage, var name, _, _) -> started(stage, name);
            case Event.TaskFinished(var attempt, _, var metrics) when metrics.spilledBytes() > 0 ->
                    spilled(attempt.stage(), metrics);
            case Event.DataLost(var name, var partitions, var reason, _) -> lost(name, partitions, reason);
            case Event.OfJob _,
                    Event.OfStage _,
                    Event.OfTask _,
                    Event.OfExecutor _,
                    Event.OfPartition _,
                    Event.Warning _ -> {}
        }
    }

    private synchronized void started(StageId stage, String name) {
        stages.put(stage, name);
    }

    /// What operators did not put there are blocks for other stages.
    private synchronized void spilled(StageId stage, TaskMetrics metrics) {
        var blockBytes = metrics.spilledBytes();
        for (var spill : metrics.spills()) {
            of(spill.operator()).bytesOnDisk += spill.bytes();
            blockBytes -= spill.bytes();
        }
        if (blockBytes > 0 && stages.containsKey(stage)) {
            of(stages.get(stage)).bytesOnDisk += blockBytes;
        }
    }

    private synchronized void lost(String name, Collection<Integer> partitions, String reason) {
        of(name).again.addAll(partitions);
        of(name).reason = reason;
    }

    private Happened of(String name) {
        return lines.computeIfAbsent(name, _ -> new Happened());
    }

    /// A line for each that something has happened to; empty if nothing has.
    ///
    /// @param names such as `reduceByKey at WordCount.java:31`
    public synchronized String tell(Collection<String> names) {
        var told = new StringBuilder();
        for (var name : names) {
            var happened = lines.get(name);
            if (happened != null) {
                told.append("  ").append(name).append(": ").append(tell(happened)).append('\n');
            }
        }
        return told.isEmpty() ? "" : "So far:\n" + told;
    }

    private static String tell(Happened happened) {
        var spilled = happened.bytesOnDisk == 0 ? "" : happened.bytesOnDisk + " bytes had no room and went to disk";
        if (happened.again.isEmpty()) {
            return spilled;
        }
        var partitions =
                happened.again.stream().limit(SHOWN_MAX).map(String::valueOf).collect(Collectors.joining(", "));
        return (spilled.isEmpty() ? "" : spilled + "; ")
                + (happened.again.size() == 1 ? "partition " : "partitions ")
                + partitions
                + (happened.again.size() > SHOWN_MAX ? ", …" : "")
                + " computed again. "
                + happened.reason;
    }
}
