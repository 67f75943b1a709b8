/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.status.ExecutorInfo;
import dev.sparrow.status.FutureAction;
import dev.sparrow.status.JobInfo.JobStatus;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.JobId;
import dev.sparrow.value.PartialResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Jobs in the background, in groups and with tags, what tasks may ask, and samples and estimates of many elements.
class JobControlTest extends GatedTest {
    /// A job that runs until the gate is opened or it is cancelled.
    private static FutureAction<Long> hanging(Sparrow sc) {
        return numbers(sc, 2, 2).map(x -> waiting(x)).countAsync();
    }

    private static void assertCancelled(FutureAction<?> action, String reason) {
        assertThatThrownBy(() -> action.get(Patience.SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                .hasMessageContaining(reason);
    }

    @Test
    void cancelledAction_endsItsJob() {
        var sc = context("local[2]");
        var action = hanging(sc);
        await().until(() -> SEEN.size() == 2);
        assertThat(action.jobIds()).hasSize(1);
        assertThat(action.isDone()).isFalse();
        assertThat(action.cancel(true)).isTrue();
        assertThat(action.isCancelled()).isTrue();
        await().until(() -> sc.statusTracker().getActiveJobIds().isEmpty());
        assertThat(numbers(sc, 10, 2).count()).isEqualTo(10);
    }

    @Test
    void actionOfSeveralJobs_listsThem() throws Exception {
        var sc = context("local[2]");
        var action = numbers(sc, 100, 20).filter(x -> x >= 90).takeAsync(3);
        assertThat(action.get()).containsExactly(90, 91, 92);
        assertThat(action.jobIds()).hasSize(3);
        var failing =
                numbers(sc, 10, 2)
                        .foreachAsync(x -> {
                            throw new IllegalStateException("no");
                        });
        assertThatThrownBy(failing::get)
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("foreachAsync at JobControlTest.java:");
    }

    @Test
    void group_isCancelledWithAllItsJobs_andNoOthers() throws Exception {
        var sc = context("local[4]");
        sc.setJobGroup("mine", "two of them");
        var one = hanging(sc);
        var two = hanging(sc);
        sc.clearJobGroup();
        var other = numbers(sc, 2, 2).countAsync();
        await().until(() -> SEEN.size() == 4);
        var ids = sc.statusTracker().getJobIdsForGroup("mine");
        assertThat(ids).hasSize(2).containsAll(one.jobIds()).containsAll(two.jobIds());
        assertThat(sc.statusTracker().getJobInfo(ids.getFirst()).orElseThrow().description()).contains("two of them");
        sc.cancelJobGroup("mine", "of a test");
        assertCancelled(one, "was cancelled: of a test.");
        assertCancelled(two, "of a test");
        assertThat(other.get()).isEqualTo(2);
        assertThat(sc.statusTracker().getJobIdsForGroup(null)).containsAll(other.jobIds());
    }

    @Test
    void tags_addUp_andCancel() throws Exception {
        var sc = context("local[2]");
        sc.addJobTag("a");
        sc.addJobTag("b");
        assertThat(sc.getJobTags()).containsExactlyInAnyOrder("a", "b");
        var tagged = hanging(sc);
        sc.removeJobTag("a");
        await().until(() -> SEEN.size() == 2);
        var other = numbers(sc, 2, 2).countAsync();
        sc.cancelJobsWithTag("a");
        assertCancelled(tagged, "cancelJobsWithTag was called for tag a");
        assertThat(other.get()).isEqualTo(2);
        assertThat(sc.statusTracker().getJobIdsForTag("b")).hasSize(2);
        sc.clearJobTags();
        assertThat(sc.getJobTags()).isEmpty();
    }

    @Test
    void statusTracker_tellsOfJobsAndStages() throws Exception {
        var sc = context("local[2]");
        var tracker = sc.statusTracker();
        sc.setJobDescription("a slow one");
        var action = hanging(sc);
        await().until(() -> !tracker.getActiveStageIds().isEmpty() && SEEN.size() == 2);
        var job = tracker.getJobInfo(action.jobIds().getFirst()).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.label()).startsWith("countAsync at JobControlTest.java:");
        assertThat(job.description()).contains("a slow one");
        await().until(() -> tracker.getExecutorInfos().stream().mapToInt(ExecutorInfo::activeTasks).sum() == 2);
        assertThat(tracker.getExecutorInfos())
                .isEqualTo(
                        TestMaster.isBytes()
                                ? List.of(
                                        new ExecutorInfo("executor-0", 1, 1),
                                        new ExecutorInfo("executor-1", 1, 1),
                                        new ExecutorInfo("executor-2", 1, 0))
                                : List.of(new ExecutorInfo("local", 2, 2)));
        var stage = tracker.getStageInfo(tracker.getActiveStageIds().getFirst()).orElseThrow();
        assertThat(stage.tasks()).isEqualTo(2);
        assertThat(tracker.getJobInfo(job.jobId()).orElseThrow().stages()).containsExactly(stage.stageId());
        openGate();
        assertThat(action.get()).isEqualTo(2);
        assertThat(tracker.getJobInfo(job.jobId()).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
        EngineAccess.of(sc).awaitEvents();
        var ended = tracker.getStageInfo(stage.stageId()).orElseThrow();
        assertThat(List.of(ended.active(), ended.activeTasks(), ended.completedTasks()))
                .isEqualTo(List.of(false, 0, 2));
        assertThatThrownBy(() -> numbers(sc, 1, 1).map(x -> 1 / x).count()).hasMessageContaining("by zero");
        assertThat(tracker.getJobInfo(new JobId(job.jobId().value() + 1)).orElseThrow().status())
                .isEqualTo(JobStatus.FAILED);
    }

    @Test
    void taskContext_tellsWhichTaskItIs_andCallsListenersAtItsEnd() {
        var sc = context("local[2,2]");
        assertThat(TaskContext.get()).isNull();
        sc.setLocalProperty("mood", "good");
        assertThat(sc.getLocalProperty("mood")).isEqualTo("good");
        var told =
                numbers(sc, 4, 4)
                        .map(x -> {
                            var task = TaskContext.get();
                            return task.partitionId()
                                    + " of "
                                    + task.numPartitions()
                                    + ", "
                                    + task.getLocalProperty("mood");
                        });
        assertThat(told.collect()).containsExactly("0 of 4, good", "1 of 4, good", "2 of 4, good", "3 of 4, good");

        numbers(sc, 2, 2)
                .foreachPartition(xs -> {
                    var task = TaskContext.get();
                    var id = task.partitionId() + "." + task.attemptNumber();
                    task.addTaskFailureListener((_, failure) -> SEEN.add(id + " failed: " + failure.getMessage()));
                    task.addTaskCompletionListener(ended -> SEEN.add(id + " ended " + ended.isCompleted()));
                    if (task.partitionId() == 1 && task.attemptNumber() == 0) {
                        throw new IllegalStateException("first");
                    }
                });
        assertThat(SEEN)
                .containsExactlyInAnyOrder("0.0 ended true", "1.0 failed: first", "1.0 ended true", "1.1 ended true");
        sc.setLocalProperty("mood", null);
        assertThat(sc.getLocalProperty("mood")).isNull();
    }

    // ---- Estimates --------------------------------------------------------------------------------------------------

    /// An estimate that is made of what does not wait at the gate: on a busy machine after more time.
    private PartialResult<BoundedDouble> estimated(
            LongFunction<PartialResult<BoundedDouble>> action, Predicate<BoundedDouble> isSoFar) {
        var millis = 250L;
        var result = action.apply(millis);
        while (!isSoFar.test(result.initialValue()) && millis < 30_000) {
            openGate();
            result.getFinalValue();
            closeGate();
            millis *= 2;
            result = action.apply(millis);
        }
        return result;
    }

    @Test
    void countApprox_estimatesFromWhatIsDone_andIsExactInTheEnd() {
        var sc = context("local[2]");
        var slowAtTheEnd =
                numbers(sc, 1_000, 10)
                        .mapPartitionsWithIndex((partition, xs) -> {
                            if (partition >= 8) {
                                waiting(partition);
                            }
                            return xs;
                        });
        var counted = estimated(slowAtTheEnd::countApprox, estimate -> estimate.low() == 1_000);
        assertThat(counted.isInitialValueFinal()).isFalse();
        var estimate = counted.initialValue();
        assertThat(estimate.mean()).isEqualTo(1_000);
        assertThat(estimate.confidence()).isEqualTo(0.95);
        assertThat(estimate.low()).isEqualTo(1_000);
        openGate();
        assertThat(counted.getFinalValue().confidence()).isEqualTo(1);
        assertThat(counted.getFinalValue().mean()).isEqualTo(1_000);
    }

    @Test
    void partialResult_tellsOfItsEnd() throws Exception {
        var sc = context("local[2]");
        var ended = new LinkedBlockingQueue<String>();
        var counted = numbers(sc, 10, 1).map(x -> waiting(x)).countApprox(0).map(BoundedDouble::mean);
        counted.onComplete(value -> ended.add("counted " + value)).onFail(e -> ended.add("never"));
        var failing = numbers(sc, 10, 1).map(x -> List.of().get(waiting(x))).countApprox(0);
        failing.onComplete(_ -> ended.add("never")).onFail(e -> ended.add(e.code().name()));
        assertThat(ended).isEmpty();

        openGate();
        assertThat(
                        List.of(
                                ended.poll(Patience.SECONDS, TimeUnit.SECONDS),
                                ended.poll(Patience.SECONDS, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder("counted 10.0", "USER_FUNCTION");
        assertThat(counted.getFinalValue()).isEqualTo(10);
        assertThat(ended).isEmpty();
    }

    @Test
    void sumAndMeanApprox_haveBoundsThatHoldTheTruth() {
        var sc = context("local[2]");
        var slow =
                numbers(sc, 10_000, 20)
                        .mapPartitionsWithIndex((partition, xs) -> {
                            if (partition >= 18) {
                                waiting(partition);
                            }
                            return xs;
                        })
                        .mapToDouble(x -> x % 97);
        var mean =
                estimated(millis -> slow.meanApprox(millis, 0.99), estimate -> estimate.high() - estimate.low() < 10);
        var sum = slow.sumApprox(0, 0.99);
        var byValue = slow.countByValueApprox(0, 0.9);
        openGate();
        var exactMean = mean.getFinalValue().mean();
        var exactSum = sum.getFinalValue().mean();
        assertThat(mean.isInitialValueFinal()).isFalse();
        assertThat(exactMean).isBetween(mean.initialValue().low(), mean.initialValue().high());
        assertThat(mean.initialValue().high() - mean.initialValue().low()).isLessThan(10);
        assertThat(byValue.getFinalValue().get(3.0).mean()).isEqualTo(104);
        assertThat(exactSum).isEqualTo(IntStream.range(0, 10_000).mapToDouble(x -> x % 97).sum());
    }

    @Test
    void estimateOfNothing_saysSo() {
        var sc = context("local[1]");
        var nothingYet = numbers(sc, 10, 2).map(x -> waiting(x)).countApprox(50);
        assertThat(nothingYet.initialValue().confidence()).isZero();
        assertThat(nothingYet.initialValue().low()).isZero();
        assertThat(nothingYet.initialValue().high()).isInfinite();
        openGate();
        assertThat(nothingYet.getFinalValue().mean()).isEqualTo(10);
        assertThatThrownBy(() -> numbers(sc, 1, 1).countApprox(1, 2)).hasMessageContaining("must be from 0 to 1");
    }

    // ---- Samples ----------------------------------------------------------------------------------------------------

    @Test
    void randomSplit_partsAreAsLargeAsTheirWeights_andDisjoint() {
        var sc = context("local[2]");
        var parts = numbers(sc, 100_000, 7).randomSplit(new double[] {1, 2, 7}, 42);
        var all = new HashSet<Integer>();
        parts.forEach(part -> all.addAll(part.collect()));
        assertThat(all).hasSize(100_000);
        assertThat(parts.get(0).count()).isBetween(9_500L, 10_500L);
        assertThat(parts.get(1).count()).isBetween(19_300L, 20_700L);
        assertThat(parts.get(1).collect()).isEqualTo(parts.get(1).collect());
    }

    @Test
    void takeSample_isUniform_andRepeatsByItsSeed() {
        var sc = context("local[2]");
        var dataset = numbers(sc, 100, 7);
        var hits = new int[100];
        for (var seed = 0; seed < 300; seed++) {
            var sample = dataset.takeSample(false, 20, seed);
            assertThat(sample).hasSize(20).doesNotHaveDuplicates();
            sample.forEach(x -> hits[x]++);
        }
        assertThat(IntStream.of(hits)).as("each with 60 of 300, deviation 7").allMatch(hit -> 25 < hit && hit < 95);
        assertThat(dataset.takeSample(true, 1_000, 3)).hasSize(1_000).isEqualTo(dataset.takeSample(true, 1_000, 3));
        assertThat(dataset.takeSample(false, 90, 3)).hasSize(90).isNotEqualTo(dataset.takeSample(false, 90, 4));
    }

    @Test
    void sampleByKeyExact_withReplacement_isUniform() {
        var sc = context("local[2]");
        var pairs = numbers(sc, 1_000, 5).keyBy(x -> x % 2);
        var sample = pairs.sampleByKeyExact(true, Map.of(0, 20.0), 8).values().collect();
        assertThat(sample).hasSize(10_000);
        var hits = new int[1_000];
        sample.forEach(x -> hits[x]++);
        for (var x = 0; x < 1_000; x += 2) {
            assertThat(hits[x]).as("hits of %d, 20 expected, deviation 4.5", x).isBetween(1, 45);
        }
        var unevenlySpread = numbers(sc, 1_000, 5).keyBy(x -> x < 200 || x % 2 == 0);
        assertThat(unevenlySpread.sampleByKeyExact(true, Map.of(true, 20.0), 8).filter(pair -> pair._2() < 200).count())
                .as("those of the 200 in partition 0, of 600; 4000 of 12000 expected, deviation 52")
                .isBetween(3_800L, 4_200L);
        assertThatThrownBy(() -> pairs.sampleByKeyExact(false, Map.of(1, 1.5)))
                .hasMessageContaining("the fraction of key 1 is 1.5; it must be from 0 to 1.");
    }

    // ---- Commands ---------------------------------------------------------------------------------------------------

    @Test
    void commandThatFails_failsTheTask_withWhatItSaid() {
        var sc = context("local[2]");
        assertThatThrownBy(() -> numbers(sc, 10, 1).pipe(List.of("sh", "-c", "echo broken >&2; exit 3")).collect())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageContaining("pipe at JobControlTest.java:")
                .hasMessageContaining(
                        "[sh, -c, echo broken >&2; exit 3] ended with status 3 and said at last:\nbroken");
        assertThatThrownBy(() -> numbers(sc, 10, 1).pipe("no-such-command-here").collect())
                .hasMessageContaining("cannot start [no-such-command-here]");
        assertThatThrownBy(() -> numbers(sc, 10, 1).pipe(" ")).hasMessageContaining("the command is empty");
    }

    @Test
    void commandInAFolderOfItsOwn_startsWhereTheSettingsSay_andLeavesNothing(@TempDir Path folder) throws IOException {
        var local = folder.resolve("local");
        var conf = new SparrowConf().setMaster(TestMaster.or("local[2]")).set(Keys.LOCAL_DIR, local.toString());
        var folders =
                numbers(context(conf), 4, 2)
                        .pipe(List.of("sh", "-c", "touch made; pwd"), Map.of(), true, 8192)
                        .collect();
        assertThat(new HashSet<>(folders)).hasSize(2);
        var expected = local.toRealPath() + "/sparrow-pipe-";
        assertThat(folders).allMatch(one -> one.startsWith(expected));
        assertThat(folders).noneMatch(one -> Files.exists(Path.of(one)));
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    /// Those of before may be ending.
    private static List<ProcessHandle> childrenSince(List<ProcessHandle> before) {
        return ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
    }

    @Test
    void commandWithMuchToSay_isReadAsFarAsNeeded_andEnded() {
        var sc = context("local[2]");
        var before = children();
        assertThat(numbers(sc, 10, 2).pipe("yes").take(3)).containsExactly("y", "y", "y");
        assertThat(numbers(sc, 100_000, 2).pipe("cat").count()).isEqualTo(100_000);
        assertThat(numbers(sc, 100_000, 1).pipe("head -n 2").collect()).containsExactly("0", "1");
        await().until(() -> childrenSince(before).isEmpty());
    }

    @Test
    void cancelledJob_endsItsCommands() {
        var sc = context("local[2]");
        var before = children();
        var action = numbers(sc, 2, 2).pipe("sleep 100").countAsync();
        await().until(() -> childrenSince(before).size() == 2);
        action.cancel(true);
        await().until(() -> childrenSince(before).isEmpty());
        assertThat(new ArrayList<>(Thread.getAllStackTraces().keySet())).isNotEmpty();
        await().until(() ->
                Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("sparrow-pipe")));
    }
}
