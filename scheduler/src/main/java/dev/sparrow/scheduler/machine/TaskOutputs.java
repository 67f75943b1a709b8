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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the tasks of one stage have made, by partition.
final class TaskOutputs {
    /// Which partitions are there.
    private final BitSet there = new BitSet();

    /// Which attempt has made one that is there, if it was not the first.
    private final Map<Integer, Integer> laterMakers = new HashMap<>();

    private final ExecutorId[] executors;
    private final Object[] outputs;

    /// The step of the machine that took it.
    private final long[] steps;

    private final BitSet wanted;
    private final int wantedCount;
    private int missing;

    TaskOutputs(int partitions, BitSet wanted) {
        this.executors = new ExecutorId[partitions];
        this.outputs = new Object[partitions];
        this.steps = new long[partitions];
        this.wanted = wanted;
        this.wantedCount = wanted.cardinality();
        this.missing = wantedCount;
    }

    int partitions() {
        return outputs.length;
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
        while (partition >= 0 && there.get(partition)) {
            partition = wanted.nextSetBit(partition + 1);
        }
        return partition;
    }

    void add(Attempt attempt, Object output, long step) {
        var partition = attempt.id().partition();
        there.set(partition);
        if (attempt.id().attempt() > 0) {
            laterMakers.put(partition, attempt.id().attempt());
        }
        executors[partition] = attempt.executor();
        outputs[partition] = output;
        steps[partition] = step;
        missing--;
    }

    /// Whether what is there was made by this attempt of the stage.
    boolean has(AttemptId id) {
        return there.get(id.partition()) && laterMakers.getOrDefault(id.partition(), 0) == id.attempt();
    }

    /// Forgets the output of a partition if it is there and an attempt launched at `asOfStep` could have known it;
    /// returns whether it did.
    ///
    /// Reports of loss come late: without this, two tasks that miss the same block would have it made twice.
    boolean lose(int partition, long asOfStep) {
        if (partition < 0 || !there.get(partition) || steps[partition] > asOfStep) {
            return false;
        }
        there.clear(partition);
        laterMakers.remove(partition);
        executors[partition] = null;
        outputs[partition] = null;
        missing++;
        return true;
    }

    /// The partitions of which an executor holds the output.
    List<Integer> of(ExecutorId executor) {
        var held = new ArrayList<Integer>();
        for (var partition = 0; partition < executors.length; partition++) {
            if (executor.equals(executors[partition])) {
                held.add(partition);
            }
        }
        return held;
    }

    /// The outputs of some partitions, in the order asked for; each of them is there.
    List<Object> of(Collection<Integer> partitions) {
        var some = new ArrayList<Object>(partitions.size());
        for (var partition : partitions) {
            some.add(outputs[partition]);
        }
        return Collections.unmodifiableList(some);
    }

    /// Those that are there, in the order of the partitions.
    List<Object> all() {
        var all = new ArrayList<Object>(outputs.length - missing);
        for (var partition = there.nextSetBit(0); partition >= 0; partition = there.nextSetBit(partition + 1)) {
            all.add(outputs[partition]);
        }
        return Collections.unmodifiableList(all);
    }
}
