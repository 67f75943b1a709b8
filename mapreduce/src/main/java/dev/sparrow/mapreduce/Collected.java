/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the calls of one task's function have emitted and counted. The latest call can be taken back.
final class Collected<K, V> implements Context<K, V> {
    private final int task;
    private final List<Tuple2<K, V>> emitted = new ArrayList<>();
    private final Map<Counter, Long> counts = new HashMap<>();

    /// What the latest call has counted.
    private final Map<Counter, Long> latest = new HashMap<>();

    private final List<SkippedRecord> skipped = new ArrayList<>();
    private final SideFiles sideFiles = new SideFiles();
    private long records;
    private int mark;

    Collected(int task) {
        this.task = task;
    }

    @Override
    public void emit(K key, V value) {
        emitted.add(new Tuple2<>(key, value));
    }

    @Override
    public void count(Counter counter, long more) {
        latest.merge(counter, more, Long::sum);
    }

    @Override
    public Position position() {
        return new Position(task, records - 1);
    }

    @Override
    public Path sideFile(Path target) throws IOException {
        return sideFiles.open(target);
    }

    /// A record is about to be worked on.
    void nextRecord() {
        records++;
    }

    long records() {
        return records;
    }

    /// What comes now can be taken back.
    void mark() {
        settle();
        mark = emitted.size();
    }

    /// Takes back what came since [#mark].
    void rollBack() {
        emitted.subList(mark, emitted.size()).clear();
        latest.clear();
    }

    private void settle() {
        if (!latest.isEmpty()) {
            latest.forEach((counter, count) -> counts.merge(counter, count, Long::sum));
            latest.clear();
        }
    }

    /// What was emitted, once.
    List<Tuple2<K, V>> take() {
        if (emitted.isEmpty()) {
            return List.of();
        }
        var taken = List.copyOf(emitted);
        emitted.clear();
        mark = 0;
        return taken;
    }

    void skip(SkippedRecord record) {
        skipped.add(record);
    }

    List<SkippedRecord> skipped() {
        return List.copyOf(skipped);
    }

    Map<Counter, Long> counts() {
        settle();
        return Map.copyOf(counts);
    }

    /// Puts side files in place.
    void publish() throws IOException {
        sideFiles.publish();
    }
}
