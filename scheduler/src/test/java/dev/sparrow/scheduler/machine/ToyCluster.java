/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Executors that compute numbers, and what follows from all that was told so far, worked out the slow and plain way.
///
/// It shares no code with the machine: outputs are kept in maps, need is walked afresh at each question, and whether a
/// reader knew an output is seen from the very block it was given and not from a count of steps.
final class ToyCluster {
    enum Phase {
        AWAITED,
        ZOMBIE,
        GONE
    }

    /// What a task made; `value` is all that its readers use.
    record Block(AttemptId by, ExecutorId on, long value) {}

    /// Attempts that were launched together.
    static final class ToyBatch {
        final ExecutorId executor;
        final Grant grant;
        final long launchedMillis;
        final List<ToyAttempt> attempts = new ArrayList<>();
        boolean recalled;

        ToyBatch(ExecutorId executor, Grant grant, long launchedMillis) {
            this.executor = executor;
            this.grant = grant;
            this.launchedMillis = launchedMillis;
        }

        boolean has(Phase phase) {
            return attempts.stream().anyMatch(attempt -> attempt.phase == phase);
        }
    }

    static final class ToyAttempt {
        final AttemptId id;
        final ToyBatch batch;

        /// The blocks that it was given, by parent; none of a parent that was spared and not there.
        final Map<StageId, List<Block>> inputs = new TreeMap<>();

        Phase phase = Phase.AWAITED;
        long interruptedMillis;

        /// The round of a barrier stage that it comes to next, or in which it waits.
        int round;

        boolean waits;

        ToyAttempt(AttemptId id, ToyBatch batch) {
            this.id = id;
            this.batch = batch;
        }
    }

    final Map<StageId, StageSpec> specs = new HashMap<>();
    final TreeMap<JobId, Input.SubmitJob> unfinished = new TreeMap<>();
    final TreeMap<ExecutorId, Capacity> executors = new TreeMap<>();

    /// How often a task has failed on an executor since its stage was needed or complete.
    final Map<AttemptId, Map<ExecutorId, Integer>> failedAt = new TreeMap<>();

    /// When failures of tasks on an executor, whose stages ended well, count no longer.
    private final Map<ExecutorId, List<Long>> forgiven = new HashMap<>();

    /// Until when executors are given nothing.
    final Map<ExecutorId, Long> excluded = new HashMap<>();

    Policies.Exclusion exclusion = Policies.Exclusion.OFF;

    final Map<ExecutorId, String> hosts = new HashMap<>();

    /// When a stage was first submitted.
    final Map<StageId, Long> neededMillis = new HashMap<>();

    /// When they told that they live.
    final TreeMap<ExecutorId, Long> heard = new TreeMap<>();

    final Map<String, Long> lastEpochs = new HashMap<>();
    long nowMillis;
    final TreeMap<AttemptId, ToyAttempt> attempts = new TreeMap<>();
    final TreeMap<StageId, TreeMap<Integer, Block>> kept = new TreeMap<>();

    /// Parents that a stage starts without.
    private final Map<StageId, Set<StageId>> skippable = new HashMap<>();

    /// Those that some job brought along.
    final TreeSet<StageId> released = new TreeSet<>();

    final TreeSet<StageId> outputReleased = new TreeSet<>();

    /// Those whose outputs are to go, and are not gone yet.
    final TreeSet<StageId> outputCleaned = new TreeSet<>();

    /// Blocks that are gone, whether or not somebody has noticed.
    final TreeSet<AttemptId> broken = new TreeSet<>();

    final Map<AttemptId, Integer> failures = new HashMap<>();

    /// How many awaited attempts of a stage have finished.
    final Map<StageId, Integer> finished = new HashMap<>();

    final ToyCaches caches = new ToyCaches(this);

    private final Map<StageId, List<Long>> expected = new HashMap<>();
    boolean closed;

    /// What a task makes of its inputs.
    static long compute(StageId stage, int partition, List<List<Long>> inputs) {
        return Objects.hash(stage.value(), partition, inputs) * 31L + partition;
    }

    /// The values of all partitions if nothing ever goes wrong.
    List<Long> expected(StageId stage) {
        var known = expected.get(stage);
        if (known == null) {
            var inputs = specs.get(stage).parents().stream().map(this::expected).toList();
            known = IntStream.range(0, specs.get(stage).partitions()).mapToObj(p -> compute(stage, p, inputs)).toList();
            expected.put(stage, known);
        }
        return known;
    }

    /// The parents that a stage starts with.
    List<StageId> required(StageId stage) {
        var behind = new TreeSet<StageId>();
        for (var partition : wanted(stage)) {
            if (!keptOf(stage).containsKey(partition)) {
                caches.missing(stage, partition).forEach(key -> behind.addAll(caches.specs.get(key.cache()).parents()));
            }
        }
        return specs.get(stage).parents().stream()
                .filter(p -> !skippable.get(stage).contains(p) || behind.contains(p))
                .toList();
    }

    /// What an attempt makes of the blocks it was given, and of what is kept elsewhere of spared parents.
    Block blockOf(ToyAttempt attempt) {
        var inputs = new ArrayList<List<Long>>();
        for (var parent : specs.get(attempt.id.stage()).parents()) {
            var given = attempt.inputs.get(parent);
            inputs.add(given == null ? expected(parent) : given.stream().map(Block::value).toList());
        }
        return new Block(
                attempt.id, attempt.batch.executor, compute(attempt.id.stage(), attempt.id.partition(), inputs));
    }

    List<ToyAttempt> in(Phase phase) {
        return attempts.values().stream().filter(a -> a.phase == phase).toList();
    }

    /// The partitions that must be made: all of a shared stage, of a result stage those the job wants.
    List<Integer> wanted(StageId stage) {
        if (!(specs.get(stage).kind() instanceof StageKind.Result)) {
            return IntStream.range(0, specs.get(stage).partitions()).boxed().toList();
        }
        return unfinished.values().stream()
                .filter(job -> job.stages().getLast().id().equals(stage))
                .flatMap(job -> job.partitions().stream())
                .sorted()
                .toList();
    }

    /// The blocks of a stage that are there as far as was told, by partition.
    SortedMap<Integer, Block> keptOf(StageId stage) {
        return kept.getOrDefault(stage, new TreeMap<>());
    }

    /// The partitions of a stage that neither are there nor run nor wait for others.
    List<Integer> waitingTasks(StageId stage) {
        var running =
                in(Phase.AWAITED).stream()
                        .filter(attempt -> attempt.id.stage().equals(stage))
                        .map(attempt -> attempt.id.partition())
                        .toList();
        return wanted(stage).stream()
                .filter(p -> !keptOf(stage).containsKey(p) && !running.contains(p))
                .filter(p -> caches.others(new AttemptId(stage, p, 0)).isEmpty())
                .toList();
    }

    boolean isComplete(StageId stage) {
        return keptOf(stage).keySet().containsAll(wanted(stage));
    }

    /// The stages that a job waits for.
    SortedSet<StageId> neededBy(Input.SubmitJob job) {
        var needed = new TreeSet<StageId>();
        var open = new ArrayDeque<StageId>();
        open.push(job.stages().getLast().id());
        while (!open.isEmpty()) {
            var stage = open.pop();
            if (!isComplete(stage) && needed.add(stage)) {
                open.addAll(required(stage));
            }
        }
        return needed;
    }

    SortedSet<StageId> needed() {
        var needed = new TreeSet<StageId>();
        unfinished.values().forEach(job -> needed.addAll(neededBy(job)));
        return needed;
    }

    boolean isListed(StageId stage) {
        return unfinished.values().stream()
                .anyMatch(job -> job.stages().stream().anyMatch(spec -> spec.id().equals(stage)));
    }

    /// Believes an input.
    void take(Input input) {
        switch (input) {
            case Input.SubmitJob submission -> takeJob(submission);
            case Input.ExecutorJoined joined -> join(joined);
            case Input.Heartbeat heartbeat -> heard.computeIfPresent(heartbeat.executor(), (_, _) -> nowMillis);
            case Input.ExecutorLost lost -> loseExecutor(lost.executor());
            case Input.TaskFinished finished -> takeOutput(finished);
            case Input.TaskFailed failed -> takeFailure(failed);
            case Input.BarrierCalled called -> attempts.get(called.attempt()).waits = true;
            case Input.TaskReturned returned -> goneUndone(returned.attempt());
            case Input.TaskEnded ended -> goneUndone(ended.attempt());
            case Input.OutputLost lost -> lose(lost.stage(), lost.partition());
            case Input.CleanOutput clean -> {
                if (isComplete(clean.stage()) || needed().contains(clean.stage())) {
                    outputCleaned.add(clean.stage());
                }
            }
            case Input.ReleaseOutput release -> outputReleased.add(release.stage());
            case Input.ReleaseStage release -> {
                if (specs.containsKey(release.stage())) {
                    released.add(release.stage());
                }
            }
            case Input.PartitionCached cached -> caches.take(cached);
            case Input.PartitionEvicted evicted -> caches.take(evicted);
            case Input.CacheDropped dropped -> caches.take(dropped);
            case Input.Close _ -> closed = true;
            case Input.Tick _ -> excluded.values().removeIf(until -> until <= nowMillis);
            case Input.CancelJob _, Input.CancelAll _, Input.HeapFull _ -> {}
        }
    }

    /// What an executor of that name has lived through.
    boolean isStale(ExecutorId executor) {
        return lastEpochs.getOrDefault(executor.value(), -1L) >= executor.epoch();
    }

    private void join(Input.ExecutorJoined joined) {
        var id = joined.executor();
        if (!isStale(id)) {
            List.copyOf(executors.keySet()).stream()
                    .filter(e -> e.value().equals(id.value()))
                    .forEach(this::loseExecutor);
            executors.put(id, joined.capacity());
            hosts.put(id, joined.host());
            heard.put(id, nowMillis);
            lastEpochs.put(id.value(), id.epoch());
        }
    }

    private void takeJob(Input.SubmitJob submission) {
        unfinished.put(submission.job(), submission);
        if (!executors.isEmpty() && submission.stages().stream().anyMatch(spec -> !canEverRun(spec))) {
            return; // The machine refuses it, and so knows nothing of its stages.
        }
        unfinished.remove(submission.job());
        submission.caches().forEach(spec -> caches.specs.put(spec.id(), spec));
        var neededBefore = needed();
        for (var spec : submission.stages()) {
            specs.put(spec.id(), spec);
            neededMillis.putIfAbsent(spec.id(), nowMillis);
            if (!neededBefore.contains(spec.id())) {
                skippable.put(spec.id(), new HashSet<>(spec.skippable()));
            }
        }
        unfinished.put(submission.job(), submission);
    }

    private boolean canEverRun(StageSpec spec) {
        return executors.values().stream().anyMatch(has -> has.fitting(spec.demand()) > 0);
    }

    private void loseExecutor(ExecutorId executor) {
        executors.remove(executor);
        heard.remove(executor);
        forgiven.remove(executor);
        excluded.remove(executor);
        caches.lose(executor);
        attempts.values().stream()
                .filter(a -> a.batch.executor.equals(executor))
                .forEach(a -> {
                    a.phase = Phase.GONE;
                    caches.end(a.id, false);
                });
        kept.forEach((stage, blocks) -> {
            if (specs.get(stage).kind() instanceof StageKind.Exchange) {
                blocks.values().removeIf(block -> block.on().equals(executor));
            }
        });
    }

    private void takeOutput(Input.TaskFinished finished) {
        var id = finished.attempt();
        if (gone(id)) {
            caches.end(id, true);
            kept.computeIfAbsent(id.stage(), _ -> new TreeMap<>()).put(id.partition(), (Block) finished.output());
            this.finished.merge(id.stage(), 1, Integer::sum);
            if (!specs.get(id.stage()).barrier() || isComplete(id.stage())) {
                failures.remove(counted(id));
            }
            if (isComplete(id.stage())) {
                endWell(id.stage());
            }
        }
    }

    private void endWell(StageId stage) {
        for (var executor : executors.keySet()) {
            var tasks = failedAt.keySet().stream().filter(task -> failures(task, executor) > 0);
            var expiry = nowMillis + exclusion.timeout().toMillis();
            var all = forgiven.computeIfAbsent(executor, _ -> new ArrayList<>());
            all.removeIf(until -> until <= nowMillis);
            var count = tasks.filter(task -> task.stage().equals(stage)).count();
            all.addAll(Collections.nCopies((int) count, expiry));
            if (count > 0 && all.size() >= exclusion.applicationTasksMax() && !excluded.containsKey(executor)) {
                excluded.put(executor, expiry);
                all.clear();
            }
        }
        failedAt.keySet().removeIf(task -> task.stage().equals(stage));
    }

    private int failures(AttemptId task, ExecutorId executor) {
        return failedAt.getOrDefault(task, Map.of()).getOrDefault(executor, 0);
    }

    /// Whether a task is not to run on an executor, since it or others of its stage have failed there.
    boolean avoids(AttemptId task, ExecutorId executor) {
        return failures(task(task), executor) >= exclusion.taskAttemptsMax() || avoids(task.stage(), executor);
    }

    boolean avoids(StageId stage, ExecutorId executor) {
        var failed =
                failedAt.keySet().stream()
                        .filter(task -> task.stage().equals(stage) && failures(task, executor) > 0)
                        .count();
        return failed >= exclusion.stageTasksMax();
    }

    private void takeFailure(Input.TaskFailed failed) {
        var attempt = attempts.get(failed.attempt());
        if (!gone(failed.attempt())) {
            return;
        }
        caches.end(failed.attempt(), false);
        switch (failed.failure()) {
            case TaskFailure.InputLost lost -> {
                var blocks = kept.get(lost.producer());
                var given = attempt.inputs.get(lost.producer());
                lost.partitions().forEach(p -> blocks.remove(p, given.get(p)));
                skippable.get(attempt.id.stage()).remove(lost.producer());
            }
            case TaskFailure.InputSkipped needed -> skippable.get(attempt.id.stage()).removeAll(needed.producers());
            case TaskFailure.FunctionThrew _, TaskFailure.UserError _, TaskFailure.EngineError _ ->
                    takeCounted(attempt);
        }
    }

    private void takeCounted(ToyAttempt attempt) {
        failures.merge(counted(attempt.id), 1, Integer::sum);
        if (exclusion.enabled() && !specs.get(attempt.id.stage()).barrier()) {
            failedAt.computeIfAbsent(task(attempt.id), _ -> new HashMap<>())
                    .merge(attempt.batch.executor, 1, Integer::sum);
        }
    }

    private void lose(StageId stage, int partition) {
        if (kept.containsKey(stage)) {
            kept.get(stage).remove(partition);
        }
    }

    /// The thread of an attempt is free; returns whether it was awaited.
    private boolean gone(AttemptId id) {
        var attempt = attempts.get(id);
        var awaited = attempt.phase == Phase.AWAITED;
        attempt.phase = Phase.GONE;
        return awaited;
    }

    private void goneUndone(AttemptId id) {
        gone(id);
        caches.end(id, false);
    }

    /// Under whose name a failure counts: in a barrier stage all tasks fail together.
    AttemptId counted(AttemptId id) {
        return specs.get(id.stage()).barrier() ? new AttemptId(id.stage(), 0, 0) : task(id);
    }

    /// Whether a barrier stage has only some of its outputs.
    boolean isTorn(StageId stage) {
        return specs.get(stage).barrier() && !isComplete(stage);
    }

    static AttemptId task(AttemptId id) {
        return new AttemptId(id.stage(), id.partition(), 0);
    }

    /// Follows an output.
    void follow(Output output, JobMachine machine, long nowMillis) {
        switch (output) {
            case Output.LaunchTasks launch -> launch(launch, machine, nowMillis);
            case Output.LaunchGang(var members) -> {
                caches.startAnew(members.getFirst().attempts().getFirst().stage());
                members.forEach(member -> launch(member, machine, nowMillis));
            }
            case Output.RecallTasks recall -> attempts.get(recall.attempts().getFirst()).batch.recalled = true;
            case Output.InterruptTask interrupt -> {
                attempts.get(interrupt.attempt()).phase = Phase.ZOMBIE;
                attempts.get(interrupt.attempt()).interruptedMillis = nowMillis;
                caches.end(interrupt.attempt(), false);
            }
            case Output.AbandonTask abandon -> attempts.get(abandon.attempt()).phase = Phase.GONE;
            case Output.JobSucceeded succeeded -> end(succeeded.job());
            case Output.JobFailed failed -> end(failed.job());
            case Output.FreeOutput free -> {
                if (!isTorn(free.stage())) {
                    outputCleaned.remove(free.stage());
                }
                kept.get(free.stage()).clear();
            }
            case Output.DropOutput drop -> kept.remove(drop.stage());
            case Output.ExecutorGone gone -> loseExecutor(gone.executor());
            case Output.BarrierOver over -> {
                attempts.get(over.attempt()).round++;
                attempts.get(over.attempt()).waits = false;
            }
            case Output.DiscardOutput _,
                    Output.StageSkipped _,
                    Output.StageStarted _,
                    Output.StageFinished _,
                    Output.CacheBegun _,
                    Output.BarrierBroken _,
                    Output.RefuseExecutor _,
                    Output.Warn _,
                    Output.WakeAt _ -> {}
        }
    }

    private void launch(Output.LaunchTasks launch, JobMachine machine, long nowMillis) {
        var batch = new ToyBatch(launch.executor(), launch.grant(), nowMillis);
        for (var id : launch.attempts()) {
            var attempt = new ToyAttempt(id, batch);
            for (var parent : specs.get(id.stage()).parents()) {
                if (machine.stateOf(parent) instanceof StageState.Done(var outputs)) {
                    attempt.inputs.put(parent, outputs.stream().map(Block.class::cast).toList());
                }
            }
            batch.attempts.add(attempt);
            attempts.put(id, attempt);
            if (!launch.copy()) {
                caches.begin(id);
            }
        }
    }

    /// Those that occupy a slot.
    List<ToyBatch> batches() {
        return attempts.values().stream()
                .filter(attempt -> attempt.phase != Phase.GONE)
                .map(attempt -> attempt.batch)
                .distinct()
                .toList();
    }

    /// Those that work for a stage.
    int slotsOf(StageId stage) {
        return batches().stream()
                .filter(batch -> batch.attempts.getFirst().id.stage().equals(stage) && batch.has(Phase.AWAITED))
                .mapToInt(batch -> batch.grant.cpus())
                .sum();
    }

    int slots() {
        return executors.values().stream().mapToInt(Capacity::slots).sum();
    }

    /// What an executor has that no batch has.
    Capacity left(ExecutorId executor) {
        var has = executors.get(executor);
        var batches = batches().stream().filter(batch -> batch.executor.equals(executor)).toList();
        var addresses = new HashMap<String, List<String>>();
        has.addresses()
                .forEach((name, all) -> {
                    var left = new ArrayList<>(all);
                    batches.forEach(batch ->
                            batch.grant
                                    .addresses()
                                    .getOrDefault(name, List.of())
                                    .forEach(given -> {
                                        if (!left.remove(given)) {
                                            throw new AssertionError(
                                                    "two have " + name + " " + given + " of " + executor);
                                        }
                                    }));
                    addresses.put(name, left);
                });
        return new Capacity(has.slots() - batches.stream().mapToInt(batch -> batch.grant.cpus()).sum(), addresses);
    }

    private void end(JobId job) {
        kept.remove(unfinished.remove(job).stages().getLast().id());
    }

    /// Failures count while somebody needs the stage.
    void forgetFailures() {
        var needed = needed();
        failures.keySet().removeIf(task -> !needed.contains(task.stage()));
        failedAt.keySet().removeIf(task -> !needed.contains(task.stage()));
    }
}
