/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.status.FutureAction;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// Each setting of the scheduler changes what becomes of a program, on executors that share nothing.
@Timeout(180)
class SchedulingSettingsTest extends GatedTest {
    private static final Map<String, CountDownLatch> DOORS = new ConcurrentHashMap<>();

    /// In a task: tells that it is here, and waits until its door is opened.
    private static <T> T held(String door, T value) throws InterruptedException {
        SEEN.add(door);
        door(door).await();
        return value;
    }

    private static CountDownLatch door(String name) {
        return DOORS.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    @AfterEach
    final void openDoors() {
        DOORS.values().forEach(CountDownLatch::countDown);
        DOORS.clear();
    }

    private static boolean isFirstAttempt() {
        return TaskContext.get().attemptNumber() == 0;
    }

    private static SparrowConf conf(String master) {
        return new SparrowConf().setMaster(master);
    }

    private static SparrowConf conf() {
        return conf(TestMaster.bytes(3));
    }

    /// Waits until the driver has a job, so that what is told it from now on comes later.
    private static void awaitBegun(Sparrow sc, FutureAction<?> action) {
        await().until(() ->
                !action.jobIds().isEmpty() && sc.statusTracker().getJobInfo(action.jobIds().getFirst()).isPresent());
    }

    private static void awaitSeen(String... all) {
        await().until(() -> SEEN.containsAll(List.of(all)));
    }

    /// Where attempts ended, in order: as `executor-1`, with a `!` behind it if the attempt failed.
    private static List<String> ends(Recorder recorder, Sparrow sc) {
        sc.awaitEvents();
        var ends = new ArrayList<String>();
        for (var event : recorder.all(Event.class)) {
            switch (event) {
                case Event.TaskFinished(_, var executor, _) -> ends.add(executor.toString());
                case Event.TaskFailed(_, var executor, _) -> ends.add(executor + "!");
                default -> {}
            }
        }
        return ends;
    }

    // ---- sparrow.speculation ----------------------------------------------------------------------------------------

    private static Rdd<Integer> withASlowFirstAttempt(Sparrow sc) {
        return numbers(sc, 3, 3).map(x -> x == 2 && isFirstAttempt() ? held("slow", x) : x);
    }

    @Test
    void speculation_endsAJobWithoutTheTaskThatHangs() {
        var sc =
                context(
                        conf().set(Keys.SPECULATION, "true")
                                .set(Keys.SPECULATION_INTERVAL, "10")
                                .set(Keys.SPECULATION_QUANTILE, "0.5")
                                .set(Keys.SPECULATION_MULTIPLIER, "1")
                                .set(Keys.SPECULATION_MIN_RUNTIME, "10"));
        var recorder = Recorder.on(sc);
        assertThat(withASlowFirstAttempt(sc).collect()).containsExactly(0, 1, 2);
        sc.awaitEvents();
        assertThat(recorder.all(Event.TaskFinished.class).stream().map(task -> task.attempt().attempt())).contains(1);
    }

    @Test
    void withoutSpeculation_theJobWaitsForTheTaskThatHangs() throws Exception {
        var sc = context(conf());
        var recorder = Recorder.on(sc);
        var action = withASlowFirstAttempt(sc).collectAsync();
        awaitSeen("slow");
        assertThat(numbers(sc, 3, 3).count()).isEqualTo(3);
        assertThat(action.isDone()).isFalse();
        door("slow").countDown();
        assertThat(action.get()).containsExactly(0, 1, 2);
        sc.awaitEvents();
        assertThat(recorder.all(Event.TaskFinished.class)).allMatch(task -> task.attempt().attempt() == 0);
    }

    // ---- sparrow.scheduler.mode, .pools and .pool -------------------------------------------------------------------

    /// Two jobs of six and of three tasks, on three slots; the first three end one after the other. Returns what starts
    /// in their place.
    private List<Object> startedNext(SparrowConf conf, String olderPool, String youngerPool) throws Exception {
        var sc = context(conf);
        sc.setLocalProperty("sparrow.scheduler.pool", olderPool);
        var older = numbers(sc, 6, 6).map(x -> held("older " + x, x)).countAsync();
        awaitSeen("older 0", "older 1", "older 2");
        sc.setLocalProperty("sparrow.scheduler.pool", youngerPool);
        var younger = numbers(sc, 3, 3).map(x -> held("younger " + x, x)).countAsync();
        awaitBegun(sc, younger);
        for (var i = 0; i < 3; i++) {
            var before = SEEN.size();
            door("older " + i).countDown();
            await().until(() -> SEEN.size() == before + 1);
        }
        var started = List.copyOf(SEEN).subList(3, 6);
        for (var i = 0; i < 6; i++) {
            door("older " + i).countDown();
            door("younger " + i).countDown();
        }
        assertThat(older.get()).isEqualTo(6);
        assertThat(younger.get()).isEqualTo(3);
        return started;
    }

    @Test
    void fifo_servesTheOldestJobFirst() throws Exception {
        assertThat(startedNext(conf().set(Keys.SCHEDULER_FAIR, "FIFO"), "one", "two"))
                .containsExactly("older 3", "older 4", "older 5");
    }

    @Test
    void fair_servesTheJobThatHasLess() throws Exception {
        assertThat(startedNext(conf().set(Keys.SCHEDULER_FAIR, "FAIR"), "default", "default"))
                .containsExactly("younger 0", "older 3", "older 4");
    }

    @Test
    void pools_getSlotsByWeight() throws Exception {
        var conf = conf().set(Keys.SCHEDULER_FAIR, "FAIR").set(Keys.SCHEDULER_POOLS, "etl:weight=1;web:weight=2");
        assertThat(startedNext(conf, "etl", "web")).containsExactly("younger 0", "younger 1", "older 3");
    }

    @Test
    void jobsOfOnePool_areServedInItsMode() throws Exception {
        var conf = conf().set(Keys.SCHEDULER_FAIR, "FAIR").set(Keys.SCHEDULER_POOLS, "etl:mode=FIFO");
        assertThat(startedNext(conf, "etl", "etl")).containsExactly("older 3", "older 4", "older 5");
    }

    // ---- sparrow.locality.wait --------------------------------------------------------------------------------------

    /// A dataset whose only partition the first executor has, and a job that keeps this executor busy.
    private static Rdd<Integer> cachedWhereItIsBusy(Sparrow sc, Recorder recorder) {
        var cached = numbers(sc, 1, 1).cache();
        assertThat(cached.count()).isEqualTo(1);
        assertThat(ends(recorder, sc)).containsExactly("executor-0");
        var busy = numbers(sc, 1, 1).map(x -> held("busy", x)).countAsync();
        awaitSeen("busy");
        assertThat(busy.isDone()).isFalse();
        return cached.map(x -> {
            SEEN.add("read");
            return x;
        });
    }

    @Test
    void withoutLocalityWait_aCachedPartitionIsReadElsewhereAtOnce() {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "0"));
        var recorder = Recorder.on(sc);
        assertThat(cachedWhereItIsBusy(sc, recorder).collect()).containsExactly(0);
        assertThat(ends(recorder, sc)).containsExactly("executor-0", "executor-1");
    }

    @Test
    void localityWait_hasACachedPartitionReadWhereItIs() throws Exception {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "3600000"));
        var recorder = Recorder.on(sc);
        var action = cachedWhereItIsBusy(sc, recorder).collectAsync();
        awaitBegun(sc, action);
        assertThat(numbers(sc, 2, 2).count()).isEqualTo(2);
        assertThat(SEEN).doesNotContain("read");
        door("busy").countDown();
        assertThat(action.get()).containsExactly(0);
        assertThat(ends(recorder, sc)).endsWith("executor-0");
    }

    // ---- Places that a program prefers ------------------------------------------------------------------------------

    /// Numbers from 0, each in a partition of its own that would rather be computed on an executor.
    private static Rdd<Integer> preferring(Sparrow sc, String... executors) {
        return sc.makeRdd(
                IntStream.range(0, executors.length).mapToObj(i -> Tuple2.of(i, List.of(executors[i]))).toList());
    }

    /// Where the tasks of the only stage, or of the first one, have ended, by partition.
    private static List<String> places(Recorder recorder, Sparrow sc) {
        sc.awaitEvents();
        var ends = recorder.all(Event.TaskFinished.class);
        var first = ends.stream().map(end -> end.attempt().stage()).min(Comparator.naturalOrder()).orElseThrow();
        return ends.stream()
                .filter(end -> end.attempt().stage().equals(first))
                .sorted(Comparator.comparing(Event.TaskFinished::attempt))
                .map(end -> end.executor().toString())
                .toList();
    }

    @Test
    void preferredLocations_areWhereTasksRun() {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "3600000"));
        var recorder = Recorder.on(sc);
        var numbers = preferring(sc, "executor-2", "executor-2", "executor-1", "executor-2");
        assertThat(numbers.map(x -> x * 10).filter(x -> x > 0).collect()).containsExactly(10, 20, 30);
        assertThat(places(recorder, sc)).containsExactly("executor-2", "executor-2", "executor-1", "executor-2");
    }

    @Test
    void preferredLocations_areThoseOfUnitedDatasetsBeforeAnExchange() {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "3600000"));
        var recorder = Recorder.on(sc);
        var both = preferring(sc, "executor-1", "executor-1").union(preferring(sc, "executor-2", "executor-2"));
        assertThat(both.distinct().count()).isEqualTo(2);
        assertThat(places(recorder, sc)).containsExactly("executor-1", "executor-1", "executor-2", "executor-2");
    }

    @Test
    void preferredLocationThatNobodyHas_isNotWaitedFor() {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "3600000"));
        assertThat(preferring(sc, "executor-77", "some-host", "localhost").collect()).containsExactly(0, 1, 2);
    }

    /// Where a task runs that prefers an executor that is busy until a door is opened.
    private static FutureAction<List<Integer>> preferringABusyOne(Sparrow sc) {
        var busy = preferring(sc, "executor-2").map(x -> held("busy", x)).countAsync();
        awaitSeen("busy");
        assertThat(busy.isDone()).isFalse();
        return preferring(sc, "executor-2").collectAsync();
    }

    @Test
    void preferredLocationThatIsBusy_isWaitedFor() throws Exception {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "3600000"));
        var recorder = Recorder.on(sc);
        var action = preferringABusyOne(sc);
        awaitBegun(sc, action);
        assertThat(numbers(sc, 2, 2).count()).isEqualTo(2);
        assertThat(action.isDone()).isFalse();
        door("busy").countDown();
        assertThat(action.get()).containsExactly(0);
        assertThat(ends(recorder, sc)).endsWith("executor-2");
    }

    @Test
    void preferredLocationThatIsBusy_isNotWaitedForWithoutLocalityWait() throws Exception {
        var sc = context(conf().set(Keys.LOCALITY_WAIT, "0"));
        var recorder = Recorder.on(sc);
        assertThat(preferringABusyOne(sc).get()).containsExactly(0);
        assertThat(ends(recorder, sc)).containsExactly("executor-0");
    }

    // ---- sparrow.excludeOnFailure -----------------------------------------------------------------------------------

    private static SparrowConf excluding(String master, int task, int stage, int application) {
        return conf(master)
                .set(Keys.EXCLUDE_ON_FAILURE, "true")
                .set(Keys.EXCLUDE_TASK_ATTEMPTS, "" + task)
                .set(Keys.EXCLUDE_STAGE_TASKS, "" + stage)
                .set(Keys.EXCLUDE_APPLICATION_TASKS, "" + application);
    }

    /// A job of one task that fails at first, and one that does not. Returns where attempts ended.
    private List<String> endsOfTwoJobs(SparrowConf conf) {
        var sc = context(conf);
        var recorder = Recorder.on(sc);
        assertThat(failingAtFirst(sc).collect()).containsExactly(0);
        assertThat(numbers(sc, 1, 1).count()).isEqualTo(1);
        return ends(recorder, sc);
    }

    private static Rdd<Integer> failingAtFirst(Sparrow sc) {
        return numbers(sc, 1, 1)
                .map(x -> {
                    if (isFirstAttempt()) {
                        throw new IllegalStateException("the first time");
                    }
                    return x;
                });
    }

    @Test
    void withoutExclusion_aTaskRunsAgainWhereItHasFailed() {
        assertThat(endsOfTwoJobs(conf("local-bytes[3,2]"))).containsExactly("executor-0!", "executor-0", "executor-0");
    }

    @Test
    void excludedForATask_isTheExecutorOnWhichItFailed() {
        assertThat(endsOfTwoJobs(excluding("local-bytes[3,2]", 1, 2, 9)))
                .containsExactly("executor-0!", "executor-1", "executor-0");
    }

    @Test
    void excludedForAStage_isTheExecutorOnWhichItsTasksFailed() {
        assertThat(endsOfTwoJobs(excluding("local-bytes[3,2]", 2, 1, 9)))
                .containsExactly("executor-0!", "executor-1", "executor-0");
    }

    @Test
    void excludedForAll_isTheExecutorOnWhichTasksFailedThatEndedWell() {
        assertThat(endsOfTwoJobs(excluding("local-bytes[3,2]", 2, 2, 1)))
                .containsExactly("executor-0!", "executor-0", "executor-1");
    }

    @Test
    void excludedExecutor_isReadmittedAfterTheTimeout() {
        var sc = context(excluding("local-bytes[3,2]", 2, 2, 1).set(Keys.EXCLUDE_TIMEOUT, "50"));
        var recorder = Recorder.on(sc);
        // On a busy machine a job may take so long that its failure is forgotten before it ends well.
        await().until(() -> {
            assertThat(failingAtFirst(sc).collect()).containsExactly(0);
            sc.awaitEvents();
            return !recorder.all(Event.Warning.class).isEmpty();
        });
        await().until(() -> numbers(sc, 1, 1).count() == 1 && ends(recorder, sc).getLast().equals("executor-0"));
        assertThat(recorder.all(Event.Warning.class))
                .extracting(Event.Warning::message)
                .anyMatch(text ->
                        text.startsWith(
                                "Executor executor-0 is given no tasks for 0 s: a task has failed on it that ended well"));
    }

    @Test
    void taskThatFailedEverywhere_failsItsJob() {
        var sc = context(excluding("local-bytes[2,9]", 1, 9, 9));
        var failing =
                numbers(sc, 1, 1)
                        .map(x -> {
                            throw new IllegalStateException("always");
                        });
        assertThatThrownBy(failing::collect)
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("IllegalStateException: always")
                .hasMessageContaining("no executor is left")
                .hasMessageContaining("executor executor-0 has 1 cpu, executor executor-1 has 1 cpu");
    }

    // ---- sparrow.scheduler.unschedulableTaskSetTimeout --------------------------------------------------------------

    @Test
    void stageThatNobodyCanRun_failsItsJobAfterTheTimeout() {
        var sc = context(excluding("local-bytes[1,2]", 2, 2, 1).set(Keys.UNSCHEDULABLE_TIMEOUT, "20"));
        assertThat(failingAtFirst(sc).collect()).containsExactly(0);
        assertThatThrownBy(() -> numbers(sc, 1, 1).count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCES_MISSING))
                .hasMessageContaining("executor executor-0 has 1 cpu (excluded)");
    }

    @Test
    void withoutThatTimeout_itWaitsUntilSomebodyCan() {
        var sc = context(excluding("local-bytes[1,2]", 2, 2, 1).set(Keys.EXCLUDE_TIMEOUT, "200"));
        assertThat(failingAtFirst(sc).collect()).containsExactly(0);
        assertThat(numbers(sc, 1, 1).count()).isEqualTo(1);
    }

    // ---- sparrow.executor.heartbeatInterval and sparrow.network.timeout ---------------------------------------------

    private static Rdd<Integer> withASilentFirstAttempt(Sparrow sc) {
        return numbers(sc, 1, 1).map(x -> isFirstAttempt() ? held("silent", x) : x);
    }

    @Test
    void silentExecutor_isLostAfterTheTimeout_andAnotherTakesItsPlace() throws Exception {
        var sc = context(conf().set(Keys.HEARTBEAT_INTERVAL, "100").set(Keys.NETWORK_TIMEOUT, "2000"));
        var recorder = Recorder.on(sc);
        var action = withASilentFirstAttempt(sc).collectAsync();
        awaitSeen("silent");
        CutLine.of(sc, "executor-0");
        assertThat(action.get()).containsExactly(0);
        sc.awaitEvents();
        assertThat(recorder.all(Event.ExecutorLeft.class))
                .extracting(Event.ExecutorLeft::cause)
                .containsExactly("executor executor-0 was silent for 2000 ms");
        var three = numbers(sc, 3, 3).map(x -> held("of three " + x, x)).countAsync();
        awaitSeen("of three 0", "of three 1", "of three 2");
        List.of(0, 1, 2).forEach(x -> door("of three " + x).countDown());
        assertThat(three.get()).isEqualTo(3);
    }

    @Test
    void silentExecutor_isWaitedForBeforeTheTimeout() {
        var sc = context(conf().set(Keys.HEARTBEAT_INTERVAL, "100"));
        var action = withASilentFirstAttempt(sc).collectAsync();
        awaitSeen("silent");
        CutLine.of(sc, "executor-0");
        assertThat(numbers(sc, 2, 2).count()).isEqualTo(2);
        assertThat(action.isDone()).isFalse();
        action.cancel(true);
        assertThatThrownBy(action::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void timeoutThatAllExecutorsWouldMiss_isRefused() {
        var conf = conf().set(Keys.HEARTBEAT_INTERVAL, "500").set(Keys.NETWORK_TIMEOUT, "500");
        assertThatThrownBy(() -> context(conf))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining("sparrow.network.timeout is 500 ms")
                .hasMessageContaining("sparrow.executor.heartbeatInterval");
    }
}
