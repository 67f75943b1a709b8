/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.TaskThread;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorCommand.RunTasks;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Lists;

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

    private final ExecutorContext executor;
    private final Map<AttemptId, TaskGroupRun> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(work -> new TaskThread(work, "sparrow-task-" + NAMES.getAndIncrement()));
    private final ExecutorService housekeeping =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("sparrow-housekeeping-" + NAMES.getAndIncrement()).factory());

    public TaskRunner(ExecutorContext executor) {
        this.executor = executor;
    }

    /// Who is told how attempts end.
    public DriverLink driver() {
        return executor.driver();
    }

    /// Does what the driver wants done.
    public void carryOut(ExecutorCommand command) {
        switch (command) {
            case RunTasks launch -> start(launch);
            case ExecutorCommand.RecallTasks(var attempts) -> recall(attempts);
            case ExecutorCommand.InterruptTask(var attempt) -> interrupt(attempt);
            case ExecutorCommand.AbandonTask(var attempt) -> abandon(attempt);
            case ExecutorCommand.BarrierOver(var attempt, var gathered) ->
                    atBarrier(attempt, seat -> seat.over(gathered));
            case ExecutorCommand.BarrierBroken(var attempt, var why) -> atBarrier(attempt, seat -> seat.breakOff(why));
            case ExecutorCommand.DropStage(var stage) -> tidy(blocks -> blocks.drop(stage));
            case ExecutorCommand.DropCache(var cache) -> tidy(blocks -> blocks.cached().retire(cache));
            case ExecutorCommand.DropOutput(var output) -> tidy(blocks -> blocks.drop(output));
            case ExecutorCommand.DropBroadcast(var broadcast) -> freeBroadcast(broadcast);
            case ExecutorCommand.Ping _ -> driver().tell(new ExecutorEvent.Pong());
        }
    }

    /// Runs the attempts of one launch one after another on one thread.
    private void start(RunTasks launch) {
        var attempts = launch.attempts();
        var runs = Lists.map(attempts, attempt -> new TaskRun(attempt, launch, executor));
        var group = new TaskGroupRun(runs, executor.driver());
        attempts.forEach(attempt -> underWay.put(attempt, group));
        try {
            threads.execute(() -> {
                group.run();
                for (var attempt : attempts) {
                    underWay.remove(attempt);
                }
            });
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            attempts.forEach(underWay::remove);
            var reports = Lists.map(attempts, attempt -> notBegun(attempt, e));
            executor.driver().tell(new ExecutorEvent.TasksEnded(reports));
        }
    }

    /// The system gives no thread, or the engine is closed.
    private static TaskReport notBegun(AttemptId attempt, Throwable e) {
        return e instanceof OutOfMemoryError
                ? TaskRun.noMemory(attempt, e)
                : new TaskReport.Failed(
                        attempt, new TaskFailure.EngineError(e.toString(), e), e.toString(), TaskClock.now());
    }

    /// Gives back what has not begun of the attempts that were started together.
    private void recall(List<AttemptId> attempts) {
        var group = underWay.get(attempts.getFirst());
        if (group != null) {
            group.recall();
        }
    }

    /// Tells an attempt of a barrier stage, if it is still there.
    private void atBarrier(AttemptId attempt, Consumer<BarrierSeat> tell) {
        var group = underWay.get(attempt);
        if (group != null) {
            group.seat(attempt).ifPresent(tell);
        }
    }

    private void interrupt(AttemptId attempt) {
        var group = underWay.get(attempt);
        if (group != null) {
            group.interrupt(attempt);
        }
    }

    /// Forgets an attempt that does not end; whatever it still reports, the machine rejects.
    private void abandon(AttemptId attempt) {
        underWay.remove(attempt);
    }

    /// Runs file work that no actor may wait for, such as deleting blocks. Nothing after [#close]: the store frees all.
    private void tidy(Consumer<BlockStore> work) {
        keepHouse(() -> work.accept(executor.blocks()));
    }

    /// Frees the value of a broadcast, if it is here.
    private void freeBroadcast(long id) {
        keepHouse(() -> executor.broadcasts().accept(id));
    }

    private void keepHouse(Runnable work) {
        try {
            housekeeping.execute(work);
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
