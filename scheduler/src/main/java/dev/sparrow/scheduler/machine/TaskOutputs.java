/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// What the tasks of one stage have made, by partition.
final class TaskOutputs {
    /// What one task has made, and the step of the machine that took it.
    private record TaskOutput(AttemptId attempt, ExecutorId executor, Object output, long step) {}

    private final TaskOutput[] made;
    private final BitSet wanted;
    private final int wantedCount;
    private int missing;

    TaskOutputs(int partitions, BitSet wanted) {
        this.made = new TaskOutput[partitions];
        this.wanted = wanted;
        this.wantedCount = wanted.cardinality();
        this.missing = wantedCount;
    }

    int partitions() {
        return made.length;
    }

    /// How many partitions somebody wants.
    int wanted() {
        return wantedCount;
    }

    /// How many of these are not there.
    int missing() {
        return missing;
    }

    /// The least partition, from a number on, that is wanted and not there; -1 if there is none.
    int nextMissing(int from) {
        var partition = wanted.nextSetBit(from);
        while (partition >= 0 && made[partition] != null) {
            partition = wanted.nextSetBit(partition + 1);
        }
        return partition;
    }

    void add(Attempt attempt, Object output, long step) {
        made[attempt.id().partition()] = new TaskOutput(attempt.id(), attempt.executor(), output, step);
        missing--;
    }

    boolean has(AttemptId id) {
        return id.partition() < made.length
                && made[id.partition()] != null
                && made[id.partition()].attempt().equals(id);
    }

    /// Forgets the output of a partition if it is there and an attempt launched at `asOfStep` could have known it;
    /// returns whether it did.
    ///
    /// Reports of loss come late: without this, two tasks that miss the same block would have it made twice.
    boolean lose(int partition, long asOfStep) {
        if (partition < 0 || partition >= made.length || made[partition] == null || made[partition].step() > asOfStep) {
            return false;
        }
        made[partition] = null;
        missing++;
        return true;
    }

    /// The partitions of which an executor holds the output.
    List<Integer> of(ExecutorId executor) {
        var held = new ArrayList<Integer>();
        for (var partition = 0; partition < made.length; partition++) {
            if (made[partition] != null && made[partition].executor().equals(executor)) {
                held.add(partition);
            }
        }
        return held;
    }

    /// The outputs of some partitions, in the order asked for; each of them is there.
    List<Object> of(Collection<Integer> partitions) {
        var outputs = new ArrayList<Object>(partitions.size());
        for (var partition : partitions) {
            outputs.add(made[partition].output());
        }
        return Collections.unmodifiableList(outputs);
    }

    /// Those that are there, in the order of the partitions.
    List<Object> all() {
        var outputs = new ArrayList<Object>(made.length);
        for (var one : made) {
            if (one != null) {
                outputs.add(one.output());
            }
        }
        return Collections.unmodifiableList(outputs);
    }
}
