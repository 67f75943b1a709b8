/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.BarrierTaskContext;
import dev.sparrow.TaskContext;
import dev.sparrow.closure.IsolatedClasses;
import dev.sparrow.closure.TaskScope;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.row.RowTask;
import dev.sparrow.config.Compilation;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.scheduler.machine.StageKind;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.BlocksLost;
import dev.sparrow.storage.block.CacheLost;
import dev.sparrow.storage.block.SpillLost;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ResourceInformation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One attempt on its thread: runs the stage's program and says how it ended.
final class TaskRun implements TaskContext.Attempt {
    private enum Phase {
        WAITING,
        RUNNING,
        ENDED
    }

    private final TaskOrder order;
    private final LocalAttempt attempt;
    private long started;
    private Phase phase = Phase.WAITING;
    private Thread thread;
    private TaskContext context;

    TaskRun(TaskOrder order, BlockStore blocks, Compilation compilation) {
        this.order = order;
        this.attempt = new LocalAttempt(order, blocks, compilation);
    }

    /// Asks the attempt to stop: by a flag that it looks at, and, unless its job wants none, by an interrupt in case it
    /// waits for something.
    ///
    /// @return whether that is needed; if it has not begun, it will not
    synchronized boolean cancel() {
        if (giveBack()) {
            return false;
        }
        attempt.cancel();
        order.gang().ifPresent(Gang::wake);
        if (phase == Phase.RUNNING && order.stage().setting().job().interruptsOnCancel()) {
            thread.interrupt();
        }
        if (phase == Phase.RUNNING && context != null) {
            context.interrupt();
        }
        return true;
    }

    /// Sees to it that the attempt does not begin, unless it has.
    synchronized boolean giveBack() {
        var waits = phase == Phase.WAITING;
        if (waits) {
            phase = Phase.ENDED;
        }
        return waits;
    }

    /// Returns whether the calling thread is to [#run] it; false if it was given back.
    synchronized boolean begin() {
        if (phase != Phase.WAITING) {
            return false;
        }
        phase = Phase.RUNNING;
        thread = Thread.currentThread();
        return true;
    }

    /// After this nobody interrupts the thread on behalf of this attempt; it runs others later.
    @SuppressWarnings("ThreadInterruptedResult") // clearing the flag is the point
    private synchronized void end() {
        phase = Phase.ENDED;
        var _ = Thread.interrupted();
    }

    TaskReport run() {
        started = System.nanoTime();
        var current = Thread.currentThread();
        var loader = current.getContextClassLoader();
        current.setContextClassLoader(order.stage().setting().userClasses());
        var recipe = order.stage().recipe();
        var environment = new LocalEnvironment(attempt, recipe);
        enter();
        Throwable failure = null;
        try {
            checkCancelled();
            TaskScope.of(recipe.program().variables(), attempt::bind).enter();
            var output = RowTask.run(recipe.program().copy(attempt::bind), order.attempt().partition(), environment);
            order.gang().ifPresent(gang -> gang.done(order.attempt().partition()));
            return new TaskReport.Finished(
                    order.attempt(), leaving(output), metrics(), attempt.added(), attempt.lost());
        } catch (Throwable e) {
            failure = e;
            return attempt.cancelled()
                    ? new TaskReport.Stopped(order.attempt())
                    : new TaskReport.Failed(order.attempt(), failure(e), reason(e));
        } finally {
            context.leave(failure);
            attempt.close();
            TaskScope.DRIVER.enter();
            current.setContextClassLoader(loader);
            end();
        }
    }

    /// What a user's exception says is part of the failure of its job.
    private static String reason(Throwable e) {
        return e instanceof UserFailure || e instanceof SparrowException || e.getMessage() == null
                ? String.valueOf(e)
                : e.getMessage();
    }

    /// What leaves the task takes along what the task has on disk. A result that was made by isolated classes leaves
    /// them as bytes.
    private Object leaving(Object output) {
        var groups = new LeavingGroups(attempt.counters());
        if (attempt.counters().listsOnDisk > 0) {
            attempt.eachAccumulator(groups::refuse);
        }
        if (!(order.stage().spec().kind() instanceof StageKind.Result)) {
            return output;
        }
        return order.stage().setting().userClasses() instanceof IsolatedClasses
                ? ShippedResult.of(output)
                : groups.withValues(output);
    }

    private TaskFailure failure(Throwable e) {
        return switch (e) {
            case BlocksLost lost ->
                    new TaskFailure.InputLost(
                            order.stage().inputs().shuffles().get(lost.shuffle()), lost.mapPartitions());
            case InputSpared spared -> new TaskFailure.InputSpared(spared.producers());
            case CacheLost _, SpillLost _ -> new TaskFailure.InputSpared(List.of());
            case UserFailure _, SparrowException _ -> new TaskFailure.UserError(e);
            case TaskCancelled _ -> new TaskFailure.EngineError(e);
            case OutOfMemoryError _ ->
                    new TaskFailure.UserError(
                            new SparrowException(
                                    ErrorCode.OUT_OF_RESOURCES,
                                    "The heap of "
                                            + (Runtime.getRuntime().maxMemory() >> 20)
                                            + " MiB is too small for this task ("
                                            + e.getMessage()
                                            + "). Use more partitions, or a larger heap (-Xmx in SPARROW_JAVA_OPTS).",
                                    e));
            default -> new TaskFailure.EngineError(e);
        };
    }

    /// From now on functions can ask for their task.
    private synchronized void enter() {
        context = TaskContext.enter(this);
    }

    @Override
    public AttemptId id() {
        return order.attempt();
    }

    @Override
    public int stageRun() {
        return order.stageRun();
    }

    @Override
    public int partitions() {
        return order.stage().spec().partitions();
    }

    @Override
    public JobSetting setting() {
        return order.stage().setting().job();
    }

    @Override
    public int cpus() {
        return order.grant().cpus();
    }

    @Override
    public Map<String, ResourceInformation> resources() {
        var resources = new TreeMap<String, ResourceInformation>();
        order.grant()
                .addresses()
                .forEach((name, addresses) -> resources.put(name, new ResourceInformation(name, addresses)));
        return Collections.unmodifiableMap(resources);
    }

    @Override
    public void checkCancelled() {
        attempt.checkCancelled();
    }

    @Override
    public Optional<BarrierTaskContext.Meeting> meeting() {
        return order.gang().map(gang -> new GangMember(gang, attempt));
    }

    @Override
    public TaskMetrics metrics() {
        var counters = attempt.counters();
        return new TaskMetrics(
                Duration.ofNanos(System.nanoTime() - started),
                counters.recordsRead,
                counters.shuffleRecordsRead,
                counters.shuffleRecordsWritten,
                counters.spilledBytes,
                counters.spills(),
                counters.invalidTextBytes);
    }
}
