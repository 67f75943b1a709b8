/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The cached partitions of a [ToyCluster], worked out the slow and plain way.
final class ToyCaches {
    record Key(CacheId cache, int partition) {}

    private final ToyCluster cluster;
    final Map<CacheId, CacheSpec> specs = new TreeMap<>();
    final Map<Key, Set<ExecutorId>> cached = new HashMap<>();

    /// Gone, though nobody has told yet.
    final Set<Key> evicted = new LinkedHashSet<>();

    private final Map<Key, AttemptId> makers = new HashMap<>();
    private final Set<Key> uncached = new HashSet<>();
    private final Set<CacheId> dropped = new HashSet<>();
    final Set<CacheId> begun = new HashSet<>();

    ToyCaches(ToyCluster cluster) {
        this.cluster = cluster;
    }

    boolean isComplete(CacheId cache) {
        return IntStream.range(0, specs.get(cache).partitions()).allMatch(p -> cached.containsKey(new Key(cache, p)));
    }

    /// What nobody has of all that a task reads.
    List<Key> missing(StageId stage, int partition) {
        var missing = new LinkedHashSet<Key>();
        addMissing(cluster.specs.get(stage).caches(), partition, missing);
        return List.copyOf(missing);
    }

    private void addMissing(List<CacheRead> reads, int computed, Set<Key> missing) {
        for (var read : reads) {
            var spec = specs.get(read.cache());
            for (var partition : read.partitions(computed)) {
                var key = new Key(read.cache(), partition);
                if (partition < spec.partitions()
                        && (spec.together() ? !isComplete(spec.id()) : !cached.containsKey(key))) {
                    missing.add(key);
                    addMissing(spec.reads(), partition, missing);
                }
            }
        }
    }

    /// What a task would make for all.
    private List<Key> toMake(AttemptId id) {
        return missing(id.stage(), id.partition()).stream()
                .filter(key -> !uncached.contains(key) && !dropped.contains(key.cache()))
                .toList();
    }

    /// Those who make something that a task would make, too.
    Set<AttemptId> others(AttemptId id) {
        var others = new TreeSet<AttemptId>();
        for (var key : toMake(id)) {
            if (makers.containsKey(key)) {
                others.add(makers.get(key));
            }
        }
        return others;
    }

    /// What an attempt is to make for all.
    List<Key> madeBy(AttemptId id) {
        return makers.entrySet().stream().filter(entry -> entry.getValue().equals(id)).map(Map.Entry::getKey).toList();
    }

    void begin(AttemptId id) {
        toMake(id).forEach(key -> makers.putIfAbsent(key, id));
    }

    void end(AttemptId id, boolean done) {
        for (var key : madeBy(id)) {
            makers.remove(key);
            var spec = specs.get(key.cache());
            if (done && (spec.together() ? !isComplete(spec.id()) : !cached.containsKey(key))) {
                uncached.add(key);
            }
        }
    }

    void take(Input.PartitionCached input) {
        var key = new Key(input.cache(), input.partition());
        if (!cluster.executors.containsKey(input.executor())) {
            return;
        }
        if (!dropped.contains(input.cache())) {
            cached.computeIfAbsent(key, _ -> new HashSet<>()).add(input.executor());
            uncached.remove(key);
            evicted.remove(key);
        }
        makers.remove(key);
    }

    /// What is made together is made anew if a part of it is missing.
    void startAnew(StageId stage) {
        var open = new ArrayList<>(cluster.specs.get(stage).caches());
        while (!open.isEmpty()) {
            var spec = specs.get(open.removeLast().cache());
            if (spec.together() && !isComplete(spec.id())) {
                cached.keySet().removeIf(key -> key.cache().equals(spec.id()));
                evicted.removeIf(key -> key.cache().equals(spec.id()));
            }
            open.addAll(spec.reads());
        }
    }

    void take(Input.PartitionEvicted input) {
        lose(new Key(input.cache(), input.partition()), input.executor());
    }

    void take(Input.CacheDropped input) {
        dropped.add(input.cache());
        cached.keySet().removeIf(key -> key.cache().equals(input.cache()));
        makers.keySet().removeIf(key -> key.cache().equals(input.cache()));
        evicted.removeIf(key -> key.cache().equals(input.cache()));
    }

    void lose(ExecutorId executor) {
        List.copyOf(cached.keySet()).forEach(key -> lose(key, executor));
    }

    private void lose(Key key, ExecutorId executor) {
        var holders = cached.getOrDefault(key, new HashSet<>());
        holders.remove(executor);
        if (holders.isEmpty()) {
            cached.remove(key);
            evicted.remove(key);
        }
    }
}
