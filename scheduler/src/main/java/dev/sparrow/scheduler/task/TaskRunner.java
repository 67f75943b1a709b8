/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.closure.TaskThread;
import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.AttemptId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs attempts on threads of their own, never on an actor's. Used by any thread; no call waits.
///
/// How many run at once is for the driver's machine to say. A thread whose attempt ignores its interrupt is left to
/// itself; the next attempt simply gets another one.
public final class TaskRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final BlockStore blocks;
    private final Compilation compilation;
    private final TaskListener driver;
    private final Map<AttemptId, TaskGroupRun> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(work -> new TaskThread(work, "sparrow-task-" + NAMES.getAndIncrement()));
    private final ExecutorService housekeeping =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("sparrow-housekeeping-" + NAMES.getAndIncrement()).factory());

    public TaskRunner(BlockStore blocks, Compilation compilation, TaskListener driver) {
        this.blocks = blocks;
        this.compilation = compilation;
        this.driver = driver;
    }

    /// Runs these one after another on one thread.
    public void start(List<TaskSpec> orders) {
        var batch =
                new TaskGroupRun(
                        orders.stream().map(order -> new TaskRun(order, blocks, compilation)).toList(), driver);
        orders.forEach(order -> underWay.put(order.attempt(), batch));
        try {
            threads.execute(() -> {
                batch.run();
                orders.forEach(order -> underWay.remove(order.attempt()));
            });
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            orders.forEach(order -> underWay.remove(order.attempt()));
            driver.ended(orders.stream().<TaskReport>map(order -> notBegun(order.attempt(), e)).toList());
        }
    }

    /// The system gives no thread, or the engine is closed.
    private static TaskReport notBegun(AttemptId attempt, Throwable e) {
        var failure =
                e instanceof OutOfMemoryError full
                        ? TaskRun.noMemory(full)
                        : new TaskFailure.EngineError(e.toString(), e);
        return new TaskReport.Failed(attempt, failure, e.toString());
    }

    /// Gives back what has not begun of the attempts that were started together.
    public void recall(List<AttemptId> attempts) {
        var batch = underWay.get(attempts.getFirst());
        if (batch != null) {
            batch.recall();
        }
    }

    public void interrupt(AttemptId attempt) {
        var batch = underWay.get(attempt);
        if (batch != null) {
            batch.interrupt(attempt);
        }
    }

    /// Forgets an attempt that does not end; whatever it still reports, the machine rejects.
    public void abandon(AttemptId attempt) {
        underWay.remove(attempt);
    }

    /// Runs file work that no actor may wait for, such as deleting blocks. Nothing after [#close]: the store frees all.
    public void tidy(Consumer<BlockStore> work) {
        try {
            housekeeping.execute(() -> work.accept(blocks));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Left to the store's own end", closed);
        }
    }

    /// Asks all attempts to stop, for nobody is told of their ends any more, and takes no others.
    public void stop() {
        underWay.values().forEach(TaskGroupRun::interruptAll);
        close();
    }

    /// Has all attempts end at their next check. The heap may be full, so that each object costs a collection: this
    /// makes next to none, and runs no code for the first time. What waits in them is woken by [#interrupt], once there
    /// is room.
    public void endAllAtNextCheck() {
        for (var group : underWay.values()) {
            group.endAtNextCheck();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        housekeeping.shutdown();
    }
}
