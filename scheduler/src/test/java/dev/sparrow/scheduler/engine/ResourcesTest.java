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
import dev.sparrow.task.BarrierTaskContext;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.ResourceInformation;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ResourceProfileBuilder;
import dev.sparrow.value.TaskResourceRequests;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What tasks are given besides one slot: by `withResources`, and by settings.
@Timeout(180)
class ResourcesTest extends GatedTest {
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();
    private static volatile CyclicBarrier pair;

    @BeforeEach
    void nothingRuns() {
        TestMaster.assumeShared("executors have one slot each");
        RUNNING.set(0);
        MOST.set(0);
        HELD.clear();
        pair = new CyclicBarrier(2);
    }

    private Sparrow withGpus(String addresses) {
        return context(
                new SparrowConf()
                        .setMaster(TestMaster.or("local[4,3]"))
                        .set(Keys.EXECUTOR_RESOURCES, "gpu=" + addresses));
    }

    private static ResourceProfile cpus(int amount) {
        return new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(amount)).build();
    }

    private static ResourceProfile gpus(int amount) {
        return new ResourceProfileBuilder().require(new TaskResourceRequests().resource("gpu", amount)).build();
    }

    private static List<String> given() {
        return TaskContext.get().resources().get("gpu").addresses();
    }

    /// Runs with one other task, and counts how many there are.
    private static int inPairs() throws Exception {
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        pair.await();
        RUNNING.decrementAndGet();
        return TaskContext.get().cpus();
    }

    /// Fails if another task has its address. Each third task fails at its first attempt.
    private static int alone(int x) {
        var mine = given();
        if (mine.size() != 1 || !HELD.add(mine.getFirst())) {
            throw new AssertionError(mine + " of " + TaskContext.get().partitionId() + " while others have " + HELD);
        }
        try {
            LockSupport.parkNanos(100_000); // so that tasks overlap
            if (x % 3 == 0 && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("once more");
            }
            return x;
        } finally {
            HELD.removeAll(mine);
        }
    }

    @Test
    void tasksOfTwoCpus_runTwoAtATimeOnFourSlots() {
        var sc = context("local[4]");
        var cpus = numbers(sc, 12, 12).map(_ -> inPairs()).withResources(cpus(2));

        assertThat(cpus.collect()).hasSize(12).containsOnly(2);
        assertThat(MOST).hasValue(2);
    }

    @Test
    void tasksThatWaitForEachOther_haveAnAddressEach() {
        var sc = withGpus("a,b");
        var two =
                numbers(sc, 2, 2)
                        .withResources(gpus(1))
                        .barrier()
                        .mapPartitions(_ -> BarrierTaskContext.get().allGather(given().getFirst()).iterator());
        assertThat(two.collect()).containsExactly("a", "b", "a", "b");

        var three = numbers(sc, 3, 3).withResources(gpus(1)).barrier().mapPartitions(numbers -> numbers);
        assertThatThrownBy(three::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("has 3 tasks, which have to run at the same time, each with 1 cpu, 1 gpu,")
                .hasMessageContaining("there is room for 2: executor")
                .hasMessageContaining("has 4 cpus, 2 gpu");
    }

    @Test
    void taskCpusOfTheSettings_holdWhereTheProfileDoesNotSay() {
        var sc =
                context(
                        new SparrowConf()
                                .setMaster(TestMaster.or("local[4]"))
                                .set(Keys.TASK_CPUS, "2")
                                .set(Keys.TASK_RESOURCES, "fpga=1")
                                .set(Keys.EXECUTOR_RESOURCES, "fpga=a,b;gpu=0"));

        assertThat(numbers(sc, 12, 12).map(_ -> inPairs()).collect()).containsOnly(2);
        assertThat(MOST).hasValue(2);
        assertThat(numbers(sc, 1, 1).map(_ -> TaskContext.get().resources()).collect())
                .containsExactly(Map.of("fpga", new ResourceInformation("fpga", List.of("a"))));
        var ofProfile = numbers(sc, 1, 1).withResources(gpus(1));
        assertThat(ofProfile.map(_ -> TaskContext.get().cpus() + " " + TaskContext.get().resources().keySet()).first())
                .isEqualTo("2 [gpu]");
    }

    @Test
    void addresses_areEachHeldByOneTaskAtATime_alsoAfterFailures() {
        var sc = withGpus("0,1,x");
        var numbers = numbers(sc, 300, 100).withResources(gpus(1)).map(x -> alone(x));

        assertThat(numbers.collect()).hasSize(300);
        assertThat(sc.resources()).isEqualTo(Map.of("gpu", new ResourceInformation("gpu", List.of("0", "1", "x"))));
        assertAllAreGivenBack(sc, "0", "1", "x");
    }

    @Test
    void executorsOfOneSlot_haveAddressesOfTheirOwn() {
        var conf = new SparrowConf().setMaster("local-bytes[2,3]").set(Keys.EXECUTOR_RESOURCES, "gpu=0,1,x");
        var numbers = numbers(context(conf), 100, 30).withResources(gpus(1)).map(x -> alone(x));

        assertThat(numbers.collect()).hasSize(100);
    }

    @Test
    void addressesOfACancelledJob_areGivenBack() {
        var sc = withGpus("0,1");
        var job = numbers(sc, 5, 5).withResources(gpus(1)).map(_ -> waiting(given())).countAsync();
        await().untilAsserted(() -> assertThat(SEEN).containsExactlyInAnyOrder(List.of("0"), List.of("1")));

        job.cancel(true);

        assertAllAreGivenBack(sc, "0", "1");
    }

    private static void assertAllAreGivenBack(Sparrow sc, String... addresses) {
        var all = numbers(sc, 1, 1).withResources(gpus(addresses.length)).map(_ -> given());
        assertThat(all.first()).containsExactlyInAnyOrder(addresses);
    }

    @Test
    void stageThatNeedsAllSlots_runsWhileAnotherJobHasTasksForEachFreeOne() throws Exception {
        var sc = context("local[2]");
        var endless = numbers(sc, 2_000, 2_000).map(x -> waiting(x)).countAsync();
        await().until(() -> SEEN.size() >= 2);
        var wide = numbers(sc, 1, 1).map(x -> SEEN.size()).withResources(cpus(2));
        var before = CompletableFuture.supplyAsync(wide::first, command -> Thread.ofVirtual().start(command));
        await().until(() -> sc.statusTracker().getActiveJobIds().size() == 2);

        openGate();

        assertThat(before.get()).isLessThan(2_000);
        assertThat(endless.get()).isEqualTo(2_000);
    }

    @Test
    void stages_haveTheProfilesOfWhatTheyCompute() {
        var sc = context("local[4]");
        var sums =
                numbers(sc, 10, 2)
                        .mapToPair(x -> new Tuple2<>(TaskContext.get().cpus(), x))
                        .withResources(cpus(3))
                        .reduceByKey(Integer::sum, 1)
                        .withResources(cpus(2));

        assertThat(sums.map(sum -> sum + " by " + TaskContext.get().cpus()).collect()).containsExactly("(3,45) by 2");
        assertThat(sums.getResourceProfile()).contains(cpus(2));
        assertThat(sums.values().getResourceProfile()).isEmpty();
        assertThat(sums.explain()).contains("2 tasks with 3 cpus each").contains("1 task with 2 cpus each");
    }

    @Test
    void twoProfilesInOneStage_areAnErrorThatNamesBothLines() {
        var sc = context("local[4]");
        var twice = numbers(sc, 10, 2).withResources(cpus(2)).map(x -> x + 1).withResources(cpus(3));

        assertThatThrownBy(() -> twice.count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageMatching(
                        "count at ResourcesTest.java:\\d+ cannot run: the same tasks would be given"
                                + " 2 cpus \\(withResources at ResourcesTest.java:\\d+\\) and"
                                + " 3 cpus \\(withResources at ResourcesTest.java:\\d+\\), since both datasets are"
                                + " computed in the stage of map at ResourcesTest.java:\\d+\\. Give both the same"
                                + " profile, or move data between them, as repartition does\\.");
        assertThat(twice.withResources(cpus(2)).count()).isEqualTo(10);
    }

    @Test
    void whatCanNeverBeGiven_failsAtOnceAndNamesWhatThereIs() {
        var sc = withGpus("0");
        var sums =
                numbers(sc, 10, 2)
                        .withResources(cpus(5))
                        .mapToPair(x -> new Tuple2<>(x % 2, x))
                        .reduceByKey(Integer::sum);

        assertThatThrownBy(() -> sums.collect())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCES_MISSING))
                .hasMessageContaining("collect at ResourcesTest.java:")
                .hasMessageContaining("(reduceByKey at ResourcesTest.java:")
                .hasMessageContaining("can never run: each of its tasks asks for 5 cpus, and executor ")
                .hasMessageContaining(" has 4 cpus, 1 gpu. Ask for less (withResources, ");
        assertThatThrownBy(() -> numbers(sc, 1, 1).withResources(gpus(2)).count())
                .hasMessageContaining("asks for 1 cpu, 2 gpu, and executor ");
    }

    @Test
    void exchangeThatWasRefused_runsWithASmallerProfile() {
        var sc = context("local[2]");
        var numbers = numbers(sc, 10, 2).withResources(cpus(3));
        var sums = numbers.mapToPair(x -> new Tuple2<>(x % 2, x)).reduceByKey(Integer::sum);
        assertThatThrownBy(sums::collect).hasMessageContaining("asks for 3 cpus");

        numbers.withResources(cpus(2));

        assertThat(sums.collectAsMap()).isEqualTo(Map.of(0, 20, 1, 25));
    }
}
