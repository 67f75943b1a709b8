/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Durations;
import dev.sparrow.value.AttemptId;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The tasks of a stage that take much longer than others of it did, and the second attempts at them: whichever of the
/// two ends first counts (backup tasks of Dean and Ghemawat 2004, section 3.6; Spark's speculation).
final class SlowTasks {
    private static final int ENDED_MIN = 64;

    private final Durations finished = new Durations();

    /// What was launched and not found slow, in order; with it some that has ended, which is less than what runs.
    private final Deque<TaskGroup> launched = new ArrayDeque<>();

    /// How much of it runs.
    private int running;

    /// Those that are to have a second attempt beside them.
    private final Deque<Attempt> slow = new ArrayDeque<>();

    private final Map<Integer, Attempt> copies = new HashMap<>();

    void launched(TaskGroup group) {
        group.watched = true;
        launched.add(group);
        running++;
    }

    void finished(Duration ran) {
        finished.add(ran);
    }

    void ended(TaskGroup group) {
        unwatch(group);
        if (launched.size() > ENDED_MIN + 2 * running) {
            launched.removeIf(one -> !one.watched);
        }
    }

    private void unwatch(TaskGroup group) {
        if (group.watched) {
            group.watched = false;
            running--;
        }
    }

    /// Finds tasks that are slow now; there are enough others to tell.
    ///
    /// @param isFirst whether an attempt is awaited, and no second one
    void look(Predicate<Attempt> isFirst, Policies.Speculation policy, long nowMillis) {
        var patience =
                Math.max(policy.multiplier() * finished.medianMillis(), (double) policy.minTaskRuntime().toMillis());
        for (var all = launched.iterator(); all.hasNext(); ) {
            var group = all.next();
            if (nowMillis - group.launchedMillis <= patience) {
                return;
            }
            if (!group.watched) {
                all.remove();
            } else if (nowMillis - group.begunMillis() > patience) {
                all.remove();
                unwatch(group);
                group.firstAwaited().filter(attempt -> mayHaveCopy(isFirst, attempt)).ifPresent(slow::add);
            }
        }
    }

    /// Of what makes a cached partition there is one attempt at a time.
    private boolean mayHaveCopy(Predicate<Attempt> isFirst, Attempt attempt) {
        return attempt.made().isEmpty() && isFirst.test(attempt) && !copies.containsKey(attempt.id().partition());
    }

    /// Those that are to have a second attempt beside them, if they still run.
    Deque<Attempt> slow() {
        return slow;
    }

    Optional<Attempt> copyOf(int partition) {
        return copies.isEmpty() ? Optional.empty() : Optional.ofNullable(copies.get(partition));
    }

    Optional<Attempt> copy(AttemptId id) {
        return copyOf(id.partition()).filter(copy -> copy.id().equals(id));
    }

    void begin(Attempt copy) {
        copies.put(copy.id().partition(), copy);
    }

    /// Returns whether it was one.
    boolean end(Attempt attempt) {
        return !copies.isEmpty() && copies.remove(attempt.id().partition(), attempt);
    }

    Collection<Attempt> copies() {
        return copies.values();
    }
}
