/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Counts;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The attempts of a stage that are awaited: of a task that runs one, and of one that is slow a second beside it.
final class AwaitedAttempts {
    private final StageId stage;

    /// By partition; null if the task does not run.
    private final Attempt[] first;

    /// How often each task was launched.
    private final Counts launched = new Counts();

    /// Null unless slow tasks are tried a second time.
    private SlowTasks slowTasks;

    private int tasks;
    private int slots;

    AwaitedAttempts(StageId stage, int partitions) {
        this.stage = stage;
        this.first = new Attempt[partitions];
    }

    /// How many tasks run.
    int tasks() {
        return tasks;
    }

    /// How many slots they have.
    int slots() {
        return slots;
    }

    /// The attempt, if it is awaited.
    Optional<Attempt> find(AttemptId id) {
        var attempt = id.partition() < first.length ? first[id.partition()] : null;
        if (attempt != null && attempt.id().equals(id)) {
            return Optional.of(attempt);
        }
        return slowTasks == null ? Optional.empty() : slowTasks.copy(id);
    }

    /// Whether it is awaited, and no second attempt at its task.
    boolean isFirst(Attempt attempt) {
        return first[attempt.id().partition()] == attempt;
    }

    // ---- Coming and going -------------------------------------------------------------------------------------------

    /// A task starts.
    Attempt launch(int partition, TaskGroup group) {
        if (group.size() == 0) {
            slots += group.grant.cpus();
            if (slowTasks != null) {
                slowTasks.launched(group);
            }
        }
        tasks++;
        first[partition] = next(partition, group);
        return first[partition];
    }

    /// A second attempt at a task starts.
    void launchSecond(int partition, TaskGroup group) {
        slots += group.grant.cpus();
        slowTasks.begin(next(partition, group));
    }

    private Attempt next(int partition, TaskGroup group) {
        return group.add(new AttemptId(stage, partition, launched.add(partition)));
    }

    /// An attempt is awaited no longer.
    void end(Attempt attempt) {
        var group = attempt.batch();
        if (slowTasks == null || !slowTasks.end(attempt)) {
            first[attempt.id().partition()] = null;
            tasks--;
        }
        group.unawaitOne();
        if (!group.isAwaited()) {
            slots -= group.grant.cpus();
            if (slowTasks != null) {
                slowTasks.ended(group);
            }
        }
    }

    /// The other attempt at the same task is awaited no longer, if there is one.
    Optional<Attempt> endOther(int partition) {
        var other = first[partition] == null ? second(partition) : Optional.of(first[partition]);
        if (other.isPresent()) {
            end(other.get());
        }
        return other;
    }

    /// All of them, first the second attempts, then the others, the last first.
    List<Attempt> all() {
        var all = slowTasks == null ? new ArrayList<Attempt>(tasks) : new ArrayList<>(slowTasks.copies());
        var left = tasks;
        for (var partition = first.length - 1; left > 0; partition--) {
            if (first[partition] != null) {
                all.add(first[partition]);
                left--;
            }
        }
        return all;
    }

    // ---- Second attempts at slow tasks ------------------------------------------------------------------------------

    /// From now on slow tasks are looked for.
    void watch() {
        if (slowTasks == null) {
            slowTasks = new SlowTasks();
        }
    }

    /// A task has ended well.
    void noteDuration(Duration ran) {
        if (slowTasks != null) {
            slowTasks.finished(ran);
        }
    }

    /// Finds tasks that are slow now; there are enough others to tell.
    void lookForSlow(Policies.Speculation policy, long nowMillis) {
        slowTasks.look(this::isFirst, policy, nowMillis);
    }

    boolean hasSlow() {
        return slowTasks != null && !slowTasks.slow().isEmpty();
    }

    /// Takes out a slow task that still runs, alone, and for which there is room elsewhere; empty if there is none.
    ///
    /// @param hasRoomBeside whether there is room for a second attempt beside this one
    Optional<Attempt> takeSlow(Predicate<Attempt> hasRoomBeside) {
        for (var all = slowTasks.slow().iterator(); all.hasNext(); ) {
            var attempt = all.next();
            if (!isFirst(attempt) || second(attempt.id().partition()).isPresent()) {
                all.remove();
            } else if (hasRoomBeside.test(attempt)) {
                all.remove();
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    private Optional<Attempt> second(int partition) {
        return slowTasks == null ? Optional.empty() : slowTasks.copyOf(partition);
    }

    /// The second attempt at a task whose first is awaited no longer goes on as the first; returns whether there is
    /// one.
    boolean goOnWithSecond(int partition) {
        var second = second(partition);
        second.ifPresent(attempt -> {
            slowTasks.end(attempt);
            first[partition] = attempt;
            tasks++;
        });
        return second.isPresent();
    }
}
