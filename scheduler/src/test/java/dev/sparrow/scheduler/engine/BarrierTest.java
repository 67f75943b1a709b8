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
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.status.FutureAction;
import dev.sparrow.task.BarrierTaskContext;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Tasks that run at the same time and wait for each other.
class BarrierTest extends GatedTest {
    private static final List<String> NOTES = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger STARTED = new AtomicInteger();

    @BeforeEach
    void forget() {
        NOTES.clear();
        STARTED.set(0);
    }

    private static Iterator<String> all(String message) {
        return BarrierTaskContext.get().allGather(message).iterator();
    }

    /// Partition 0 does not come to the barrier, the others wait in it.
    private static Iterator<Integer> waitingForZero(int partition) {
        STARTED.incrementAndGet();
        if (partition > 0) {
            BarrierTaskContext.get().barrier();
        }
        return List.of(partition).iterator();
    }

    private static Rdd<Integer> barrierOf(Sparrow sc, int partitions) {
        return numbers(sc, 8, partitions)
                .barrier()
                .mapPartitions(elements -> {
                    BarrierTaskContext.get().barrier();
                    return elements;
                });
    }

    @Test
    void barrier_ordersSideEffects() {
        var sc = context("local[4]");
        var rounds =
                numbers(sc, 4, 4)
                        .barrier()
                        .mapPartitionsWithIndex((partition, elements) -> {
                            for (var round = 0; round < 50; round++) {
                                NOTES.add("round " + round);
                                BarrierTaskContext.get().barrier();
                            }
                            return elements;
                        });
        assertThat(rounds.map(x -> x + 1).collect()).containsExactly(1, 2, 3, 4);
        var expected = new ArrayList<String>();
        for (var round = 0; round < 50; round++) {
            expected.addAll(Collections.nCopies(4, "round " + round));
        }
        assertThat(NOTES).isEqualTo(expected);
    }

    @Test
    void allGather_givesEveryTaskAllMessagesInPartitionOrder() {
        var sc = context("local[4]");
        var gathered =
                numbers(sc, 4, 4)
                        .barrier()
                        .mapPartitionsWithIndex((partition, _) -> {
                            var task = BarrierTaskContext.get();
                            assertThat(task.partitionId()).isEqualTo(partition);
                            assertThat(TaskContext.get()).isSameAs(task);
                            assertThat(task.getTaskInfos())
                                    .hasSize(4)
                                    .allMatch(info -> info.address().equals("localhost"));
                            task.allGather("before");
                            task.barrier();
                            return all("p" + partition);
                        });
        assertThat(gathered.glom().collect()).hasSize(4).allMatch(List.of("p0", "p1", "p2", "p3")::equals);
        assertThat(gathered.explain()).contains("result, 4 tasks, all at the same time");
    }

    @Test
    void barrierStageBeforeAnExchange_isOneToo() {
        var sc = context("local[2]");
        var counts = barrierOf(sc, 2).mapToPair(x -> Tuple2.of(x % 2, 1)).reduceByKey(Integer::sum, 3);
        assertThat(counts.collectAsMap()).containsOnly(Map.entry(0, 4), Map.entry(1, 4));
        assertThat(counts.take(1)).hasSize(1);
    }

    @Test
    void failedTask_makesAllRunAgain() {
        var sc = context("local[3,2]");
        var again =
                numbers(sc, 3, 3)
                        .barrier()
                        .mapPartitionsWithIndex((partition, elements) -> {
                            var task = BarrierTaskContext.get();
                            STARTED.incrementAndGet();
                            task.barrier();
                            if (partition == 1 && task.stageAttemptNumber() == 0) {
                                throw new IllegalStateException("first time");
                            }
                            task.barrier();
                            return elements;
                        });
        assertThat(again.collect()).containsExactly(0, 1, 2);
        assertThat(STARTED).hasValue(6);
    }

    @Test
    void failedTask_isTheReason_notThoseThatWaitForIt() {
        var sc = context("local[3]");
        var failing =
                numbers(sc, 3, 3)
                        .barrier()
                        .mapPartitionsWithIndex((partition, elements) -> {
                            if (partition == 2) {
                                throw new IllegalStateException("broken disk");
                            }
                            BarrierTaskContext.get().barrier();
                            return elements;
                        });
        assertThatThrownBy(failing::collect).hasMessageContaining("broken disk");
        assertThat(barrierOf(sc, 3).count()).isEqualTo(8);
    }

    @Test
    void taskThatEndsEarly_failsTheStage() {
        var sc = context("local[3]");
        var uneven = numbers(sc, 3, 3).barrier().mapPartitionsWithIndex((partition, _) -> waitingForZero(partition));
        assertThatThrownBy(uneven::collect)
                .hasMessageContaining("The barrier stage cannot go on")
                .hasMessageContaining("wait in barrier(), and that of partition 0 has ended without calling it");
        assertThat(barrierOf(sc, 3).count()).isEqualTo(8);
    }

    @Test
    void twoOperationsAtOnce_failTheStage() {
        var sc = context("local[2]");
        var mixed =
                numbers(sc, 2, 2)
                        .barrier()
                        .mapPartitionsWithIndex((partition, _) -> {
                            if (partition == 0) {
                                BarrierTaskContext.get().barrier();
                            }
                            return all("x");
                        });
        assertThatThrownBy(mixed::collect)
                .hasMessageContaining("barrier()")
                .hasMessageContaining("allGather()")
                .hasMessageContaining("equally often, in the same order");
    }

    @Test
    void cancelledJob_endsTasksThatWait_alsoWithoutInterrupts() {
        var sc = context("local[4]");
        for (var interrupts : List.of(true, false)) {
            STARTED.set(0);
            sc.setInterruptOnCancel(interrupts);
            var action =
                    numbers(sc, 4, 4)
                            .barrier()
                            .mapPartitionsWithIndex((partition, elements) -> {
                                STARTED.incrementAndGet();
                                if (partition == 0) {
                                    while (!TaskContext.get().isInterrupted()) {
                                        Thread.onSpinWait();
                                    }
                                }
                                BarrierTaskContext.get().barrier();
                                return elements;
                            })
                            .countAsync();
            await().until(() -> STARTED.get() == 4);
            assertThat(action.cancel(true)).isTrue();
            assertThat(barrierOf(sc, 4).count()).isEqualTo(8);
        }
    }

    @Test
    void barrierJobsAtOnce_doNotStarveEachOther() throws Exception {
        var sc = context("local[4]");
        var actions = new ArrayList<FutureAction<Long>>();
        for (var job = 0; job < 10; job++) {
            actions.add(barrierOf(sc, 3).countAsync());
        }
        for (var action : actions) {
            assertThat(action.get(Patience.SECONDS, TimeUnit.SECONDS)).isEqualTo(8);
        }
    }

    @Test
    void moreTasksThanSlots_areRefused() {
        var sc = context("local[4]");
        assertThatThrownBy(() -> barrierOf(sc, 5).count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining(
                        "has 5 tasks, which have to run at the same time, each with 1 cpu, and there is room for 4")
                .hasMessageContaining("local[5]");
        assertThat(barrierOf(sc, 2).count()).isEqualTo(8);
    }

    @Test
    void actionOnSomePartitions_isRefused() {
        var sc = context("local[2]");
        assertThatThrownBy(() -> barrierOf(sc, 2).first())
                .hasMessageContaining("first at BarrierTest.java:")
                .hasMessageContaining("asks for 1 of 2 partitions")
                .hasMessageContaining("barrier mapPartitions at BarrierTest.java:");
        assertThat(barrierOf(sc, 1).first()).isZero();
        assertThat(barrierOf(sc, 2).repartition(2).take(1)).hasSize(1);
    }

    @Test
    void whatDoesNotKeepPartitionsApart_isRefusedAboveABarrier() {
        var sc = context("local[4]");
        var barrier = barrierOf(sc, 2);
        for (var above :
                List.<Rdd<?>>of(
                        barrier.map(x -> x).union(numbers(sc, 1, 1)),
                        barrier.coalesce(1),
                        barrier.cartesian(numbers(sc, 2, 2)))) {
            assertThatThrownBy(above::count)
                    .hasMessageContaining("cannot be in one stage with barrier mapPartitions at BarrierTest.java:")
                    .hasMessageContaining("repartition");
        }
        assertThat(numbers(sc, 4, 4).union(numbers(sc, 4, 4)).coalesce(2).barrier().mapPartitions(x -> x).count())
                .isEqualTo(8);
    }

    @Test
    void zips_pairTasksThatRunTogether() {
        var sc = context("local[2]");
        var one = barrierOf(sc, 2).cache();
        var other = barrierOf(sc, 2).map(x -> -x);
        for (var round = 0; round < 2; round++) {
            assertThat(one.zip(other).map(pair -> pair._1() + pair._2()).collect()).hasSize(8).containsOnly(0);
            assertThat(one.zip(numbers(sc, 8, 2)).map(pair -> pair._1() - pair._2()).collect()).containsOnly(0);
            assertThat(one.zipPartitions(other, (_, others) -> others).collect()).contains(0, -7).hasSize(8);
        }
        assertThat(one.zipWithIndex().map(pair -> pair._1() - pair._2().intValue()).collect()).containsOnly(0);
    }

    @Test
    void keptDataset_isReadByTasksThatRunTogether() {
        var sc = context("local[2]");
        var kept = barrierOf(sc, 2).cache();
        assertThat(kept.count()).isEqualTo(8);
        assertThat(kept.map(x -> 1).reduce(Integer::sum)).isEqualTo(8);
    }

    @Test
    void keptDataset_ofWhichOnlySomeIsLeft_isMadeAgainByAll() {
        var sc = context("local[3]");
        var recorder = Recorder.on(sc);
        var kept = barrierOf(sc, 3).map(x -> STARTED.incrementAndGet()).cache();
        var behind = kept.map(x -> -x).cache();
        assertThat(behind.collect()).hasSize(8);

        assertThat(kept.evict(1)).isTrue();
        assertThat(kept.collect()).hasSize(8).allMatch(x -> x > 8);
        assertThat(kept.collect()).allMatch(x -> x > 8 && x <= 16);
        sc.awaitEvents();
        assertThat(recorder.all(Event.DataLost.class).stream().map(Event.DataLost::reason).sorted())
                .hasSize(3)
                .first()
                .asString()
                .contains("It was cached and is not there any more");
        assertThat(recorder.all(Event.DataLost.class))
                .filteredOn(lost -> lost.reason().contains("not all partitions were"))
                .hasSize(2);

        assertThat(behind.evict(0)).isTrue();
        assertThat(kept.evict(2)).isTrue();
        assertThat(behind.collect()).hasSize(8).allMatch(x -> x < -16);
        assertThat(kept.collect()).allMatch(x -> x > 16 && x <= 24);
    }

    @Test
    void keptDataset_ofSeveralJobsAtOnce_isOfOneLaunch() throws Exception {
        var sc = context("local[4]");
        for (var round = 0; round < 100; round++) {
            STARTED.set(0);
            var kept =
                    numbers(sc, 2, 2)
                            .barrier()
                            .mapPartitions(_ -> all(Integer.toString(STARTED.incrementAndGet())))
                            .cache();
            var parts = kept.glom();
            var actions = List.of(parts.collectAsync(), parts.collectAsync(), parts.map(x -> x).collectAsync());
            for (var action : actions) {
                assertThat(new HashSet<>(action.get(Patience.SECONDS, TimeUnit.SECONDS)))
                        .as("what all have gathered")
                        .hasSize(1);
            }
            assertThat(new HashSet<>(parts.collect())).as("what all have gathered").hasSize(1);
            kept.unpersist();
        }
    }

    @Test
    void functionThatIgnoresItsElements_doesNotKeepTheOthersWaiting() {
        var sc = context("local[2]");
        var some =
                barrierOf(sc, 2)
                        .cache()
                        .mapPartitionsWithIndex((p, elements) -> p == 0 ? List.of(7).iterator() : elements);
        assertThat(some.collect()).containsExactly(7, 4, 5, 6, 7);
        assertThat(some.collect()).containsExactly(7, 4, 5, 6, 7);
    }

    @Test
    void contextOutsideABarrierStage_isRefused() throws Exception {
        var sc = context("local[2]");
        assertThatThrownBy(BarrierTaskContext::get).hasMessageContaining("this thread runs no task");
        assertThatThrownBy(() -> numbers(sc, 2, 2).map(x -> BarrierTaskContext.get().partitionId()).collect())
                .hasMessageContaining("is not a barrier stage");
        var nothing = numbers(sc, 2, 2).barrier().mapPartitions(_ -> all(null)).countAsync();
        assertThatThrownBy(() -> nothing.get(Patience.SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("allGather was given null");
    }
}
