/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Cancelled jobs, lambdas that ignore their interrupt, contexts that are closed under running jobs.
@Timeout(180)
class CancellationTest extends ContextTest {
    private static final AtomicBoolean STUBBORN_MAY_END = new AtomicBoolean();
    private static volatile CountDownLatch entered;

    @AfterEach
    void letZombiesEnd() {
        STUBBORN_MAY_END.set(true);
    }

    /// Runs on whatever anybody says, until the test lets it end.
    private static int stubborn(int x) {
        entered.countDown();
        while (!STUBBORN_MAY_END.get()) {
            Thread.onSpinWait();
        }
        return x;
    }

    private static int patient(int x) throws InterruptedException {
        entered.countDown();
        new CountDownLatch(1).await();
        return x;
    }

    private static <T> CompletableFuture<T> start(int tasks, Supplier<T> action) throws InterruptedException {
        STUBBORN_MAY_END.set(false);
        entered = new CountDownLatch(tasks);
        var future = CompletableFuture.supplyAsync(action, command -> Thread.ofVirtual().start(command));
        assertThat(entered.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        return future;
    }

    private static void assertCancelled(CompletableFuture<?> job, String message) {
        assertThatThrownBy(() -> job.get(Patience.SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                .hasMessageContaining(message);
    }

    @Test
    void cancelledJob_returnsToItsCallerThoughItsLambdasIgnoreInterrupts() throws Exception {
        var sc = context("local[2]");
        var job = start(2, () -> sc.parallelize(List.of(1, 2), 2).map(x -> stubborn(x)).collect());

        sc.cancelAllJobs();

        assertCancelled(job, "cancelAllJobs was called");
    }

    @Test
    void memoryOfACancelledTask_isGivenBack() throws Exception {
        var sc = context("local[2]");
        var memory = EngineAccess.of(sc).blocks().budget();
        var rows = 50_000;
        var sorted = sc.range(0, 2L * rows, 1, 2).map(x -> x % rows < rows - 1 ? x : (long) patient(0));
        var job = start(2, () -> sorted.mapToPair(x -> new Tuple2<>(x, x)).reduceByKey(Long::sum, 2).count());
        assertThat(memory.used().executionBytes()).isPositive();

        sc.cancelAllJobs();

        assertCancelled(job, "cancelAllJobs was called");
        await().untilAsserted(() -> assertThat(memory.used().executionBytes()).isZero());
    }

    @Test
    void slotOfAZombie_isReplaced() throws Exception {
        var sc = context("local[2]");
        var job = start(2, () -> sc.parallelize(List.of(1, 2), 2).map(x -> stubborn(x)).collect());
        sc.cancelAllJobs();
        assertCancelled(job, "cancelled");

        assertThat(sc.range(0, 1000, 1, 8).count()).isEqualTo(1000);
    }

    @Test
    void whatAZombieStillProduces_isRejected() throws Exception {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var blocks = EngineAccess.of(sc).blocks();
        var job =
                start(
                        2,
                        () ->
                                sc.parallelize(List.of(1, 2), 2)
                                        .mapToPair(x -> new Tuple2<>(stubborn(x), "left by a zombie"))
                                        .groupByKey(2)
                                        .collect());
        sc.cancelAllJobs();
        assertCancelled(job, "cancelled");

        STUBBORN_MAY_END.set(true);
        // Whether a zombie notices that it was cancelled before it is done is a matter of luck; both must be rejected.
        await().untilAsserted(() -> assertThat(recorder.tasksEnded()).isEqualTo(2));

        await().untilAsserted(() -> assertThat(blocks.outputs()).isEmpty());
        await().untilAsserted(() -> assertThat(blocks.bytesInMemory()).isZero());
    }

    @Test
    void interruptOfTheCaller_cancelsItsJob() throws Exception {
        var sc = context("local[2]");
        STUBBORN_MAY_END.set(false);
        entered = new CountDownLatch(2);
        var failure = new CompletableFuture<SparrowException>();
        var caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                sc.parallelize(List.of(1, 2), 2).map(x -> patient(x)).collect();
                            } catch (SparrowException e) {
                                failure.complete(e);
                            }
                        });
        assertThat(entered.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();

        assertThat(failure.get(Patience.SECONDS, TimeUnit.SECONDS))
                .hasMessageContaining("collect at CancellationTest.java:")
                .hasMessageContaining("was interrupted");
        assertThat(sc.range(0, 10, 1, 2).count()).isEqualTo(10);
    }

    @Test
    void jobsOfOtherThreads_goOnBesideALongOne() throws Exception {
        var sc = context("local[2]");
        var lasting = start(1, () -> sc.parallelize(List.of(1), 1).map(x -> stubborn(x)).collect());

        assertThat(sc.range(0, 1000, 1, 16).count()).isEqualTo(1000);

        STUBBORN_MAY_END.set(true);
        assertThat(lasting.get(Patience.SECONDS, TimeUnit.SECONDS)).containsExactly(1);
    }

    @Test
    void closedContext_endsItsJobsAndRefusesOthers() throws Exception {
        var sc = context("local[2]");
        var numbers = sc.range(0, 10, 1, 2);
        var job = start(2, () -> sc.parallelize(List.of(1, 2), 2).map(x -> stubborn(x)).collect());

        sc.close();

        assertThatThrownBy(() -> job.get(Patience.SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED))
                .hasMessageContaining("close() was called");
        assertThatThrownBy(() -> numbers.count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED))
                .hasMessageContaining("count at CancellationTest.java:");
        assertThatThrownBy(() -> sc.range(0, 1)).hasMessageContaining("closed");
    }

    @Test
    void closedContext_leavesNoThread() throws InterruptedException {
        var before = sparrowThreads();
        var sc = new Sparrow("local[2]", "threads");
        assertThat(sc.range(0, 1000, 1, 8).map(x -> x % 10).distinct().count()).isEqualTo(10);
        assertThat(sparrowThreads()).hasSizeGreaterThan(before.size());

        sc.close();
        sc.close();

        for (var thread : sparrowThreads()) {
            if (!before.contains(thread)) {
                thread.join(Duration.ofSeconds(Patience.SECONDS));
                assertThat(thread.isAlive()).as("thread " + thread.getName()).isFalse();
            }
        }
    }

    private static List<Thread> sparrowThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sparrow"))
                .toList();
    }
}
