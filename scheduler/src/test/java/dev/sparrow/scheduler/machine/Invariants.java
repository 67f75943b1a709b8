/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.scheduler.machine.ToyCluster.Phase;
import dev.sparrow.scheduler.machine.ToyCluster.ToyAttempt;
import dev.sparrow.scheduler.machine.ToyCluster.ToyBatch;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What must hold whatever happens; each method is one promise of the machine.
final class Invariants {
    private static final long BATCH_OVERDUE_MILLIS = 20;

    private final ToyCluster cluster;
    private final JobMachine machine;
    private final Limits limits;
    private final Policies policies;
    private final Duration grace;
    private final Set<JobId> ended = new HashSet<>();
    private final Set<StageId> dropped = new HashSet<>();

    /// The driver stood still before, so executors are given time.
    private long noneLostBeforeMillis;

    private OptionalLong wakeMillis = OptionalLong.empty();

    Invariants(ToyCluster cluster, JobMachine machine, Limits limits, Policies policies) {
        this.cluster = cluster;
        this.machine = machine;
        this.limits = limits;
        this.policies = policies;
        this.grace = limits.cancelGrace();
    }

    OptionalLong wakeMillis() {
        return wakeMillis;
    }

    /// Hears of an input before the machine does.
    ///
    /// @param nowMillis when
    void take(Input input, long nowMillis) {
        cluster.nowMillis = nowMillis;
        if (input instanceof Input.Tick) {
            var lateMillis = wakeMillis.isEmpty() ? 0 : Math.max(0, nowMillis - wakeMillis.getAsLong());
            var noticeableMillis = limits.executorLease().toMillis() / 4;
            if (lateMillis > noticeableMillis) {
                noneLostBeforeMillis = nowMillis + noticeableMillis;
            }
            wakeMillis = OptionalLong.empty();
        }
    }

    /// Checks an output before the cluster follows it.
    void check(Output output, Input input, long nowMillis) {
        switch (output) {
            case Output.LaunchTasks launch when launch.copy() -> {
                launchIsAllowed(launch);
                copyIsOfASlowTask(launch, nowMillis);
            }
            case Output.LaunchTasks launch -> {
                launch.attempts().forEach(this::onlyMissingTasksAreLaunched);
                batchIsOfOneStageAndEarned(launch.attempts());
                launch.attempts().forEach(this::nobodyMakesWhatItMakes);
                nobodyElseIsFirst(launch.attempts().getFirst().stage());
                placesAreKept(launch, nowMillis);
                launchIsAllowed(launch);
            }
            case Output.LaunchGang gang -> {
                gangIsTheWholeStage(gang.members());
                gang.members().forEach(member -> onlyMissingTasksAreLaunched(member.attempts().getFirst()));
                gang.members().forEach(member -> nobodyMakesWhatItMakes(member.attempts().getFirst()));
                gang.members().forEach(this::launchIsAllowed);
            }
            case Output.RecallTasks recall -> onlyOverdueBatchesAreRecalled(recall.attempts(), nowMillis);
            case Output.InterruptTask interrupt -> onlyAwaitedTasksAreInterrupted(interrupt.attempt());
            case Output.AbandonTask abandon -> onlyOverdueZombiesAreAbandoned(abandon.attempt(), nowMillis);
            case Output.JobSucceeded succeeded -> {
                jobEndsOnce(succeeded.job());
                resultIsRight(succeeded);
            }
            case Output.JobFailed failed -> {
                jobEndsOnce(failed.job());
                jobFailsForAReason(failed, input);
            }
            case Output.FreeOutput free -> onlyReleasedOutputsWithoutReadersAreFreed(free);
            case Output.DropOutput drop -> onlyReleasedAndUnlistedStagesAreDropped(drop.stage());
            case Output.WakeAt wake -> wakeMillis = OptionalLong.of(wake.timeMillis());
            case Output.CacheBegun begun -> cacheBeginsOnce(begun.cache());
            case Output.ExecutorGone gone -> executorIsLostForAReason(gone.executor(), input);
            case Output.RefuseExecutor refused -> onlyStrangersAreRefused(refused.executor(), input);
            case Output.Warn _ ->
                    assertThat(input)
                            .matches(it -> it instanceof Input.Tick || !cluster.excluded.isEmpty(), "a cause to warn");
            case Output.BarrierOver over -> allHaveCome(over);
            case Output.BarrierBroken broken -> someWaitInVain(broken.attempt().stage());
            case Output.DiscardOutput _, Output.StageSkipped _, Output.StageStarted _, Output.StageFinished _ -> {}
        }
    }

    /// Checks the whole after the cluster has followed all outputs of a step.
    ///
    /// @param before the phase of the attempt that the input is about, if it is about one
    void checkAll(Input input, Phase before, long nowMillis) {
        slotsAreNeverExceeded();
        gangsAreWhole();
        cachedPartitionsAreKnown();
        doneTasksAreNotAwaited();
        silentExecutorsAreLost(input);
        overdueBatchesAreRecalled(input, nowMillis);
        onlyNeededStagesHaveAwaitedTasks();
        freeSlotsAreUsed();
        batchesAndZombiesHaveAnAlarm(input, nowMillis);
        failuresMaxIsKept(input, before);
    }

    /// Only tasks of which others of their kind have finished are put behind one another, and no slot is left without
    /// work for it.
    private void batchIsOfOneStageAndEarned(List<AttemptId> ids) {
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().allMatch(id -> id.stage().equals(ids.getFirst().stage()));
        if (ids.size() > 1) {
            var stage = ids.getFirst().stage();
            assertThat(cluster.specs.get(stage).barrier()).isFalse();
            assertThat(ids.size()).isLessThanOrEqualTo(4 * cluster.finished.getOrDefault(stage, 0));
            var under =
                    cluster.in(Phase.AWAITED).stream()
                            .filter(a -> a.id.stage().equals(stage))
                            .map(a -> a.id.partition())
                            .distinct()
                            .count();
            var waiting = cluster.wanted(stage).size() - cluster.keptOf(stage).size() - under;
            assertThat((long) ids.size() * cluster.slots()).as("a share of what waits").isLessThanOrEqualTo(waiting);
        }
    }

    /// What has run of it runs again, as none of its tasks can do without another.
    private void gangIsTheWholeStage(List<Output.LaunchTasks> members) {
        assertThat(members).allMatch(member -> member.attempts().size() == 1);
        var ids = members.stream().map(member -> member.attempts().getFirst()).toList();
        var stage = ids.getFirst().stage();
        assertThat(cluster.specs.get(stage).barrier()).isTrue();
        assertThat(ids).allMatch(id -> id.stage().equals(stage));
        assertThat(ids.stream().map(AttemptId::partition)).isEqualTo(cluster.wanted(stage));
    }

    private void launchIsAllowed(Output.LaunchTasks launch) {
        launch.attempts().forEach(this::attemptIsNeverLaunchedTwice);
        launch.attempts().forEach(this::launchedTaskGetsAllOutputsOfItsParents);
        assertThat(cluster.executors).containsKey(launch.executor());
        assertThat(cluster.excluded).doesNotContainKey(launch.executor());
        assertThat(launch.attempts()).noneMatch(id -> cluster.avoids(id, launch.executor()));
        launchIsGrantedWhatItsStageAsksFor(launch);
    }

    private void launchIsGrantedWhatItsStageAsksFor(Output.LaunchTasks launch) {
        var demand = cluster.specs.get(launch.attempts().getFirst().stage()).demand();
        assertThat(launch.grant().cpus()).isEqualTo(demand.cpus());
        assertThat(launch.grant().addresses().keySet()).isEqualTo(demand.resources().keySet());
        launch.grant()
                .addresses()
                .forEach((name, given) -> {
                    assertThat(given).hasSize(demand.resources().get(name)).doesNotHaveDuplicates();
                    assertThat(cluster.left(launch.executor()).addresses().get(name)).containsAll(given);
                });
    }

    private void onlyOverdueBatchesAreRecalled(List<AttemptId> ids, long nowMillis) {
        var batch = cluster.attempts.get(ids.getFirst()).batch;
        assertThat(batch.attempts.stream().map(attempt -> attempt.id)).isEqualTo(ids);
        assertThat(batch.recalled).isFalse();
        assertThat(batch.has(Phase.AWAITED)).isTrue();
        assertThat(nowMillis).isGreaterThanOrEqualTo(batch.launchedMillis + BATCH_OVERDUE_MILLIS);
    }

    private void attemptIsNeverLaunchedTwice(AttemptId id) {
        assertThat(cluster.attempts).doesNotContainKey(id);
        assertThat(cluster.attempts.lowerKey(id))
                .matches(
                        before ->
                                id.attempt() == 0
                                        || before.equals(new AttemptId(id.stage(), id.partition(), id.attempt() - 1)),
                        "the attempt before " + id);
    }

    private void onlyMissingTasksAreLaunched(AttemptId id) {
        assertThat(cluster.wanted(id.stage())).contains(id.partition());
        assertThat(cluster.keptOf(id.stage())).doesNotContainKey(id.partition());
        assertThat(cluster.in(Phase.AWAITED))
                .noneMatch(other -> other.id.stage().equals(id.stage()) && other.id.partition() == id.partition());
    }

    private void launchedTaskGetsAllOutputsOfItsParents(AttemptId id) {
        for (var parent : cluster.required(id.stage())) {
            assertThat(cluster.isComplete(parent)).as("parent %s of %s is complete", parent, id).isTrue();
            var blocks = cluster.keptOf(parent);
            assertThat(machine.outputsOf(parent)).isEqualTo(new ArrayList<Object>(blocks.values()));
            assertThat(machine.outputsOf(parent)).as("one list for all tasks").isSameAs(machine.outputsOf(parent));
        }
    }

    /// There is one second attempt at most, elsewhere, at a task that has run for long and makes nothing for others.
    private void copyIsOfASlowTask(Output.LaunchTasks launch, long nowMillis) {
        var policy = policies.speculation();
        var id = launch.attempts().getFirst();
        assertThat(launch.attempts()).hasSize(1);
        assertThat(policy.enabled()).isTrue();
        assertThat(cluster.specs.get(id.stage()).barrier()).isFalse();
        var others =
                cluster.in(Phase.AWAITED).stream()
                        .filter(other -> ToyCluster.task(other.id).equals(ToyCluster.task(id)))
                        .toList();
        assertThat(others).as("the first attempt at what %s does", id).hasSize(1);
        var first = others.getFirst();
        assertThat(first.batch.executor).isNotEqualTo(launch.executor());
        assertThat(cluster.caches.madeBy(first.id)).isEmpty();
        assertThat(nowMillis - first.batch.launchedMillis).isGreaterThan(policy.minTaskRuntime().toMillis());
        assertThat((double) cluster.keptOf(id.stage()).size())
                .isGreaterThanOrEqualTo(policy.quantile() * cluster.wanted(id.stage()).size());
    }

    /// Once one attempt at a task has ended well, the other is not awaited.
    private void doneTasksAreNotAwaited() {
        assertThat(cluster.in(Phase.AWAITED))
                .noneMatch(attempt -> cluster.keptOf(attempt.id.stage()).containsKey(attempt.id.partition()));
    }

    /// Of stages that are content with any slot, and so keep no turn, the one is served whose pool has least of its
    /// share, and in it the one that its pool puts first. One of which tasks have failed may have kept its turn, since
    /// slots were free only where they had failed.
    private void nobodyElseIsFirst(StageId served) {
        if (!isContentWithOneSlot(cluster.specs.get(served)) || hasFailed(served)) {
            return;
        }
        var waiting =
                cluster.needed().stream()
                        .filter(stage -> isContentWithOneSlot(cluster.specs.get(stage)))
                        .filter(stage -> cluster.required(stage).stream().allMatch(cluster::isComplete))
                        .filter(stage -> hasWaitingTask(stage) && hasSlots(stage))
                        .filter(stage -> !mayWaitForPlaces(stage) && !hasFailed(stage))
                        .toList();
        for (var other : waiting) {
            assertThat(isBefore(other, served)).as("%s is before %s, which was served", other, served).isFalse();
        }
    }

    private boolean isBefore(StageId one, StageId other) {
        var onePool = poolOf(one);
        var otherPool = poolOf(other);
        if (!onePool.equals(otherPool)) {
            return share(onePool) < share(otherPool);
        }
        return policies.sharing().pool(onePool).mode() == Policies.Mode.FIFO
                ? firstJob(one).compareTo(firstJob(other)) < 0
                : cluster.slotsOf(one) < cluster.slotsOf(other);
    }

    private JobId firstJob(StageId stage) {
        return cluster.unfinished.values().stream()
                .filter(job -> cluster.neededBy(job).contains(stage))
                .findFirst()
                .orElseThrow()
                .job();
    }

    private String poolOf(StageId stage) {
        return policies.sharing().mode() == Policies.Mode.FIFO
                ? Policies.Sharing.DEFAULT_POOL
                : cluster.unfinished.get(firstJob(stage)).pool();
    }

    /// What a pool has of what it should have; below 0 if that is less than the least.
    private double share(String name) {
        var pool = policies.sharing().pool(name);
        var slots =
                cluster.needed().stream().filter(stage -> poolOf(stage).equals(name)).mapToInt(cluster::slotsOf).sum();
        return slots < pool.minShare() ? (double) slots / pool.minShare() - 1 : (double) slots / pool.weight();
    }

    /// There are never two makers of a cached partition.
    private void nobodyMakesWhatItMakes(AttemptId id) {
        assertThat(cluster.caches.others(id)).as("others that make what %s makes", id).isEmpty();
    }

    private List<ToyAttempt> gang(StageId stage) {
        return cluster.in(Phase.AWAITED).stream().filter(attempt -> attempt.id.stage().equals(stage)).toList();
    }

    /// Some of them may have been told already.
    private void allHaveCome(Output.BarrierOver over) {
        var gang = gang(over.attempt().stage());
        var here = cluster.attempts.get(over.attempt());
        assertThat(gang).hasSameSizeAs(cluster.wanted(over.attempt().stage())).contains(here);
        assertThat(here.waits).isTrue();
        assertThat(gang)
                .allMatch(attempt -> attempt.waits ? attempt.round == here.round : attempt.round == here.round + 1);
        assertThat(over.gathered()).isEqualTo(gang.stream().map(attempt -> attempt.id + " " + here.round).toList());
        assertThat(over.executor()).isEqualTo(here.batch.executor);
    }

    private void someWaitInVain(StageId stage) {
        assertThat(gang(stage)).anyMatch(attempt -> attempt.waits);
        assertThat(cluster.keptOf(stage)).isNotEmpty();
    }

    private void cacheBeginsOnce(CacheId cache) {
        assertThat(cluster.caches.begun.add(cache)).as("cache %s begins for the first time", cache).isTrue();
    }

    private void executorIsLostForAReason(ExecutorId executor, Input input) {
        switch (input) {
            case Input.ExecutorLost lost -> assertThat(lost.executor()).isEqualTo(executor);
            case Input.ExecutorJoined joined -> assertThat(joined.executor()).isGreaterThan(executor);
            default -> {
                assertThat(input).isInstanceOf(Input.Tick.class);
                assertThat(leaseEnd(executor)).isLessThanOrEqualTo(cluster.nowMillis);
            }
        }
    }

    private void onlyStrangersAreRefused(ExecutorId executor, Input input) {
        assertThat(input).isInstanceOfAny(Input.Heartbeat.class, Input.ExecutorJoined.class);
        assertThat(input instanceof Input.ExecutorJoined || !cluster.executors.containsKey(executor)).isTrue();
        assertThat(cluster.isStale(executor) || !cluster.executors.containsKey(executor)).isTrue();
    }

    private long leaseEnd(ExecutorId executor) {
        return Math.max(noneLostBeforeMillis, cluster.heard.get(executor) + limits.executorLease().toMillis());
    }

    private void silentExecutorsAreLost(Input input) {
        if (limits.executorLease().isZero() || cluster.executors.isEmpty()) {
            return;
        }
        if (input instanceof Input.Tick) {
            assertThat(cluster.executors.keySet()).allMatch(e -> leaseEnd(e) > cluster.nowMillis);
        }
        var first = cluster.executors.keySet().stream().mapToLong(this::leaseEnd).min().orElseThrow();
        assertThat(wakeMillis).isPresent();
        assertThat(wakeMillis.getAsLong()).isLessThanOrEqualTo(first);
    }

    private void cachedPartitionsAreKnown() {
        for (var spec : cluster.caches.specs.values()) {
            for (var p = 0; p < spec.partitions(); p++) {
                var key = new ToyCaches.Key(spec.id(), p);
                assertThat(machine.holders(spec.id(), p))
                        .as("holders of %s", key)
                        .hasSameElementsAs(cluster.caches.cached.getOrDefault(key, Set.of()));
            }
        }
    }

    private void onlyAwaitedTasksAreInterrupted(AttemptId id) {
        assertThat(cluster.attempts.get(id).phase).as("phase of interrupted %s", id).isEqualTo(Phase.AWAITED);
    }

    private void onlyOverdueZombiesAreAbandoned(AttemptId id, long nowMillis) {
        var attempt = cluster.attempts.get(id);
        assertThat(attempt.phase).as("phase of abandoned %s", id).isEqualTo(Phase.ZOMBIE);
        assertThat(nowMillis).isGreaterThanOrEqualTo(attempt.interruptedMillis + grace.toMillis());
    }

    private void onlyReleasedOutputsWithoutReadersAreFreed(Output.FreeOutput free) {
        if (cluster.isTorn(free.stage())) {
            return;
        }
        assertThat(free.stage())
                .matches(
                        stage -> cluster.outputReleased.contains(stage) || cluster.outputCleaned.contains(stage),
                        "a stage whose outputs may go");
        assertThat(cluster.needed()).noneMatch(reader -> cluster.specs.get(reader).parents().contains(free.stage()));
        assertThat(free.freed()).isEqualTo(List.<Object>copyOf(cluster.kept.get(free.stage()).values()));
    }

    private void jobEndsOnce(JobId job) {
        assertThat(ended.add(job)).as("job %s ends for the first time", job).isTrue();
        assertThat(cluster.unfinished).containsKey(job);
    }

    private void resultIsRight(Output.JobSucceeded succeeded) {
        var job = cluster.unfinished.get(succeeded.job());
        var values = succeeded.results().stream().map(block -> ((ToyCluster.Block) block).value()).toList();
        var all = cluster.expected(job.stages().getLast().id());
        var right = job.partitions().stream().map(all::get).toList();
        assertThat(values).as("result of job %s", job.job()).isEqualTo(right);
    }

    private void jobFailsForAReason(Output.JobFailed failed, Input input) {
        var job = cluster.unfinished.get(failed.job());
        switch (failed.failure()) {
            case JobFailure.Cancelled _ ->
                    assertThat(input).isInstanceOfAny(Input.CancelJob.class, Input.CancelAll.class);
            case JobFailure.HeapFull _ -> assertThat(input).isInstanceOf(Input.HeapFull.class);
            case JobFailure.Closed _ -> assertThat(cluster.closed).isTrue();
            case JobFailure.ResourcesMissing missing -> {
                assertThat(input).isInstanceOf(Input.SubmitJob.class);
                assertThat(cluster.executors.values()).isNotEmpty().noneMatch(has -> has.fitting(missing.demand()) > 0);
            }
            case JobFailure.Refused refused -> throw new AssertionError(refused.reason());
            case JobFailure.TaskFailed failure -> {
                var counted = cluster.failures.get(cluster.counted(failure.last()));
                assertThat(counted).isEqualTo(failure.failures()).isGreaterThanOrEqualTo(job.failuresMax());
                assertThat(input).isInstanceOf(Input.TaskFailed.class);
                assertThat(cluster.neededBy(job)).contains(failure.stage());
            }
            case JobFailure.Excluded excluded -> {
                var demand = cluster.specs.get(excluded.stage()).demand();
                assertThat(input).isInstanceOf(Input.TaskFailed.class);
                assertThat(canEverRun(excluded.last(), demand)).isFalse();
                assertThat(cluster.neededBy(job)).contains(excluded.stage());
            }
            case JobFailure.TooFewSlots failure -> {
                var spec = cluster.specs.get(failure.stage());
                var slots = cluster.executors.values().stream().mapToInt(has -> has.fitting(spec.demand())).sum();
                assertThat(spec.barrier()).isTrue();
                assertThat(failure.slots()).isEqualTo(slots).isLessThan(failure.tasks());
            }
            case JobFailure.Starved starved -> {
                assertThat(input).isInstanceOf(Input.Tick.class);
                assertThat(cluster.waitingTasks(starved.stage()))
                        .anyMatch(p -> !canEverRun(new AttemptId(starved.stage(), p, 0), starved.demand()));
                assertThat(cluster.neededBy(job)).contains(starved.stage());
            }
            case JobFailure.InputLostTooOften failure -> {
                assertThat(failure.losses()).isEqualTo(failure.lossesMax());
                assertThat(cluster.neededBy(job)).contains(failure.stage());
            }
            case JobFailure.ExecutorLostTooOften failure -> {
                assertThat(input)
                        .isInstanceOfAny(Input.ExecutorLost.class, Input.ExecutorJoined.class, Input.Tick.class);
                assertThat(failure.losses()).isEqualTo(failure.lossesMax() + 1);
                assertThat(cluster.neededBy(job)).contains(failure.stage());
            }
        }
    }

    private boolean canEverRun(AttemptId task, Demand demand) {
        return cluster.executors.keySet().stream()
                .anyMatch(e ->
                        cluster.executors.get(e).fitting(demand) > 0
                                && !cluster.excluded.containsKey(e)
                                && !cluster.avoids(task, e));
    }

    private void onlyReleasedAndUnlistedStagesAreDropped(StageId stage) {
        assertThat(cluster.released).contains(stage);
        assertThat(cluster.isListed(stage)).as("an unfinished job lists dropped stage %s", stage).isFalse();
        assertThat(dropped.add(stage)).as("stage %s is dropped for the first time", stage).isTrue();
    }

    private void slotsAreNeverExceeded() {
        cluster.executors
                .keySet()
                .forEach(executor ->
                        assertThat(cluster.left(executor).slots()).as("slots left on %s", executor).isNotNegative());
        var occupied = cluster.batches().stream().mapToInt(batch -> batch.grant.cpus()).sum();
        assertThat(machine.occupiedSlots()).isEqualTo(occupied);
    }

    private void onlyNeededStagesHaveAwaitedTasks() {
        var awaited =
                cluster.in(Phase.AWAITED).stream()
                        .map(attempt -> attempt.id.stage())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(cluster.needed()).containsAll(awaited);
    }

    /// A task that could run waits only if something is held back for another, which lacks more. With it, jobs cannot
    /// be forgotten.
    private void freeSlotsAreUsed() {
        var waiting =
                cluster.needed().stream()
                        .filter(stage -> cluster.required(stage).stream().allMatch(cluster::isComplete))
                        .filter(this::hasWaitingTask)
                        .filter(stage -> !(mayWaitForPlaces(stage) && hasSlots(stage)))
                        .toList();
        var lacking = waiting.stream().filter(stage -> !hasSlots(stage)).toList();
        assertThat(waiting.isEmpty() || !lacking.isEmpty()).as("all of %s have room", waiting).isTrue();
        if (lacking.stream().map(cluster.specs::get).allMatch(Invariants::isContentWithOneSlot)) {
            assertThat(lacking).as("stages that wait, but not for want of a slot").isEqualTo(waiting);
        }
    }

    /// For a while, which ends: else a job would not come to its end.
    private boolean mayWaitForPlaces(StageId stage) {
        return !policies.localityWait().isZero() && LocalTasks.matterTo(cluster.specs.get(stage));
    }

    /// A task starts elsewhere than where its data are only if no other of its stage has its data where there is room;
    /// and if that would be worth waiting for, not at once.
    private void placesAreKept(Output.LaunchTasks launch, long nowMillis) {
        var stage = launch.attempts().getFirst().stage();
        var spec = cluster.specs.get(stage);
        if (spec.places().isEmpty() || !spec.caches().isEmpty()) {
            return;
        }
        var here = launch.executor();
        for (var id : launch.attempts()) {
            if (burnt(stage, id.partition())
                    || isNear(spec, id.partition(), here)
                    || spec.places().get(id.partition()).isEmpty()) {
                continue;
            }
            var nearer =
                    cluster.waitingTasks(stage).stream()
                            .filter(partition ->
                                    cluster.executors.keySet().stream()
                                            .anyMatch(e ->
                                                    isBest(spec, partition, e)
                                                            && !cluster.excluded.containsKey(e)
                                                            && !burnt(stage, partition)
                                                            && !cluster.avoids(stage, e)
                                                            && cluster.left(e).fitting(spec.demand()) > 0))
                            .toList();
            assertThat(nearer).as("tasks of stage %s with room where their data are", stage).isEmpty();
            if (cluster.executors.keySet().stream().anyMatch(e -> isBest(spec, id.partition(), e))) {
                assertThat(nowMillis - cluster.neededMillis.get(stage))
                        .as("wait before %s goes elsewhere", id)
                        .isGreaterThanOrEqualTo(policies.localityWait().toMillis());
            }
        }
    }

    /// One that has failed takes any place where it has not.
    private boolean burnt(StageId stage, int partition) {
        return cluster.failedAt.containsKey(new AttemptId(stage, partition, 0));
    }

    /// On an executor that has its data, or on such a host.
    private boolean isNear(StageSpec spec, int partition, ExecutorId executor) {
        var host = cluster.hosts.get(executor);
        return isBest(spec, partition, executor)
                || spec.places().get(partition).stream()
                        .anyMatch(place ->
                                place instanceof StageSpec.Place.OnExecutor(var id)
                                        && host.equals(cluster.hosts.get(id)));
    }

    private boolean isBest(StageSpec spec, int partition, ExecutorId executor) {
        return spec.places().get(partition).stream()
                .anyMatch(place ->
                        switch (place) {
                            case StageSpec.Place.OnExecutor(var id) -> id.equals(executor);
                            case StageSpec.Place.OnHost(var host) -> host.equals(cluster.hosts.get(executor));
                        });
    }

    private static boolean isContentWithOneSlot(StageSpec spec) {
        return !spec.barrier() && spec.demand().equals(Demand.ONE_SLOT);
    }

    private boolean hasWaitingTask(StageId stage) {
        var awaited = cluster.in(Phase.AWAITED).stream().map(attempt -> ToyCluster.task(attempt.id)).toList();
        var kept = cluster.keptOf(stage).keySet();
        var pending =
                cluster.wanted(stage).stream()
                        .map(partition -> new AttemptId(stage, partition, 0))
                        .filter(task -> !kept.contains(task.partition()) && !awaited.contains(task))
                        .toList();
        var free = pending.stream().filter(task -> cluster.caches.others(task).isEmpty()).toList();
        return !free.isEmpty() && (free.equals(pending) || !cluster.specs.get(stage).barrier());
    }

    /// For one more of its tasks, or for all of a gang.
    private boolean hasSlots(StageId stage) {
        var spec = cluster.specs.get(stage);
        if (!spec.barrier()) {
            return cluster.waitingTasks(stage).stream().anyMatch(p -> hasSlot(new AttemptId(stage, p, 0), spec));
        }
        var slots =
                cluster.executors.keySet().stream()
                        .filter(e -> !cluster.excluded.containsKey(e))
                        .mapToInt(e -> cluster.left(e).fitting(spec.demand()))
                        .sum();
        return slots >= cluster.wanted(stage).size();
    }

    /// It may avoid the slot that another one gets.
    private boolean hasFailed(StageId stage) {
        return cluster.failedAt.keySet().stream().anyMatch(task -> task.stage().equals(stage));
    }

    private boolean hasSlot(AttemptId task, StageSpec spec) {
        return cluster.executors.keySet().stream()
                .filter(e -> !cluster.excluded.containsKey(e) && !cluster.avoids(task, e))
                .anyMatch(e -> cluster.left(e).fitting(spec.demand()) > 0);
    }

    /// The tasks of a barrier stage are all awaited or kept, or none of them is.
    private void gangsAreWhole() {
        for (var entry : cluster.specs.entrySet()) {
            var stage = entry.getKey();
            if (entry.getValue().barrier() && !cluster.wanted(stage).isEmpty()) {
                var there = new TreeSet<>(cluster.keptOf(stage).keySet());
                cluster.in(Phase.AWAITED).stream()
                        .filter(attempt -> attempt.id.stage().equals(stage))
                        .forEach(attempt -> there.add(attempt.id.partition()));
                assertThat(there.isEmpty() || there.containsAll(cluster.wanted(stage)))
                        .as("stage %s has %s of %s", stage, there, cluster.wanted(stage))
                        .isTrue();
            }
        }
    }

    private void overdueBatchesAreRecalled(Input input, long nowMillis) {
        if (input instanceof Input.Tick) {
            assertThat(recallable()).allMatch(batch -> nowMillis < batch.launchedMillis + BATCH_OVERDUE_MILLIS);
        }
    }

    private void batchesAndZombiesHaveAnAlarm(Input input, long nowMillis) {
        var zombies = zombies().stream().mapToLong(zombie -> zombie.interruptedMillis + grace.toMillis()).min();
        if (input instanceof Input.Tick) {
            // A tick may end a job itself, and so make new ones.
            var overdue = zombies().stream().filter(zombie -> zombie.interruptedMillis < nowMillis);
            assertThat(overdue).allMatch(zombie -> nowMillis < zombie.interruptedMillis + grace.toMillis());
        }
        var batches = recallable().stream().mapToLong(batch -> batch.launchedMillis + BATCH_OVERDUE_MILLIS);
        var deadline = LongStream.concat(zombies.stream(), batches).min();
        if (deadline.isPresent()) {
            assertThat(wakeMillis).isPresent();
            assertThat(wakeMillis.getAsLong()).isLessThanOrEqualTo(deadline.getAsLong());
        }
    }

    private List<ToyBatch> recallable() {
        return cluster.batches().stream()
                .filter(batch -> batch.attempts.size() > 1 && !batch.recalled && batch.has(Phase.AWAITED))
                .toList();
    }

    /// Whoever still needs a task that failed allows more failures.
    private void failuresMaxIsKept(Input input, Phase before) {
        cluster.forgetFailures();
        if (!(input instanceof Input.TaskFailed failed)
                || before != Phase.AWAITED
                || failed.failure() instanceof TaskFailure.InputLost
                || failed.failure() instanceof TaskFailure.InputSkipped) {
            return;
        }
        var failures = cluster.failures.getOrDefault(cluster.counted(failed.attempt()), 0);
        for (var job : cluster.unfinished.values()) {
            if (cluster.neededBy(job).contains(failed.attempt().stage())) {
                assertThat(failures).as("failures for job %s", job.job()).isLessThan(job.failuresMax());
            }
        }
    }

    /// To be checked with the outputs of a [Input.TaskFinished].
    void unwantedOutputsAreDiscarded(Input.TaskFinished finished, Phase before, List<Output> outputs) {
        var id = finished.attempt();
        var discards =
                outputs.stream()
                        .filter(output ->
                                output instanceof Output.DiscardOutput discard && discard.attempt().equals(id))
                        .toList();
        var block = cluster.keptOf(id.stage()).get(id.partition());
        var hasOutput = block != null && block.by().equals(id);
        if (before == Phase.AWAITED || hasOutput) {
            assertThat(discards).isEmpty();
        } else {
            assertThat(discards).containsExactly(new Output.DiscardOutput(id, finished.output()));
        }
    }

    /// When all jobs have ended, all stages are released and all zombies are gone.
    void nothingIsLeft() {
        assertThat(cluster.unfinished).isEmpty();
        assertThat(machine.unfinishedJobs()).isZero();
        assertThat(machine.occupiedSlots()).isZero();
        assertThat(dropped).as("dropped stages").isEqualTo(cluster.released);
    }

    private List<ToyAttempt> zombies() {
        return cluster.in(Phase.ZOMBIE);
    }
}
