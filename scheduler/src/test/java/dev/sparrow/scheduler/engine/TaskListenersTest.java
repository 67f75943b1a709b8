/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// What listeners of a task's end do is part of the task.
@Timeout(180)
class TaskListenersTest extends ContextTest {
    private static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir Path folder;

    @BeforeEach
    void nothingWasSeen() {
        SEEN.clear();
        CALLS.set(0);
    }

    /// A sink whose last flush fails as often as is said.
    private static <T> T flushedAtTheEnd(T value, int failures) {
        TaskContext.get()
                .addTaskCompletionListener(_ -> {
                    if (CALLS.incrementAndGet() <= failures) {
                        throw new IllegalStateException("flush " + CALLS.get());
                    }
                });
        return value;
    }

    private static void assertUserFailure(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION));
    }

    @Test
    void completionListenerThatThrows_failsTheTask() {
        var sc = context("local[2]");
        assertThatThrownBy(() -> sc.range(0, 1, 1, 1).foreach(x -> flushedAtTheEnd(x, 1)))
                .satisfies(TaskListenersTest::assertUserFailure)
                .hasMessageContaining("foreach at TaskListenersTest.java:")
                .hasMessageContaining(
                        "a listener of the task's end (see TaskContext.addTaskCompletionListener) threw"
                                + " java.lang.IllegalStateException: flush 1. What the task made is not used.")
                .hasMessageContaining("in partition 0 of stage")
                .cause()
                .hasMessage("flush 1");
    }

    @Test
    void taskWhoseListenerFailed_runsAgain_andWhatItMadeIsNotUsed() throws Exception {
        var sc = context("local[2,3]");
        assertThat(sc.range(0, 3, 1, 1).map(x -> flushedAtTheEnd(x, 1)).collect()).containsExactly(0L, 1L, 2L);
        // Three listeners of the first attempt, of which one failed, and three of the second.
        assertThat(CALLS).hasValue(6);

        CALLS.set(0);
        var sums =
                sc.range(0, 4, 1, 1).mapToPair(x -> new Tuple2<>(flushedAtTheEnd(x, 1) % 2, x)).reduceByKey(Long::sum);
        assertThat(sums.collectAsMap()).containsEntry(0L, 2L).containsEntry(1L, 4L).hasSize(2);
        assertThat(CALLS).hasValue(8);
        await().untilAsserted(() -> assertThat(EngineAccess.of(sc).outputs()).hasSize(1));

        CALLS.set(0);
        var kept = sc.range(0, 2, 1, 1).map(x -> flushedAtTheEnd(x, 1)).cache();
        assertThat(kept.count()).isEqualTo(2);
        assertThat(CALLS).hasValue(4);

        CALLS.set(0);
        var written = folder.resolve("written");
        sc.range(0, 2, 1, 1).map(x -> flushedAtTheEnd(x, 1)).saveAsTextFile(written.toString());
        assertThat(Files.readAllLines(written.resolve("part-00000"))).containsExactly("0", "1");
        assertThat(CALLS).hasValue(4);
    }

    @Test
    void whatListenersAddToAccumulators_counts() {
        var sc = context("local[2]");
        var seen = sc.longAccumulator("seen");
        sc.range(0, 4, 1, 4).foreachPartition(_ -> TaskContext.get().addTaskCompletionListener(_ -> seen.add(10)));
        assertThat(seen.value()).isEqualTo(40);
    }

    @Test
    void listeners_areCalledInReverseOrder_allOfThem_withTheirTask_alsoThoseThatListenersAdd() {
        var sc = context("local[1]");
        assertThatThrownBy(() ->
                        sc.range(0, 1, 1, 1)
                                .foreachPartition(_ -> {
                                    var task = TaskContext.get();
                                    task.addTaskCompletionListener(_ -> SEEN.add("first"));
                                    task.addTaskCompletionListener(same -> {
                                        SEEN.add("second " + (TaskContext.get() == same));
                                        same.addTaskCompletionListener(_ -> SEEN.add("added"));
                                        throw new TimeoutError("second fails");
                                    });
                                    task.addTaskCompletionListener(_ -> {
                                        SEEN.add("third");
                                        throw new IllegalStateException("third fails");
                                    });
                                    task.addTaskFailureListener((_, e) -> SEEN.add("failed: " + e.getMessage()));
                                }))
                .satisfies(TaskListenersTest::assertUserFailure)
                .cause()
                .hasMessage("third fails")
                .satisfies(cause -> assertThat(cause.getSuppressed()).hasSize(1))
                .satisfies(cause -> assertThat(cause.getSuppressed()[0]).hasMessage("second fails"));
        assertThat(SEEN).containsExactly("third", "failed: third fails", "second true", "added", "first");
    }

    private static final class TimeoutError extends Error {
        private static final long serialVersionUID = 1;

        private TimeoutError(String message) {
            super(message);
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString") // the message alone
        public String toString() {
            return getMessage();
        }
    }

    @Test
    void failureListeners_getWhatTheFunctionThrew() {
        var sc = context("local[1]");
        assertThatThrownBy(() ->
                        sc.range(0, 1, 1, 1)
                                .foreach(_ -> {
                                    TaskContext.get()
                                            .addTaskFailureListener((task, e) ->
                                                    SEEN.add(
                                                            e
                                                                    + ", "
                                                                    + task.isFailed()
                                                                    + ", "
                                                                    + (TaskContext.get() == task)));
                                    throw new TimeoutException("mine");
                                }))
                .cause()
                .hasMessage("mine");
        assertThat(SEEN).containsExactly("java.util.concurrent.TimeoutException: mine, true, true");
    }

    @Test
    void failureListenersOfACancelledTask_areToldSo() throws Exception {
        var sc = context("local[1]");
        STARTED.set(0);
        var action =
                sc.range(0, 1, 1, 1)
                        .foreachAsync(_ -> {
                            TaskContext.get()
                                    .addTaskFailureListener(
                                            (_, e) -> SEEN.add(((SparrowException) e).code() + ": " + e.getMessage()));
                            STARTED.incrementAndGet();
                            new CountDownLatch(1).await();
                        });
        await().until(() -> STARTED.get() == 1);
        action.cancel(true);
        await().until(() -> !SEEN.isEmpty());
        assertThat(SEEN).first().asString().startsWith("CANCELLED: The task of partition 0 of stage ");
    }

    private static final AtomicInteger STARTED = new AtomicInteger();

    @Test
    void lockOnTheTask_holdsUpNobody() throws Exception {
        var sc = context("local[2]");
        STARTED.set(0);
        var action =
                sc.range(0, 1, 1, 1)
                        .foreachAsync(_ -> {
                            synchronized (TaskContext.get()) {
                                STARTED.incrementAndGet();
                                while (!TaskContext.get().isInterrupted() || STARTED.get() == 1) {
                                    Thread.onSpinWait();
                                }
                            }
                        });
        await().until(() -> STARTED.get() == 1);
        action.cancel(true);
        assertThat(sc.range(0, 10, 1, 2).count()).isEqualTo(10);
        STARTED.incrementAndGet();
    }
}
