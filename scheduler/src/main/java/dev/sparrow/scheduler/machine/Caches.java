/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Who has which cached partition, who is making one, and who waits for that.
///
/// A task is the *maker* of the partitions that are missing when it is launched and that nobody makes already; while it
/// is awaited no other task that would make one of them is launched. If it ends and the partition is not there, there
/// was no room for it, and nobody waits for a maker of it again until it is cached: tasks that read it would else run
/// one after another for nothing.
final class Caches {
    /// One cached partition.
    record Key(CacheId cache, int partition) {}

    /// Tasks that are pending, but not to be launched before a maker has ended.
    private record Waiting(Stage stage, int partition) {}

    private static final class Cache {
        private CacheSpec spec;
        private final Map<Integer, Set<ExecutorId>> holders = new HashMap<>();
        private final Map<Integer, Attempt> makers = new HashMap<>();
        private final Map<Integer, List<Waiting>> waiting = new HashMap<>();

        /// Those that the last maker has not cached.
        private final Set<Integer> uncached = new HashSet<>();

        private final TreeSet<StageId> readers = new TreeSet<>();
        private boolean everCached;

        /// Nobody keeps anything of it any more; it is only remembered how it is made.
        private boolean dropped;

        private Cache(CacheSpec spec, boolean dropped) {
            this.spec = spec;
            this.dropped = dropped;
        }

        private boolean isComplete() {
            return holders.size() == spec.partitions();
        }

        private boolean isMissing(int partition) {
            return spec.together() ? !isComplete() : !holders.containsKey(partition);
        }

        private boolean isForgettable() {
            return dropped && readers.isEmpty();
        }
    }

    private final Map<CacheId, Cache> caches = new HashMap<>();

    /// The numbers of all that ever were: stages that read them may come back.
    private final Bits dropped = new Bits();

    // ---- Facts ------------------------------------------------------------------------------------------------------

    boolean isComplete(CacheId id) {
        return caches.containsKey(id) && caches.get(id).isComplete();
    }

    /// Who has a partition.
    Set<ExecutorId> holders(CacheId id, int partition) {
        var cache = caches.get(id);
        return cache == null ? Set.of() : cache.holders.getOrDefault(partition, Set.of());
    }

    /// Who has partitions that a task itself reads.
    Collection<ExecutorId> holdersFor(Stage stage, int computed) {
        if (stage.spec.caches().isEmpty()) {
            return List.of();
        }
        var holders = new LinkedHashSet<ExecutorId>();
        for (var read : stage.spec.caches()) {
            read.partitions(computed).forEach(partition -> holders.addAll(holders(read.cache(), partition)));
        }
        return List.copyOf(holders);
    }

    /// The living stages that read a cache, directly or to make another one.
    Collection<StageId> readers(CacheId id) {
        var cache = caches.get(id);
        return cache == null ? List.of() : List.copyOf(cache.readers);
    }

    /// A job knows these. How a partition is made may have changed since; it is the same.
    void describe(List<CacheSpec> specs) {
        for (var spec : specs) {
            caches.computeIfAbsent(spec.id(), id -> new Cache(spec, dropped.contains(id.value()))).spec = spec;
        }
    }

    void addReader(Stage stage) {
        allRead(stage.spec.caches()).forEach(cache -> cache.readers.add(stage.id()));
    }

    void removeReader(Stage stage) {
        if (!stage.spec.caches().isEmpty()) {
            // Of all: what it reads to make another one may have changed.
            caches.values().forEach(cache -> cache.readers.remove(stage.id()));
            caches.values().removeIf(Cache::isForgettable);
        }
    }

    private Collection<Cache> allRead(List<CacheRead> reads) {
        var all = new LinkedHashSet<Cache>();
        var open = new ArrayList<>(reads);
        while (!open.isEmpty()) {
            var cache = caches.get(open.removeLast().cache());
            if (cache != null && all.add(cache)) {
                open.addAll(cache.spec.reads());
            }
        }
        return all;
    }

    /// A partition is there. Returns whether it is the first of its cache.
    boolean add(Key key, ExecutorId executor) {
        var cache = caches.get(key.cache());
        if (cache == null || cache.dropped || key.partition() < 0 || key.partition() >= cache.spec.partitions()) {
            return false;
        }
        cache.holders.computeIfAbsent(key.partition(), _ -> new LinkedHashSet<>()).add(executor);
        cache.uncached.remove(key.partition());
        var first = !cache.everCached;
        cache.everCached = true;
        return first;
    }

    /// An executor has a partition no longer. Returns whether nobody has it now, who had it before.
    boolean remove(Key key, ExecutorId executor) {
        var cache = caches.get(key.cache());
        return cache != null && remove(cache, key.partition(), executor);
    }

    private static boolean remove(Cache cache, int partition, ExecutorId executor) {
        var holders = cache.holders.get(partition);
        if (holders == null || !holders.remove(executor) || !holders.isEmpty()) {
            return false;
        }
        cache.holders.remove(partition);
        return true;
    }

    /// An executor is gone. Returns the caches of which nobody has some partition now, who had it before.
    List<CacheId> removeAll(ExecutorId executor) {
        var lost = new ArrayList<CacheId>();
        for (var cache : caches.values()) {
            var lostOne = false;
            for (var partition : List.copyOf(cache.holders.keySet())) {
                lostOne |= remove(cache, partition, executor);
            }
            if (lostOne) {
                lost.add(cache.spec.id());
            }
        }
        return lost;
    }

    /// Nobody is to keep anything of a cache any more. To be called after its makers were released.
    void drop(CacheId id) {
        dropped.add(id.value());
        var cache = caches.get(id);
        if (cache != null) {
            cache.dropped = true;
            cache.holders.clear();
            if (cache.isForgettable()) {
                caches.remove(id);
            }
        }
    }

    // ---- What follows -----------------------------------------------------------------------------------------------

    /// The stages whose outputs are read to make what is missing for the tasks of a stage that are not done.
    Set<StageId> parentsOfMissing(Stage stage) {
        var reads = stage.spec.caches();
        var parents = new HashSet<StageId>();
        if (reads.stream().allMatch(read -> isComplete(read.cache()))) {
            return parents;
        }
        var all = new HashSet<StageId>();
        allRead(reads).forEach(cache -> all.addAll(cache.spec.parents()));
        var made = stage.made();
        for (var p = made.nextMissing(0); p >= 0 && parents.size() < all.size(); p = made.nextMissing(p + 1)) {
            eachMissing(reads, p, key -> parents.addAll(caches.get(key.cache()).spec.parents()));
        }
        return parents;
    }

    private void eachMissing(List<CacheRead> reads, int computed, Consumer<Key> seen) {
        for (var read : reads) {
            var cache = caches.get(read.cache());
            if (cache == null || cache.isComplete()) {
                continue;
            }
            for (var partition : read.partitions(computed)) {
                if (partition < cache.spec.partitions() && cache.isMissing(partition)) {
                    seen.accept(new Key(read.cache(), partition));
                    eachMissing(cache.spec.reads(), partition, seen);
                }
            }
        }
    }

    /// What a task would make, if it were launched now: all that it reads and nobody has.
    private List<Key> toMake(Stage stage, int partition) {
        var keys = new LinkedHashSet<Key>();
        eachMissing(
                stage.spec.caches(),
                partition,
                key -> {
                    var cache = caches.get(key.cache());
                    if (!cache.dropped && !cache.uncached.contains(key.partition())) {
                        keys.add(key);
                    }
                });
        return List.copyOf(keys);
    }

    /// Whether another task makes what this one would make, which then waits until that one has ended.
    boolean mustWait(Stage stage, int partition) {
        for (var key : toMake(stage, partition)) {
            var cache = caches.get(key.cache());
            if (cache.makers.containsKey(key.partition())) {
                cache.waiting
                        .computeIfAbsent(key.partition(), _ -> new ArrayList<>())
                        .add(new Waiting(stage, partition));
                return true;
            }
        }
        return false;
    }

    /// Forgets what is there of caches that tasks are about to make together: partitions of two launches need not fit,
    /// so the tasks have it dropped.
    void startAnew(Stage stage) {
        for (var cache : allRead(stage.spec.caches())) {
            if (cache.spec.together() && !cache.isComplete()) {
                cache.holders.clear();
            }
        }
    }

    /// A task that [#mustWait] for nobody is launched. Returns whether it makes something.
    boolean begin(Attempt attempt, Stage stage) {
        if (stage.spec.caches().isEmpty()) {
            return false;
        }
        for (var key : toMake(stage, attempt.id().partition())) {
            // Tasks that wait for each other start together, also where two of them read the same.
            if (caches.get(key.cache()).makers.putIfAbsent(key.partition(), attempt) == null) {
                attempt.makes(key);
            }
        }
        return !attempt.made().isEmpty();
    }

    /// An attempt is not awaited any more, or has cached what it makes. Those who waited need not any more.
    ///
    /// @param done it did all its work, so what is not there now was not cached
    void end(Attempt attempt, boolean done, Consumer<Stage> freed) {
        for (var key : attempt.made()) {
            var cache = caches.get(key.cache());
            if (cache == null || !cache.makers.remove(key.partition(), attempt)) {
                continue;
            }
            if (done && cache.isMissing(key.partition())) {
                cache.uncached.add(key.partition());
            }
            freeWaiting(cache, key.partition(), freed);
        }
    }

    /// A partition is there, or nobody is to keep it: its maker makes it no longer.
    void endMaking(Key key, Consumer<Stage> freed) {
        var cache = caches.get(key.cache());
        if (cache != null && cache.makers.remove(key.partition()) != null) {
            freeWaiting(cache, key.partition(), freed);
        }
    }

    void endMaking(CacheId id, Consumer<Stage> freed) {
        var cache = caches.get(id);
        if (cache != null) {
            List.copyOf(cache.makers.keySet()).forEach(partition -> endMaking(new Key(id, partition), freed));
        }
    }

    private static void freeWaiting(Cache cache, int partition, Consumer<Stage> freed) {
        var waiting = cache.waiting.remove(partition);
        if (waiting != null) {
            for (var one : waiting) {
                one.stage().pending.goOn(one.partition());
                freed.accept(one.stage());
            }
        }
    }
}
