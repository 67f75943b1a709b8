/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /// Where the stage is counted, which [Pools] keeps.
    static final class Seat {
        /// Null if it is counted nowhere.
        String pool;

        int slots;
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

    /// Losses of input in a row, without a finished task in between.
    int inputLosses;

    /// What one task has made, the attempt it comes from and the step of the machine that took it.
    private record TaskOutput(AttemptId attempt, ExecutorId executor, Object output, long step) {}

    private final TaskOutput[] taskOutputs;

    /// By partition; null if none is awaited.
    private final Attempt[] running;

    private int awaited;
    private final BitSet pending;

    /// Pending, but not to be launched before another task has made what it would make.
    private final BitSet waiting = new BitSet();

    private int waitingTasks;

    /// The same for a barrier stage as a whole.
    private boolean waitsAsWhole;

    /// Null unless slow tasks are tried a second time.
    private SlowTasks slowTasks;

    private final int[] attempts;
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Map<Integer, Integer> executorLosses = new HashMap<>();
    private final BitSet wantedPartitions;
    private final int wanted;
    private int missing;

    /// How many slots its awaited attempts have.
    private int slots;

    /// How many tasks the next launch may have: more while they prove to be quick.
    private int batchSize = 1;

    /// No pending partition is below; saves looking from 0 at each launch.
    private int pendingFrom;

    private int runs;
    private long startedMillis;

    Stage(StageSpec spec, BitSet wanted) {
        this.spec = spec;
        this.skippable.addAll(spec.skippable());
        this.taskOutputs = new TaskOutput[spec.partitions()];
        this.running = new Attempt[spec.partitions()];
        this.attempts = new int[spec.partitions()];
        this.pending = (BitSet) wanted.clone();
        this.wantedPartitions = wanted;
        this.wanted = wanted.cardinality();
        this.missing = this.wanted;
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
        return unwanted && isDone() && taskOutputs.length > 0 && !isResult();
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
        for (var partition = 0; partition < taskOutputs.length; partition++) {
            lose(partition, Long.MAX_VALUE);
        }
        return freed;
    }

    /// The least partition, from a number on, that is wanted and not done; -1 if there is none.
    int nextMissing(int from) {
        var partition = wantedPartitions.nextSetBit(from);
        while (partition >= 0 && taskOutputs[partition] != null) {
            partition = wantedPartitions.nextSetBit(partition + 1);
        }
        return partition;
    }

    /// Tasks that neither run nor are done.
    int pendingTasks() {
        return missing - awaited;
    }

    /// Those of them that could start now.
    int launchableTasks() {
        return waitsAsWhole ? 0 : pendingTasks() - waitingTasks;
    }

    boolean hasLaunchable() {
        return launchableTasks() > 0;
    }

    /// How many slots work for it.
    int slots() {
        return slots;
    }

    /// The attempt, if it is the one that is awaited.
    Optional<Attempt> awaited(AttemptId id) {
        var attempt = id.partition() < running.length ? running[id.partition()] : null;
        if (attempt != null && attempt.id().equals(id)) {
            return Optional.of(attempt);
        }
        return slowTasks == null ? Optional.empty() : slowTasks.copy(id);
    }

    /// Whether it is awaited, and no second attempt at its task.
    boolean runs(Attempt attempt) {
        return running[attempt.id().partition()] == attempt;
    }

    /// Whether nothing of it runs.
    boolean isQuiet() {
        return awaited == 0;
    }

    // ---- Second attempts at slow tasks ------------------------------------------------------------------------------

    /// From now on slow tasks of it are looked for.
    void watch() {
        if (slowTasks == null) {
            slowTasks = new SlowTasks();
        }
    }

    void lookForSlowTasks(Policies.Speculation policy, long nowMillis) {
        if (wanted > 1 && wanted - missing >= Math.max(1, policy.quantile() * wanted)) {
            slowTasks.look(this, policy, nowMillis);
        }
    }

    boolean hasSlowTasks() {
        return slowTasks != null && !slowTasks.slow().isEmpty();
    }

    /// Takes out a slow task that still runs, alone, and for which there is room elsewhere; empty if there is none.
    ///
    /// @param hasRoomBeside whether there is room on an executor that is not this one
    Optional<Attempt> takeSlowTask(Predicate<ExecutorSlots> hasRoomBeside) {
        for (var all = slowTasks.slow().iterator(); all.hasNext(); ) {
            var attempt = all.next();
            if (!runs(attempt) || slowTasks.copyOf(attempt.id().partition()).isPresent()) {
                all.remove();
            } else if (hasRoomBeside.test(attempt.batch().at)) {
                all.remove();
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    /// A second attempt at a task starts.
    void launchCopy(int partition, TaskGroup batch) {
        slots += batch.grant.cpus();
        slowTasks.begin(batch.add(new AttemptId(id(), partition, attempts[partition]++)));
    }

    /// The other attempt at the same task, which is not awaited any more.
    Optional<Attempt> giveUpOther(int partition) {
        var other = Optional.ofNullable(running[partition]);
        if (other.isEmpty() && slowTasks != null) {
            other = slowTasks.copyOf(partition);
        }
        other.ifPresent(this::unawait);
        return other;
    }

    // -----------------------------------------------------------------------------------------------------------------

    /// How many tasks the next launch may have. Enough of them are left to keep all slots busy to the end (guided
    /// self-scheduling, Polychronopoulos and Kuck 1987).
    int batchSize(int slotsOfAll) {
        return spec.barrier() ? 1 : Math.clamp(launchableTasks() / (2 * slotsOfAll), 1, batchSize);
    }

    /// The next task that could start; -1 if there is none. Those on the way that have to wait for others are put
    /// aside.
    int nextLaunchable(Caches caches) {
        var partition = pending.nextSetBit(pendingFrom);
        while (partition >= 0 && !spec.barrier() && mustWait(partition, caches)) {
            pending.clear(partition);
            waiting.set(partition);
            waitingTasks++;
            partition = pending.nextSetBit(partition + 1);
        }
        pendingFrom = partition < 0 ? running.length : partition;
        return partition;
    }

    private boolean mustWait(int partition, Caches caches) {
        return !spec.caches().isEmpty() && caches.mustWait(this, partition);
    }

    /// Whether a task of a barrier stage has to wait for others; then all of them do.
    boolean waitsAsWhole(Caches caches) {
        for (var p = pending.nextSetBit(0);
                p >= 0 && !waitsAsWhole && !spec.caches().isEmpty();
                p = pending.nextSetBit(p + 1)) {
            waitsAsWhole = mustWait(p, caches);
        }
        return waitsAsWhole;
    }

    /// A task waits for others no more, or for other ones.
    void goOn(int partition) {
        waitsAsWhole = false;
        if (waiting.get(partition)) {
            waiting.clear(partition);
            waitingTasks--;
            addPending(partition);
        }
    }

    /// A task starts, which is pending.
    Attempt launch(int partition, TaskGroup batch) {
        pending.clear(partition);
        if (batch.size() == 0) {
            slots += batch.grant.cpus();
        }
        awaited++;
        if (slowTasks != null && batch.size() == 0) {
            slowTasks.launched(batch);
        }
        running[partition] = batch.add(new AttemptId(id(), partition, attempts[partition]++));
        return running[partition];
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
        return !partitions.isEmpty() && partitions.stream().allMatch(p -> 0 <= p && p < taskOutputs.length);
    }

    void finish(Attempt attempt, Object output, MachineStep step, Duration ran) {
        var partition = attempt.id().partition();
        unawait(attempt);
        attempt.batch().ran(ran, step.nowMillis());
        adaptBatchSize(attempt.batch());
        if (slowTasks != null) {
            slowTasks.finished(ran);
        }
        taskOutputs[partition] = new TaskOutput(attempt.id(), attempt.executor(), output, step.number());
        missing--;
        if (!spec.barrier()) {
            failures.remove(partition);
            executorLosses.remove(partition);
            inputLosses = 0;
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

    private void unawait(Attempt attempt) {
        var batch = attempt.batch();
        if (slowTasks == null || !slowTasks.end(attempt)) {
            running[attempt.id().partition()] = null;
            awaited--;
        }
        batch.unawaitOne();
        if (!batch.isAwaited()) {
            slots -= batch.grant.cpus();
            if (slowTasks != null) {
                slowTasks.ended(batch);
            }
        }
    }

    /// Lets the task wait for another attempt. It is not one of many quick ones that all go well.
    void requeue(Attempt attempt) {
        var wasOnlyCopy = !runs(attempt);
        unawait(attempt);
        batchSize = 1;
        if (!wasOnlyCopy && !becomesFirst(attempt.id().partition())) {
            addPending(attempt.id().partition());
        }
    }

    /// The second attempt, if there is one, goes on alone.
    private boolean becomesFirst(int partition) {
        var copy = slowTasks == null ? Optional.<Attempt>empty() : slowTasks.copyOf(partition);
        copy.ifPresent(attempt -> {
            slowTasks.end(attempt);
            running[partition] = attempt;
            awaited++;
        });
        return copy.isPresent();
    }

    /// Takes away all running attempts. The last comes first: in a batch, the one that would begin when the one before
    /// it has been stopped.
    Collection<Attempt> stop() {
        var stopped = new ArrayList<Attempt>(awaited);
        if (slowTasks != null) {
            stopped.addAll(slowTasks.copies());
            stopped.forEach(this::unawait);
        }
        for (var partition = running.length - 1; awaited > 0; partition--) {
            if (running[partition] != null) {
                stopped.add(running[partition]);
                requeue(running[partition]);
            }
        }
        return stopped;
    }

    /// A task failed; returns how often it did since the stage was needed. Tasks that fail together count as one.
    int countFailure(int partition) {
        return failures.merge(spec.barrier() ? 0 : partition, 1, Integer::sum);
    }

    /// A task was lost with its executor; returns how often it was.
    int countExecutorLoss(int partition) {
        return executorLosses.merge(partition, 1, Integer::sum);
    }

    /// Whoever needs the stage next starts counting afresh.
    void forgetFailures() {
        failures.clear();
        executorLosses.clear();
        inputLosses = 0;
    }

    /// Whether only a part of a barrier stage is there or runs: then all of it has to run again.
    boolean isTorn() {
        return spec.barrier() && pendingTasks() > 0 && pendingTasks() < wanted;
    }

    /// Forgets what a barrier stage has, so that it runs again as a whole and that is a new run; returns the outputs.
    /// None of its attempts is awaited.
    List<Object> startAnew() {
        var freed = new ArrayList<Object>();
        for (var partition = 0; partition < taskOutputs.length; partition++) {
            if (taskOutputs[partition] != null) {
                freed.add(taskOutputs[partition].output());
                lose(partition, Long.MAX_VALUE);
            }
        }
        state = new StageState.Idle();
        return freed;
    }

    boolean hasOutput(AttemptId id) {
        return id.partition() < taskOutputs.length
                && taskOutputs[id.partition()] != null
                && taskOutputs[id.partition()].attempt().equals(id);
    }

    /// Forgets the output of a partition if it is there and an attempt launched at `asOfStep` could have known it.
    ///
    /// Reports of loss come late: without this, two tasks that miss the same block would have it made twice.
    boolean lose(int partition, long asOfStep) {
        if (partition < 0
                || partition >= taskOutputs.length
                || taskOutputs[partition] == null
                || taskOutputs[partition].step() > asOfStep) {
            return false;
        }
        taskOutputs[partition] = null;
        missing++;
        addPending(partition);
        if (isDone()) {
            state = new StageState.Idle();
        }
        return true;
    }

    /// Forgets all outputs that an executor holds; returns whether there was one.
    boolean loseOutputsOf(ExecutorId executor) {
        var lostAny = false;
        for (var partition = 0; partition < taskOutputs.length; partition++) {
            if (taskOutputs[partition] != null && taskOutputs[partition].executor().equals(executor)) {
                lostAny |= lose(partition, Long.MAX_VALUE);
            }
        }
        return lostAny;
    }

    /// The outputs of some partitions, in the order asked for; each of them is there.
    List<Object> outputs(Collection<Integer> partitions) {
        var outputs = new ArrayList<Object>(partitions.size());
        for (var partition : partitions) {
            outputs.add(taskOutputs[partition].output());
        }
        return Collections.unmodifiableList(outputs);
    }

    /// Makes the list that all readers share, once for each time that the stage is complete.
    private void doneIfComplete() {
        if (missing > 0) {
            return;
        }
        var outputs = new ArrayList<Object>(taskOutputs.length);
        for (var one : taskOutputs) {
            if (one != null) {
                outputs.add(one.output());
            }
        }
        state = new StageState.Done(Collections.unmodifiableList(outputs));
        if (spec.barrier()) {
            forgetFailures();
        }
    }

    private void addPending(int partition) {
        pending.set(partition);
        pendingFrom = Math.min(pendingFrom, partition);
    }
}
