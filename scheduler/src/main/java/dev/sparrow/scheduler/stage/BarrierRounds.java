/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rounds in which tasks of a barrier stage meet: which task is in which round, which waits, and which has ended.
/// Pure; for one thread at a time.
///
/// A round is over when all tasks have come to it. Once the rounds are broken they stay so.
public final class BarrierRounds {

    /// What tasks come for.
    public enum Operation {
        BARRIER("barrier()"),
        ALL_GATHER("allGather()"),

        /// Of the engine itself.
        AGREE("the look for cached partitions");

        private final String call;

        Operation(String call) {
            this.call = call;
        }
    }

    private final int tasks;

    /// Those that wait, and those that are done; by partition.
    private final Map<Integer, String> waiting = new TreeMap<>();

    private final List<Integer> done = new ArrayList<>();
    private Operation operation = Operation.BARRIER;
    private int round;
    private List<String> gathered = List.of();
    private Optional<String> broken = Optional.empty();

    public BarrierRounds(int tasks) {
        this.tasks = tasks;
    }

    /// A task comes to the current round; returns which one that is.
    public int come(int partition, Operation called, String message) {
        if (waiting.isEmpty()) {
            operation = called;
        }
        if (waiting.containsKey(partition)) {
            breakOff("the task of partition " + partition + " called " + called.call + " while it waited already");
        } else if (called != operation) {
            breakOff(
                    "the task of partition "
                            + partition
                            + " called "
                            + called.call
                            + " while those of partitions "
                            + List.copyOf(waiting.keySet())
                            + " wait in "
                            + operation.call);
        }
        waiting.put(partition, message);
        requireNoneDone();
        var came = round;
        if (waiting.size() == tasks && broken.isEmpty()) {
            gathered = List.copyOf(waiting.values());
            waiting.clear();
            round++;
        }
        return came;
    }

    /// A task has done its work and comes to no further round.
    public void done(int partition) {
        done.add(partition);
        requireNoneDone();
    }

    private void requireNoneDone() {
        if (!done.isEmpty() && !waiting.isEmpty()) {
            breakOff(
                    "the tasks of partitions "
                            + List.copyOf(waiting.keySet())
                            + " wait in "
                            + operation.call
                            + ", and that of partition "
                            + done.getFirst()
                            + " has ended without calling it");
        }
    }

    private void breakOff(String why) {
        if (broken.isEmpty()) {
            broken = Optional.of(why);
        }
    }

    public boolean isOver(int which) {
        return round > which;
    }

    /// The messages of the last round that was over, in the order of the partitions.
    public List<String> gathered() {
        return gathered;
    }

    /// Whether all who came with what they see, empty for nothing, see something, and the same.
    public static boolean agree(List<String> gathered) {
        return gathered.stream().noneMatch(String::isEmpty) && gathered.stream().distinct().count() == 1;
    }

    /// Why no round will be over any more.
    public Optional<String> broken() {
        return broken;
    }
}
