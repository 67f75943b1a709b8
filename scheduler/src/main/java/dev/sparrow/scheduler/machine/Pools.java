/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The stages with tasks that could start now, by the pools of their jobs.
///
/// Of pools that have less than their least share, the one that lacks most of it is first; then the one with the fewest
/// slots for its weight (the fair sharing of Spark, which is that of Zaharia et al. 2010). Pools are few.
final class Pools {
    /// The stages of one pool.
    static final class Queue {
        private final String name;
        private final Policies.Pool pool;
        private final ReadyStages ready;

        private int stages;

        /// How many slots work for its stages.
        private int slots;

        private Queue(String name, Policies.Pool pool) {
            this.name = name;
            this.pool = pool;
            this.ready = new ReadyStages(pool.mode());
        }

        private boolean lacksLeastShare() {
            return slots < pool.minShare();
        }

        private boolean isBefore(Queue other) {
            if (lacksLeastShare() != other.lacksLeastShare()) {
                return lacksLeastShare();
            }
            var mine = (double) slots / (lacksLeastShare() ? pool.minShare() : pool.weight());
            var others = (double) other.slots / (lacksLeastShare() ? other.pool.minShare() : other.pool.weight());
            return mine != others ? mine < others : name.compareTo(other.name) < 0;
        }
    }

    private final Policies.Sharing sharing;
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final List<Queue> all = new ArrayList<>();
    private boolean changed;

    Pools(Policies.Sharing sharing) {
        this.sharing = sharing;
    }

    private Queue queue(String pool) {
        var name = sharing.mode() == Policies.Mode.FIFO ? Policies.Sharing.DEFAULT_POOL : pool;
        var known = queues.get(name);
        if (known == null) {
            known = new Queue(name, sharing.pool(name));
            queues.put(name, known);
            all.add(known);
        }
        return known;
    }

    /// To be called after every change of a stage.
    void refresh(Stage stage) {
        var seat = stage.seat;
        if (!stage.pool.equals(seat.pool)) {
            remove(stage);
            seat.pool = stage.pool;
            seat.queue = queue(stage.pool);
            seat.queue.stages++;
        }
        var queue = seat.queue;
        queue.slots += stage.awaited.slots() - seat.slots;
        seat.slots = stage.awaited.slots();
        queue.ready.refresh(stage);
    }

    void remove(Stage stage) {
        var seat = stage.seat;
        if (seat.pool == null) {
            return;
        }
        var queue = seat.queue;
        queue.slots -= seat.slots;
        queue.ready.remove(stage);
        seat.slots = 0;
        seat.pool = null;
        seat.queue = null;
        if (--queue.stages == 0) {
            changed |= queue.ready.takeChanged();
            queues.remove(queue.name);
            all.remove(queue);
        }
    }

    /// There is too little for it. It is not [#first] any more, until [#comeBack].
    void passOver(Stage stage) {
        stage.seat.queue.ready.passOver(stage);
    }

    /// There is nothing for it now, and it needs no turn. It is not [#first] any more, until [#comeBack].
    void skip(Stage stage) {
        stage.seat.queue.ready.skip(stage);
    }

    /// Returns whether there are any.
    boolean comeBack() {
        return anyQueue(ReadyStages::comeBack);
    }

    /// A task of it was launched.
    void served(Stage stage) {
        stage.seat.queue.ready.keepTurnNoLonger(stage);
        refresh(stage);
    }

    boolean isEmpty() {
        for (var queue : all) {
            if (!queue.ready.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// Whose turn it is. There is one.
    Stage first() {
        Queue first = null;
        for (var queue : all) {
            if (!queue.ready.isEmpty() && (first == null || queue.isBefore(first))) {
                first = queue;
            }
        }
        return first.ready.first();
    }

    List<Stage> all() {
        var stages = new ArrayList<Stage>();
        for (var queue : all) {
            stages.addAll(queue.ready.all());
        }
        return stages;
    }

    /// Whether stages have come or gone since this was asked.
    boolean takeChanged() {
        var inQueues = anyQueue(ReadyStages::takeChanged);
        var own = changed;
        changed = false;
        return own || inQueues;
    }

    private boolean anyQueue(Predicate<ReadyStages> asked) {
        var any = false;
        for (var queue : all) {
            any |= asked.test(queue.ready);
        }
        return any;
    }
}
