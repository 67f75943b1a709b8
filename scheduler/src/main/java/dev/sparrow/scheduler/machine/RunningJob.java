/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// An unfinished job.
final class RunningJob {
    final JobId id;
    final List<Stage> stages;
    final List<Integer> partitions;
    final int failuresMax;
    final String pool;
    private NavigableMap<StageId, Stage> needed = new TreeMap<>();

    RunningJob(JobId id, List<Stage> stages, List<Integer> partitions, int failuresMax, String pool) {
        this.id = id;
        this.stages = stages;
        this.partitions = partitions;
        this.failuresMax = failuresMax;
        this.pool = pool;
    }

    Stage result() {
        return stages.getLast();
    }

    boolean needs(Stage stage) {
        return needed.containsKey(stage.id());
    }

    /// Walks back from the result through missing outputs only (Zaharia et al. 2012, section 5.1), and tells the
    /// stages; returns those that it needs or needed before, in order.
    Collection<Stage> replan(Stages all) {
        var before = needed;
        needed = new TreeMap<>();
        var seen = new HashSet<StageId>();
        var open = new ArrayDeque<Stage>();
        open.push(result());
        while (!open.isEmpty()) {
            var stage = open.pop();
            if (stage.isDone() || !seen.add(stage.id())) {
                continue;
            }
            needed.put(stage.id(), stage);
            all.required(stage).forEach(parent -> open.push(all.get(parent)));
        }
        before.values().forEach(stage -> stage.neededBy.remove(id));
        needed.values().forEach(stage -> stage.neededBy.add(id));
        before.putAll(needed);
        return before.values();
    }

    /// A stage is done that has all its input, so nothing behind it was needed: the plan stays, without this stage.
    void tickOff(Stage stage) {
        needed.remove(stage.id());
        stage.neededBy.remove(id);
    }

    /// The job has ended: no stage works for it or waits for it to end. Returns the stages that may care, in order.
    Collection<Stage> leave() {
        var concerned = new TreeMap<>(needed);
        needed.values().forEach(stage -> stage.neededBy.remove(id));
        for (var stage : stages) {
            stage.users.remove(id);
            if (stage.isDroppable() || stage.isFreeable()) {
                concerned.put(stage.id(), stage);
            }
        }
        return concerned.values();
    }
}
