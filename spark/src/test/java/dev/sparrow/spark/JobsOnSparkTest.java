/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.task.BarrierTaskContext;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What surrounds operators, on Spark: shared variables, caches, failures, cancelling, barriers, events.
@Timeout(300)
class JobsOnSparkTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static volatile CountDownLatch began = new CountDownLatch(0);

    private Sparrow sc;

    @BeforeAll
    static void needsSpark() {
        OnSpark.require();
    }

    private Sparrow open() {
        return open("spark:local[2]");
    }

    private Sparrow open(String master) {
        sc = OnSpark.start(master, new SparrowConf());
        return sc;
    }

    @AfterEach
    void close() {
        if (sc != null) {
            sc.close();
        }
    }

    private Rdd<Integer> numbers(int partitions) {
        return sc.parallelize(List.of(0, 1, 2, 3, 4, 5, 6, 7), partitions);
    }

    @Test
    void accumulator_countsEachTaskOnce_inMapTasksToo() {
        var sum = open().longAccumulator("sum");
        var pairs =
                numbers(4)
                        .mapToPair(n -> {
                            sum.add(n);
                            return new Tuple2<>(n % 2, n);
                        });
        var grouped = pairs.reduceByKey(Integer::sum, 3);
        assertThat(grouped.count()).isEqualTo(2);
        assertThat(sum.value()).isEqualTo(28);
        assertThat(grouped.count()).isEqualTo(2);
        assertThat(sum.value()).isEqualTo(28);
    }

    @Test
    void broadcast_isThereInTasks() {
        var words = open().broadcast(List.of("zero", "one"));
        assertThat(numbers(4).map(n -> words.value().get(n % 2)).distinct(2).count()).isEqualTo(2);
    }

    @Test
    void persistedPartition_isComputedOnce_andAnEvictedOneAgain() {
        open();
        CALLS.set(0);
        var lost = new ConcurrentLinkedQueue<Event.DataLost>();
        sc.addListener(event -> {
            if (event instanceof Event.DataLost one) {
                lost.add(one);
            }
        });
        var kept =
                numbers(4)
                        .map(n -> {
                            CALLS.incrementAndGet();
                            return n + 1;
                        })
                        .persist(StorageLevel.MEMORY_ONLY);
        assertThat(kept.collect()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(kept.reduce(Integer::sum)).isEqualTo(36);
        assertThat(CALLS).hasValue(8);
        assertThat(sc.storageStatus())
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.cachedPartitions()).isEqualTo(4);
                    assertThat(status.level()).isEqualTo(StorageLevel.MEMORY_ONLY);
                });
        assertThat(kept.evict(2)).isTrue();
        assertThat(kept.collect()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(CALLS).hasValue(10);
        kept.unpersist(true);
        assertThat(kept.count()).isEqualTo(8);
        assertThat(CALLS).hasValue(18);
        sc.close();
        assertThat(lost).singleElement().satisfies(one -> assertThat(one.partitions()).containsExactly(2));
    }

    @Test
    void persistedSort_isReadWithoutWhatMadeIt() {
        open();
        CALLS.set(0);
        var sorted =
                numbers(4)
                        .mapToPair(n -> {
                            CALLS.incrementAndGet();
                            return new Tuple2<>(-n, n);
                        })
                        .sortByKey()
                        .persist(StorageLevel.MEMORY_AND_DISK);
        assertThat(sorted.values().collect()).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
        var calls = CALLS.get();
        assertThat(sorted.values().collect()).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(CALLS).hasValue(calls);
    }

    @Test
    void checkpoint_cutsLineage(@TempDir Path folder) {
        open().setCheckpointDir(folder.toString());
        var squares = numbers(3).map(n -> n * n);
        squares.checkpoint();
        assertThat(squares.collect()).hasSize(8);
        assertThat(squares.isCheckpointed()).isTrue();
        assertThat(squares.collect()).endsWith(36, 49);
    }

    @Test
    void failingFunction_failsItsJobOnce_withItsOwnLine() {
        open();
        assertThatThrownBy(() -> numbers(4).map(n -> 10 / (n - 3)).collect())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageContaining("collect at JobsOnSparkTest.java")
                .hasMessageContaining("map at JobsOnSparkTest.java")
                .hasMessageContaining("partition 1")
                .rootCause()
                .isInstanceOf(ArithmeticException.class)
                .satisfies(
                        cause -> assertThat(cause.getStackTrace()[0].getFileName()).isEqualTo("JobsOnSparkTest.java"));
        assertThat(numbers(2).count()).isEqualTo(8);
    }

    @Test
    void taskThatFailed_isTriedAgainBySpark() {
        open("spark:local[2,3]");
        FAILURES.set(2);
        var attempts =
                numbers(1)
                        .mapPartitions(elements -> {
                            if (FAILURES.getAndDecrement() > 0) {
                                throw new IllegalStateException("not yet");
                            }
                            return List.of(TaskContext.get().attemptNumber()).iterator();
                        });
        assertThat(attempts.collect()).containsExactly(2);
    }

    @Test
    void cancelledGroup_endsItsJobs() throws Exception {
        open();
        began = new CountDownLatch(1);
        sc.setJobGroup("slow", "sleeps", true);
        var slow =
                numbers(2)
                        .map(n -> {
                            began.countDown();
                            TimeUnit.MINUTES.sleep(10);
                            return n;
                        })
                        .collectAsync();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        sc.cancelJobGroup("slow", "enough");
        assertThatThrownBy(() -> slow.get(60, TimeUnit.SECONDS)).hasStackTraceContaining("enough");
        sc.clearJobGroup();
        assertThat(numbers(2).count()).isEqualTo(8);
    }

    @Test
    void barrier_gathersMessagesOfAllTasks() {
        open();
        var gathered =
                numbers(2)
                        .barrier()
                        .mapPartitionsWithIndex((partition, elements) -> {
                            BarrierTaskContext.get().barrier();
                            return BarrierTaskContext.get().allGather("from " + partition).iterator();
                        });
        assertThat(gathered.collect()).containsExactly("from 0", "from 1", "from 0", "from 1");
    }

    @Test
    void persistedBarrier_isRefused() {
        open();
        var kept = numbers(2).barrier().mapPartitions(elements -> elements).persist(StorageLevel.MEMORY_ONLY);
        assertThatThrownBy(kept::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("checkpoint()");
    }

    @Test
    void secondMaster_isRefusedByName() {
        open();
        assertThatThrownBy(() -> OnSpark.start("spark:local[3]", new SparrowConf()))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining("local[2]")
                .hasMessageContaining("local[3]");
    }

    @Test
    void events_tellOfJobsStagesAndTasks() {
        open();
        var events = new ConcurrentLinkedQueue<Event>();
        sc.addListener(events::add);
        numbers(3).mapToPair(n -> new Tuple2<>(n % 2, n)).reduceByKey(Integer::sum, 2).count();
        sc.close();
        assertThat(count(events, Event.JobStarted.class)).isEqualTo(1);
        assertThat(count(events, Event.StageStarted.class)).isEqualTo(2);
        assertThat(count(events, Event.TaskStarted.class)).isEqualTo(5);
        assertThat(count(events, Event.TaskFinished.class)).isEqualTo(5);
        assertThat(count(events, Event.StageFinished.class)).isEqualTo(2);
        assertThat(count(events, Event.JobFinished.class)).isEqualTo(1);
    }

    private static long count(ConcurrentLinkedQueue<Event> events, Class<? extends Event> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    /// Spark's scheduler in one process would wait for it for ever, since nothing makes it look again.
    @Test
    void preferredHostThatIsNowhere_isNotWaitedFor() {
        open();
        var data = List.of(Tuple2.of(0, List.of("localhost")), Tuple2.of(1, List.of("elsewhere")));
        assertThat(sc.makeRdd(data).collect()).containsExactly(0, 1);
    }

    @Test
    void explain_namesSparksStage() {
        open();
        var sums = numbers(3).mapToPair(n -> new Tuple2<>(n % 2, n)).reduceByKey(Integer::sum, 2);
        sums.count();
        assertThat(sums.explain()).contains("On Spark, reduceByKey at JobsOnSparkTest.java");
    }
}
