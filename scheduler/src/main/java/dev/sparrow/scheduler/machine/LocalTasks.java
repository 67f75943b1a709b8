/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.index.IntQueue;
import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.scheduler.slots.Slots;
import dev.sparrow.value.ExecutorId;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The pending tasks of a stage by where they would rather run, and how long they have waited for that.
///
/// A stage first starts tasks where their data are: on the executor, else on its host. When slots have been free for a
/// while that it would not take, it goes on to the next level, and at last starts tasks anywhere (delay scheduling,
/// Zaharia et al. 2010). As with Spark, the wait begins anew only when no slot is free, so a stage whose tasks keep
/// finding their places does not leave other slots empty for ever. Tasks that prefer nothing do not wait.
final class LocalTasks {
    private static final int EXECUTOR = 0;
    private static final int HOST = 1;
    private static final int ANYWHERE = 2;

    /// A task, and where it is to start.
    ///
    /// @param level how near to its data: others like it may be put behind it
    record Place(int partition, ExecutorSlots at, int level) {
        /// Where a task starts that prefers nothing, or need not.
        static Place anywhere(int partition, ExecutorSlots at) {
            return new Place(partition, at, ANYWHERE);
        }
    }

    /// Pending tasks by one kind of place. Those that have started elsewhere are left in and passed by.
    private static final class Level<K> {
        private final Map<K, IntQueue> tasks = new HashMap<>();

        /// The numbers of executors at places for which there may be tasks: of all at a place that has some.
        private final Bits executors = new Bits();

        /// The tasks of these, by number.
        private IntQueue[] byExecutor = new IntQueue[16];

        /// The tasks of a place, from now on those of its executors.
        private IntQueue at(K place, Collection<ExecutorSlots> there) {
            var queue = tasks.computeIfAbsent(place, _ -> new IntQueue());
            if (queue.isEmpty()) {
                there.forEach(executor -> bind(executor, queue));
            }
            return queue;
        }

        /// The tasks at the place of an executor; null if it is not bound.
        private IntQueue of(ExecutorSlots executor) {
            return executor.number() < byExecutor.length ? byExecutor[executor.number()] : null;
        }

        private void bind(ExecutorSlots executor, IntQueue queue) {
            var number = executor.number();
            if (number >= byExecutor.length) {
                byExecutor = Arrays.copyOf(byExecutor, Math.max(2 * byExecutor.length, number + 1));
            }
            byExecutor[number] = queue;
            executors.add(number);
        }

        private void unbind(ExecutorSlots executor) {
            executors.remove(executor.number());
            if (of(executor) != null) {
                byExecutor[executor.number()] = null;
            }
        }

        private void joined(K place, ExecutorSlots executor) {
            if (tasks.containsKey(place)) {
                bind(executor, tasks.get(place));
            }
        }

        /// The next for an executor that has been bound which may start; -1 if there is none.
        private int next(ExecutorSlots executor, IntPredicate mayStart) {
            var queue = byExecutor[executor.number()];
            while (!queue.isEmpty()) {
                var partition = queue.poll();
                if (mayStart.test(partition)) {
                    return partition;
                }
            }
            return -1;
        }
    }

    private final Stage stage;
    private final Slots slots;
    private final Caches caches;
    private final long waitMillis;
    private final Level<ExecutorId> onExecutors = new Level<>();
    private final Level<String> onHosts = new Level<>();
    private final BitSet anywhere = new BitSet();

    /// No task that prefers nothing is below.
    private int anywhereFrom;

    /// The levels before this one are not waited for any more.
    private int level;

    /// The nearest where one was started since the wait began.
    private int nearest = ANYWHERE;

    private long sinceMillis;

    LocalTasks(Stage stage, Slots slots, Caches caches, long waitMillis, long nowMillis) {
        this.stage = stage;
        this.slots = slots;
        this.caches = caches;
        this.waitMillis = waitMillis;
        this.sinceMillis = nowMillis;
    }

    /// Whether it may matter where the tasks of a stage run.
    static boolean matterTo(StageSpec spec) {
        return !spec.barrier() && !(spec.places().isEmpty() && spec.caches().isEmpty());
    }

    // ---- What there is ----------------------------------------------------------------------------------------------

    /// A task is pending.
    void add(int partition) {
        var places = stage.spec.placesOf(partition);
        var holders = caches.holdersFor(stage, partition);
        if (places.isEmpty() && holders.isEmpty()) {
            anywhere.set(partition);
            anywhereFrom = Math.min(anywhereFrom, partition);
            return;
        }
        for (var place : places) {
            switch (place) {
                case StageSpec.Place.OnExecutor(var id) -> addOnExecutor(partition, id);
                case StageSpec.Place.OnHost(var host) -> addOnHost(partition, host);
            }
        }
        for (var id : holders) {
            addOnExecutor(partition, id);
        }
    }

    private void addOnExecutor(int partition, ExecutorId id) {
        var executor = slots.find(id).orElse(null);
        if (executor == null) {
            onExecutors.at(id, List.of()).add(partition);
            return;
        }
        var here = onExecutors.of(executor);
        if (here == null || here.isEmpty()) {
            here = onExecutors.at(id, List.of(executor));
        }
        here.add(partition);
        var onHost = onHosts.of(executor);
        if (onHost == null || onHost.isEmpty()) {
            addOnHost(partition, executor.host());
        } else {
            onHost.add(partition);
        }
    }

    private void addOnHost(int partition, String host) {
        onHosts.at(host, slots.on(host)).add(partition);
    }

    void joined(ExecutorSlots executor) {
        onExecutors.joined(executor.id(), executor);
        onHosts.joined(executor.host(), executor);
    }

    void lost(ExecutorSlots executor) {
        onExecutors.unbind(executor);
        onHosts.unbind(executor);
    }

    // ---- What starts where ------------------------------------------------------------------------------------------

    /// A task that may start now, and where; empty if it is worth waiting for better places.
    ///
    /// @param next a task that may start anywhere
    /// @param freest an executor that has room
    /// @param without numbers of executors that are not asked
    /// @param lastFullMillis when no slot was free
    /// @param mayStart whether a task is still pending, and need not wait for others
    Optional<Place> pick(
            int next, ExecutorSlots freest, Bits without, long nowMillis, long lastFullMillis, IntPredicate mayStart) {
        if (lastFullMillis > sinceMillis) {
            waitAnew(lastFullMillis);
        }
        var open = slots.openFor(stage.spec.demand());
        for (var at = EXECUTOR; at <= HOST && at <= reach(nowMillis); at++) {
            var pick = pickAt(at, open, without, mayStart);
            if (pick.isPresent()) {
                nearest = Math.min(nearest, at);
                return pick;
            }
        }
        var unplaced = nextUnplaced(mayStart);
        if (unplaced >= 0) {
            return Optional.of(Place.anywhere(unplaced, freest));
        }
        return reach(nowMillis) < ANYWHERE || !mayStart.test(next)
                ? Optional.empty()
                : Optional.of(Place.anywhere(next, freest));
    }

    /// A task that prefers nothing; -1 if there is none.
    private int nextUnplaced(IntPredicate mayStart) {
        for (var p = anywhere.nextSetBit(anywhereFrom); p >= 0; p = anywhere.nextSetBit(p + 1)) {
            anywhere.clear(p);
            anywhereFrom = p + 1;
            if (mayStart.test(p)) {
                return p;
            }
        }
        return -1;
    }

    /// Where nothing is found that may start, there is nothing any more: the level is passed at once.
    private Optional<Place> pickAt(int at, Bits open, Bits without, IntPredicate mayStart) {
        var executors = executors(at);
        for (var n = executors.firstCommon(open, without); n >= 0; n = executors.firstCommon(open, without)) {
            var executor = slots.at(n);
            var found = next(executor, at, mayStart);
            if (found >= 0) {
                return Optional.of(new Place(found, executor, at));
            }
            executors.remove(n);
        }
        return Optional.empty();
    }

    private Bits executors(int at) {
        return at == EXECUTOR ? onExecutors.executors : onHosts.executors;
    }

    private int next(ExecutorSlots executor, int at, IntPredicate mayStart) {
        return (at == EXECUTOR ? onExecutors : onHosts).next(executor, mayStart);
    }

    /// Another task that has the same reason to start at a place; -1 if there is none.
    int nextAt(Place place, IntPredicate mayStart) {
        return place.level() == ANYWHERE ? nextUnplaced(mayStart) : next(place.at(), place.level(), mayStart);
    }

    private void waitAnew(long nowMillis) {
        level = Math.min(level, nearest);
        nearest = ANYWHERE;
        sinceMillis = nowMillis;
    }

    /// How far from their data tasks may start now; gives up levels that were waited for long enough.
    private int reach(long nowMillis) {
        for (var at = nextLevel(); at < ANYWHERE; at = nextLevel()) {
            if (nowMillis - sinceMillis < waitMillis) {
                return at;
            }
            sinceMillis += waitMillis;
            level = at + 1;
        }
        if (level < ANYWHERE) {
            sinceMillis = nowMillis; // there is nothing to wait for
        }
        return ANYWHERE;
    }

    /// The next level at which there is something.
    private int nextLevel() {
        var at = level;
        while (at < ANYWHERE && executors(at).isEmpty()) {
            at++;
        }
        return at;
    }

    /// When it goes on to the next level, if no slot is wanting before.
    long deadlineMillis() {
        return sinceMillis + waitMillis;
    }
}
