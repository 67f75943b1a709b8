/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.event.Event;
import dev.sparrow.value.AttemptId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Quick tasks are run in batches, of which nothing must be seen from outside.
@Timeout(180)
class QuickTasksTest extends ContextTest {
    private static final int TASKS = 400;
    private static final int SLOW = 200;
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static volatile CountDownLatch others;
    private static volatile CountDownLatch slowBegan;

    /// One element waits until those of all other partitions were here.
    private static long waitForOthers(long x) throws InterruptedException {
        if (x == SLOW) {
            others.await();
        } else {
            others.countDown();
        }
        return x;
    }

    private static long waitForEver(long x) throws InterruptedException {
        CALLS.incrementAndGet();
        if (x == SLOW) {
            slowBegan.countDown();
            new CountDownLatch(1).await();
        }
        return x;
    }

    private static long failTwice(long x) {
        CALLS.incrementAndGet();
        if (x == SLOW && FAILURES.incrementAndGet() <= 2) {
            throw new IllegalStateException("once more");
        }
        return x;
    }

    @Test
    void slowTaskAmongQuickOnes_keepsNoneOfThemWaiting() {
        others = new CountDownLatch(TASKS - 1);
        var sc = context("local[2]");
        assertThat(sc.range(0, TASKS, 1, TASKS).map(x -> waitForOthers(x)).count()).isEqualTo(TASKS);
    }

    @Test
    void cancelledJob_beginsNoneOfItsWaitingTasks() throws Exception {
        CALLS.set(0);
        slowBegan = new CountDownLatch(1);
        var sc = context("local[1]");
        var recorder = Recorder.on(sc);
        var job =
                CompletableFuture.supplyAsync(
                        () -> sc.range(0, TASKS, 1, TASKS).map(x -> waitForEver(x)).count(),
                        command -> Thread.ofVirtual().start(command));
        assertThat(slowBegan.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();

        sc.cancelAllJobs();

        assertThatThrownBy(() -> job.get(Patience.SECONDS, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
        assertThat(sc.range(0, 10, 1, 10).count()).isEqualTo(10);
        assertThat(CALLS).hasValue(SLOW + 1);
        await().untilAsserted(() -> assertThat(recorder.all(Event.TaskFailed.class)).hasSize(1));
    }

    @Test
    void eachAttempt_isToldToStartBeforeItEnds() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);

        assertThat(sc.range(0, TASKS, 1, TASKS).count()).isEqualTo(TASKS);

        EngineAccess.of(sc).awaitEvents();
        var started = new HashSet<AttemptId>();
        for (var event : recorder.all(Event.class)) {
            if (event instanceof Event.TaskStarted task) {
                assertThat(started.add(task.attempt())).isTrue();
            } else if (event instanceof Event.TaskFinished task) {
                assertThat(started).contains(task.attempt());
            }
        }
        assertThat(started).hasSize(TASKS);
    }

    @Test
    void failureAmongQuickTasks_isTriedAgainAlone() {
        CALLS.set(0);
        var sc = context("local[2,3]");
        var sum = sc.range(0, TASKS, 1, TASKS).map(x -> failTwice(x)).reduce(Long::sum);
        assertThat(sum).isEqualTo((long) TASKS * (TASKS - 1) / 2);
        assertThat(CALLS).hasValue(TASKS + 2);
    }
}
