/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.index.IntQueues;
import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.scheduler.slots.Slots;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.ExecutorId;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final Stage stage;
    private final Slots slots;
    private final Caches caches;
    private final long waitMillis;

    /// Pending tasks by where they would rather run, one queue for each place. Those that have started elsewhere are
    /// left in and passed by.
    private final IntQueues tasks = new IntQueues();

    private final Map<ExecutorId, Integer> ofExecutor = new HashMap<>();
    private final Map<String, Integer> ofHost = new HashMap<>();

    /// The queues of executors that are there, by number; -1 if it has none.
    private int[] here = {};

    /// The numbers of executors for which there may be tasks: on the executor itself, and on its host.
    private final Bits onExecutors = new Bits();

    private final Bits onHosts = new Bits();

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
        var holders = caches.holdersFor(stage, partition);
        var places = holders.isEmpty() ? stage.spec.placesOf(partition) : List.<StageSpec.Place>of();
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
        var queue = queueIn(ofExecutor, id);
        if (tasks.isEmpty(queue)) {
            slots.find(id).ifPresent(executor -> open(executor, queue));
        }
        tasks.add(queue, partition);
    }

    private <K> int queueIn(Map<K, Integer> queues, K place) {
        var known = queues.get(place);
        if (known != null) {
            return known;
        }
        var made = tasks.make();
        queues.put(place, made);
        return made;
    }

    /// There is something for an executor from now on.
    private void open(ExecutorSlots executor, int queue) {
        bind(executor, queue);
        onExecutors.add(executor.number());
        addToHost(executor.host());
    }

    private void addOnHost(int partition, String host) {
        var queue = queueIn(ofHost, host);
        if (tasks.isEmpty(queue)) {
            addToHost(host);
        }
        tasks.add(queue, partition);
    }

    private void bind(ExecutorSlots executor, int queue) {
        var number = executor.number();
        if (number >= here.length) {
            var length = here.length;
            here = Arrays.copyOf(here, Math.max(2 * length, number + 1));
            Arrays.fill(here, length, here.length, -1);
        }
        here[number] = queue;
    }

    private void addToHost(String host) {
        slots.on(host).forEach(executor -> onHosts.add(executor.number()));
    }

    private int queueOf(ExecutorSlots executor) {
        return executor.number() < here.length ? here[executor.number()] : -1;
    }

    private boolean hasTasks(int queue) {
        return queue >= 0 && !tasks.isEmpty(queue);
    }

    void joined(ExecutorSlots executor) {
        bind(executor, ofExecutor.getOrDefault(executor.id(), -1));
        if (hasTasks(queueOf(executor))) {
            onExecutors.add(executor.number());
        }
        lookAtHost(executor.host());
    }

    /// What was only there is on its host no longer.
    void lost(ExecutorSlots executor) {
        bind(executor, -1);
        onExecutors.remove(executor.number());
        onHosts.remove(executor.number());
        lookAtHost(executor.host());
    }

    /// An executor has come to a host or gone.
    private void lookAtHost(String host) {
        var any = hasTasks(ofHost.getOrDefault(host, -1));
        for (var executor : slots.on(host)) {
            any |= hasTasks(queueOf(executor));
        }
        if (any) {
            addToHost(host);
        } else {
            slots.on(host).forEach(executor -> onHosts.remove(executor.number()));
        }
    }

    // ---- What starts where ------------------------------------------------------------------------------------------

    /// A task that may start now, and where; empty if it is worth waiting for better places.
    ///
    /// @param next a task that may start anywhere
    /// @param freest an executor that has room
    /// @param without numbers of executors that are not asked
    /// @param lastFullMillis when no slot was free
    Optional<Place> pick(int next, ExecutorSlots freest, Bits without, long nowMillis, long lastFullMillis) {
        if (lastFullMillis > sinceMillis) {
            waitAnew(lastFullMillis);
        }
        var open = slots.openFor(stage.spec.demand());
        for (var at = EXECUTOR; at <= HOST && at <= reach(nowMillis); at++) {
            var pick = pickAt(at, open, without);
            if (pick.isPresent()) {
                nearest = Math.min(nearest, at);
                return pick;
            }
        }
        var unplaced = nextUnplaced();
        if (unplaced >= 0) {
            return Optional.of(Place.anywhere(unplaced, freest));
        }
        return reach(nowMillis) < ANYWHERE || !mayStart(next)
                ? Optional.empty()
                : Optional.of(Place.anywhere(next, freest));
    }

    /// A task that prefers nothing; -1 if there is none.
    private int nextUnplaced() {
        for (var p = anywhere.nextSetBit(anywhereFrom); p >= 0; p = anywhere.nextSetBit(p + 1)) {
            anywhere.clear(p);
            anywhereFrom = p + 1;
            if (mayStart(p)) {
                return p;
            }
        }
        return -1;
    }

    /// Whether a task is still pending, and need not wait for others.
    private boolean mayStart(int partition) {
        return stage.pending.mayStart(partition, caches);
    }

    /// Where nothing is found that may start, there is nothing any more: the level is passed at once.
    private Optional<Place> pickAt(int at, Bits open, Bits without) {
        var executors = executors(at);
        for (var n = executors.firstCommon(open, without); n >= 0; n = executors.firstCommon(open, without)) {
            var executor = slots.at(n);
            var found = next(executor, at);
            if (found >= 0) {
                return Optional.of(new Place(found, executor, at));
            }
            executors.remove(n);
        }
        return Optional.empty();
    }

    private Bits executors(int at) {
        return at == EXECUTOR ? onExecutors : onHosts;
    }

    /// The next task for an executor which may start; -1 if there is none.
    private int next(ExecutorSlots executor, int at) {
        return at == EXECUTOR ? nextOf(queueOf(executor)) : nextOnHost(executor);
    }

    private int nextOnHost(ExecutorSlots executor) {
        for (var neighbour : executor.neighbours()) {
            var partition = nextOf(queueOf(neighbour));
            if (partition >= 0) {
                return partition;
            }
        }
        return ofHost.isEmpty() ? -1 : nextOf(ofHost.getOrDefault(executor.host(), -1));
    }

    private int nextOf(int queue) {
        while (hasTasks(queue)) {
            var partition = tasks.poll(queue);
            if (mayStart(partition)) {
                return partition;
            }
        }
        return -1;
    }

    /// Another task that has the same reason to start at a place; -1 if there is none.
    int nextAt(Place place) {
        return place.level() == ANYWHERE ? nextUnplaced() : next(place.at(), place.level());
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
