/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One stage: what its tasks have made, which run and which wait.
///
/// A wanted partition is in exactly one of three places: done (its output is there), running, or pending. Everything
/// that happens to a task moves its partition from one to another in constant time.
final class Stage {
    private static final int BATCH_SIZE_MAX = 256;
    private static final int BATCH_GROWTH = 4;
    private static final long BATCH_MILLIS_MAX = 5;

    final StageSpec spec;

    /// It lives no longer.
    boolean dropped;

    /// The unfinished jobs that list this stage: while there is one, the stage lives.
    final TreeSet<JobId> users = new TreeSet<>();

    /// Those of them that wait for an output of it: while there is one, its tasks run.
    final TreeSet<JobId> neededBy = new TreeSet<>();

    /// The living stages that read this one.
    final TreeSet<StageId> children = new TreeSet<>();

    /// The oldest of `neededBy`, and its pool: they decide when it is the stage's turn.
    int job;

    String pool = Policies.Sharing.DEFAULT_POOL;
    final Seat seat = new Seat();

    /// Where the stage is counted, which [Pools] keeps, and where it stands among those that could start.
    static final class Seat {
        /// Null if it is counted nowhere.
        String pool;

        Pools.Queue queue;
        int slots;

        /// Null if it could not start, or is passed over.
        ReadyStages.Rank rank;

        /// The rank is to be looked at before the next turn.
        boolean moved;

        long turn = ReadyStages.NO_TURN;
    }

    StageState state = new StageState.Idle();
    boolean released;

    /// No handle reads the outputs.
    boolean outputReleased;

    /// A stage whose own output is stored has read these outputs to the end.
    boolean outputRead;

    /// Somebody wants the room of the outputs, and they are not gone yet.
    private boolean outputCleaned;

    /// Parents that its tasks do without, see [StageSpec#skippable].
    private final Set<StageId> skippable = new HashSet<>();

    final StageFailures failures;
    private final TaskOutputs outputs;
    final PendingTasks pending;

    final AwaitedAttempts awaited;

    /// How many tasks the next launch may have: more while they prove to be quick.
    private int batchSize = 1;

    private int runs;
    private long startedMillis;

    Stage(StageSpec spec, BitSet wanted) {
        this.spec = spec;
        this.skippable.addAll(spec.skippable());
        this.failures = new StageFailures(spec.barrier());
        this.outputs = new TaskOutputs(spec.partitions(), wanted);
        this.pending = new PendingTasks(this, wanted);
        this.awaited = new AwaitedAttempts(spec.id(), spec.partitions());
        doneIfComplete();
    }

    StageId id() {
        return spec.id();
    }

    /// Whether its tasks start without this parent, as far as tasks have told.
    boolean skips(StageId parent) {
        return skippable.contains(parent);
    }

    boolean skipsAny() {
        return !skippable.isEmpty();
    }

    /// What a new job knows of the parents that can be skipped; an unfinished one may have found out better.
    void skip(Set<StageId> parents) {
        if (neededBy.isEmpty()) {
            skippable.clear();
            skippable.addAll(parents);
        }
    }

    /// Its tasks start with this parent from now on; returns whether they did not before.
    boolean require(StageId parent) {
        return skippable.remove(parent);
    }

    boolean isResult() {
        return spec.kind() instanceof StageKind.Result;
    }

    boolean isDone() {
        return state instanceof StageState.Done;
    }

    /// Whether it may go: nobody can ask for it any more.
    boolean isDroppable() {
        return users.isEmpty() && (released || isResult());
    }

    /// Whether its outputs may go though it may be asked for them again. Before a stage has read them, a later job may
    /// well be the first to do so.
    boolean isFreeable() {
        var unwanted = outputCleaned || (outputReleased && outputRead);
        return unwanted && isDone() && outputs.partitions() > 0 && !isResult();
    }

    /// The outputs that there are, or that are being made, are to go.
    void clean() {
        outputCleaned = !(state instanceof StageState.Idle);
    }

    /// Forgets all outputs of a stage that is done, and returns them.
    List<Object> free() {
        var freed = ((StageState.Done) state).outputs();
        outputRead = false;
        outputCleaned = false;
        for (var partition = 0; partition < outputs.partitions(); partition++) {
            lose(partition, Long.MAX_VALUE);
        }
        return freed;
    }

    /// What its tasks have made.
    TaskOutputs made() {
        return outputs;
    }

    /// Tasks that neither run nor are done.
    int pendingTasks() {
        return outputs.missing() - awaited.tasks();
    }

    /// Those of them that could start now.
    int launchableTasks() {
        return pending.launchable(pendingTasks());
    }

    boolean hasLaunchable() {
        return launchableTasks() > 0;
    }

    /// Finds tasks of it that are slow, once enough have ended to tell.
    void lookForSlowTasks(Policies.Speculation policy, long nowMillis) {
        var wanted = outputs.wanted();
        if (wanted > 1 && wanted - outputs.missing() >= Math.max(1, policy.quantile() * wanted)) {
            awaited.lookForSlow(policy, nowMillis);
        }
    }

    /// How many tasks the next launch may have. Enough of them are left to keep all slots busy to the end (guided
    /// self-scheduling, Polychronopoulos and Kuck 1987).
    int batchSize(int slotsOfAll) {
        return Math.clamp(launchableTasks() / (2 * slotsOfAll), 1, batchSize);
    }

    /// A task starts, which is pending.
    Attempt launch(int partition, TaskGroup batch) {
        pending.take(partition);
        return awaited.launch(partition, batch);
    }

    /// Begins a run and returns its number, from 0.
    int startRun(long nowMillis) {
        state = new StageState.Running();
        startedMillis = nowMillis;
        return runs++;
    }

    /// How long the last run took.
    Duration took(long nowMillis) {
        return Duration.ofMillis(nowMillis - startedMillis);
    }

    /// Whether these are partitions of it, at least one.
    boolean hasAll(List<Integer> partitions) {
        return !partitions.isEmpty() && partitions.stream().allMatch(p -> 0 <= p && p < outputs.partitions());
    }

    void finish(Attempt attempt, Object output, MachineStep step, Duration ran) {
        var partition = attempt.id().partition();
        awaited.end(attempt);
        attempt.batch().ran(ran, step.nowMillis());
        adaptBatchSize(attempt.batch());
        awaited.noteDuration(ran);
        outputs.add(attempt, output, step.number());
        if (!spec.barrier()) {
            failures.forget(partition);
        }
        doneIfComplete();
    }

    /// Grows fast while batches take less than a millisecond; one that takes long is a reason for smaller ones.
    private void adaptBatchSize(TaskGroup batch) {
        if (batch.ranMillis() > BATCH_MILLIS_MAX) {
            batchSize = 1;
        } else if (batch.ranMillis() == 0 && !batch.isAwaited() && batch.size() == batchSize) {
            batchSize = Math.min(batchSize * BATCH_GROWTH, BATCH_SIZE_MAX);
        }
    }

    /// Lets the task wait for another attempt, unless a second one goes on alone. It is not one of many quick ones that
    /// all go well.
    void requeue(Attempt attempt) {
        var partition = attempt.id().partition();
        var wasFirst = awaited.isFirst(attempt);
        awaited.end(attempt);
        batchSize = 1;
        if (wasFirst && !awaited.goOnWithSecond(partition)) {
            pending.add(partition);
        }
    }

    /// Takes away all attempts. The last comes first: in a batch, the one that would begin when the one before it has
    /// been stopped.
    Collection<Attempt> stop() {
        var stopped = awaited.all();
        stopped.forEach(this::requeue);
        return stopped;
    }

    /// Whoever needs the stage next starts counting afresh.
    void forgetFailures() {
        failures.forgetAll();
        pending.forgetBurns();
    }

    /// Whether only a part of a barrier stage is there or runs: then all of it has to run again.
    boolean isTorn() {
        return spec.barrier() && pendingTasks() > 0 && pendingTasks() < outputs.wanted();
    }

    /// Forgets what a barrier stage has, so that it runs again as a whole and that is a new run; returns the outputs.
    /// None of its attempts is awaited.
    List<Object> startAnew() {
        var freed = outputs.all();
        for (var partition = 0; partition < outputs.partitions(); partition++) {
            lose(partition, Long.MAX_VALUE);
        }
        state = new StageState.Idle();
        return freed;
    }

    /// Forgets the output of a partition; returns whether it did, see [TaskOutputs#lose].
    boolean lose(int partition, long asOfStep) {
        if (!outputs.lose(partition, asOfStep)) {
            return false;
        }
        pending.add(partition);
        if (isDone()) {
            state = new StageState.Idle();
        }
        return true;
    }

    /// Forgets all outputs that an executor holds; returns whether there was one.
    boolean loseOutputsOf(ExecutorId executor) {
        var held = outputs.of(executor);
        held.forEach(partition -> lose(partition, Long.MAX_VALUE));
        return !held.isEmpty();
    }

    /// Makes the list that all readers share, once for each time that the stage is complete.
    private void doneIfComplete() {
        if (outputs.missing() > 0) {
            return;
        }
        state = new StageState.Done(outputs.all());
        pending.forgetPlaces();
        if (spec.barrier()) {
            forgetFailures();
        }
    }
}
