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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tasks of a stage that take much longer than others of it did, and the second attempts at them: whichever of the
/// two ends first counts (backup tasks of Dean and Ghemawat 2004, section 3.6; Spark's speculation).
final class SlowTasks {
    private final Durations finished = new Durations();

    /// What runs and was not found slow, in the order in which it was launched.
    private final Set<TaskGroup> launched = new LinkedHashSet<>();

    /// Those that are to have a second attempt beside them.
    private final Deque<Attempt> slow = new ArrayDeque<>();

    private final Map<Integer, Attempt> copies = new HashMap<>();

    void launched(TaskGroup group) {
        launched.add(group);
    }

    void finished(Duration ran) {
        finished.add(ran);
    }

    void ended(TaskGroup group) {
        launched.remove(group);
    }

    /// Finds tasks that are slow now; there are enough others to tell.
    void look(Stage stage, Policies.Speculation policy, long nowMillis) {
        var patience =
                Math.max(policy.multiplier() * finished.medianMillis(), (double) policy.minTaskRuntime().toMillis());
        for (var all = launched.iterator(); all.hasNext(); ) {
            var group = all.next();
            if (nowMillis - group.launchedMillis <= patience) {
                return;
            }
            if (nowMillis - group.begunMillis() > patience) {
                all.remove();
                group.firstAwaited().filter(attempt -> mayHaveCopy(stage, attempt)).ifPresent(slow::add);
            }
        }
    }

    /// Of what makes a cached partition there is one attempt at a time.
    private boolean mayHaveCopy(Stage stage, Attempt attempt) {
        return attempt.made().isEmpty() && stage.runs(attempt) && !copies.containsKey(attempt.id().partition());
    }

    /// Those that are to have a second attempt beside them, if they still run.
    Deque<Attempt> slow() {
        return slow;
    }

    Optional<Attempt> copyOf(int partition) {
        return Optional.ofNullable(copies.get(partition));
    }

    Optional<Attempt> copy(AttemptId id) {
        return copyOf(id.partition()).filter(copy -> copy.id().equals(id));
    }

    void begin(Attempt copy) {
        copies.put(copy.id().partition(), copy);
    }

    /// Returns whether it was one.
    boolean end(Attempt attempt) {
        return copies.remove(attempt.id().partition(), attempt);
    }

    Collection<Attempt> copies() {
        return copies.values();
    }
}
