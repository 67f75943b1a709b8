/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.IsolatedClasses;
import dev.sparrow.closure.TaskScope;
import dev.sparrow.closure.UserStack;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.run.ProgramRun;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.MachineErrors;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.scheduler.protocol.AddedPart;
import dev.sparrow.scheduler.protocol.ExecutorCommand.RunTasks;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.StageGone;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.spi.TaskSession;
import dev.sparrow.storage.block.BlocksLost;
import dev.sparrow.storage.block.CacheLost;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.SpillLost;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ResourceInformation;
import dev.sparrow.value.StageId;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One attempt on its thread: runs the stage's program and says how it ended.
final class TaskRun implements TaskSession.Attempt {
    private enum Phase {
        WAITING,
        RUNNING,
        ENDED
    }

    private static final String NO_MEMORY =
            "The heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is too small for this task (";
    private static final String NO_MEMORY_REMEDY =
            "). Use more partitions, or a larger heap (-Xmx in SPARROW_JAVA_OPTS).";

    static {
        noMemory(new AttemptId(new StageId(0), 0, 0), new OutOfMemoryError());
    }

    private final AttemptId id;
    private final RunTasks launch;
    private final ExecutorContext executor;
    private final Optional<BarrierSeat> seat;
    private final AttemptResources attempt;
    private final TaskClock clock = new TaskClock();
    private Phase phase = Phase.WAITING;
    private Thread thread;
    private TaskSession session;

    TaskRun(AttemptId id, RunTasks launch, ExecutorContext executor) {
        this.id = id;
        this.launch = launch;
        this.executor = executor;
        this.seat =
                launch.barrier()
                        ? Optional.of(new BarrierSeat(id, launch.hosts(), executor.driver()))
                        : Optional.empty();
        this.attempt = new AttemptResources(executor);
    }

    /// Where it waits for others, in a barrier stage.
    Optional<BarrierSeat> seat() {
        return seat;
    }

    private TaskOrder order() {
        return attempt.order();
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
        seat.ifPresent(BarrierSeat::wake);
        if (phase == Phase.RUNNING && interruptsOnCancel()) {
            thread.interrupt();
        }
        if (phase == Phase.RUNNING && session != null) {
            session.interrupt();
        }
        return true;
    }

    private boolean interruptsOnCancel() {
        return order() == null || order().stage().setting().job().interruptsOnCancel();
    }

    /// See [AttemptResources#endAtNextCheck].
    void endAtNextCheck() {
        attempt.endAtNextCheck();
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

    /// @param threadClock of the calling thread
    TaskReport run(ThreadClock threadClock) {
        Runnable close = attempt::close; // linked before the heap may be full
        clock.begin(threadClock);
        var current = Thread.currentThread();
        var loader = current.getContextClassLoader();
        try {
            open();
            current.setContextClassLoader(order().stage().setting().userClasses());
            return attempted();
        } catch (StageGone _) {
            return new TaskReport.Stopped(id, TaskClock.now());
        } catch (Throwable e) {
            // Not even the failure could be told, but the driver must hear of the end in any case.
            return insistentlyFailed(e);
        } finally {
            TaskSession.leave();
            Insistence.on(close);
            TaskScope.DRIVER.enter();
            current.setContextClassLoader(loader);
            clock.end();
            end();
        }
    }

    /// Gets what the stage's tasks share, which may have to come from the driver.
    private void open() {
        var stage = executor.stages().stage(launch.stage());
        var inputs = executor.stages().inputs(stage.id(), launch.inputs());
        attempt.begin(new TaskOrder(id, launch.run(), stage, inputs, launch.grant(), seat));
    }

    private TaskReport insistentlyFailed(Throwable e) {
        return Insistence.on(() -> failed(e));
    }

    private TaskReport attempted() {
        enter();
        Object output = null;
        Throwable thrown = null;
        try {
            output = compute();
        } catch (Throwable e) {
            thrown = e;
        }
        var failure = session.complete(forListeners(thrown));
        if (thrown == null && failure != null) {
            attempt.takeBack(output);
            thrown = ofListener(failure);
        }
        if (thrown == null) {
            try {
                var left = leaving(output);
                return new TaskReport.Finished(
                        id, left, metrics(output, left), added(), attempt.lost(), TaskClock.now());
            } catch (Throwable e) {
                attempt.takeBack(output);
                thrown = e;
            }
        }
        return attempt.cancelled() ? new TaskReport.Stopped(id, TaskClock.now()) : failed(thrown);
    }

    private List<AddedPart> added() {
        var added = attempt.added();
        return added.isEmpty() ? List.of() : added.stream().map(this::part).toList();
    }

    private AddedPart part(AccumulatorV2<?, ?> own) {
        return new AddedPart(own.id(), executor.handover().parcel(own));
    }

    private Object compute() {
        checkCancelled();
        var program = order().stage().program();
        TaskScope.of(program.program().variables(), attempt::bind).enter();
        var environment = new TaskServices(attempt, program);
        var output = ProgramRun.run(program.program().copy(attempt::bind), id.partition(), environment);
        return output;
    }

    /// What a failure is to the functions that listen to it.
    private Throwable forListeners(Throwable thrown) {
        if (thrown == null || MachineErrors.isOfFullHeap(thrown)) {
            return thrown;
        }
        return switch (thrown) {
            case UserFailure user -> user.getCause();
            case TaskCancelled _ ->
                    new SparrowException(
                            ErrorCode.CANCELLED,
                            "The task of partition " + partitionId() + " of stage " + id.stage() + " was cancelled.");
            default -> thrown;
        };
    }

    private int partitionId() {
        return id.partition();
    }

    private static Throwable ofListener(Throwable failure) {
        return failure instanceof SparrowException || failure instanceof OutOfMemoryError
                ? failure
                : new SparrowException(
                        ErrorCode.USER_FUNCTION,
                        "a listener of the task's end (see TaskContext.addTaskCompletionListener) threw "
                                + ThrowableText.of(failure)
                                + ". What the task made is not used.",
                        UserStack.fold(failure));
    }

    private TaskReport failed(Throwable e) {
        if (!(e instanceof SparrowException) && MachineErrors.isOfFullHeap(e)) {
            return noMemory(id, e);
        }
        var failure = failure(e);
        return new TaskReport.Failed(id, failure, reason(failure, e), TaskClock.now());
    }

    private static String reason(TaskFailure failure, Throwable e) {
        return switch (failure) {
            case TaskFailure.FunctionThrew(var said, _) -> said;
            case TaskFailure.UserError(_, var said, _) -> said;
            case TaskFailure.EngineError(var said, _) -> said;
            case TaskFailure.InputLost _, TaskFailure.InputSkipped _ -> e.getMessage(); // of ours
        };
    }

    /// What leaves the task takes along what the task has on disk. A result that was made by isolated classes leaves
    /// them as bytes.
    private Object leaving(Object output) {
        var groups = new LeavingGroups(attempt.counters());
        if (attempt.counters().listsOnDisk > 0) {
            attempt.eachAccumulator(groups::refuse);
        }
        return switch (order().stage().spec().kind()) {
            case StageKind.Exchange _ -> output;
            case StageKind.Survey _ -> executor.handover().parcel(output);
            case StageKind.Result _ -> {
                var isIsolated = order().stage().setting().userClasses() instanceof IsolatedClasses;
                var handover = isIsolated ? Handover.SHIPPED : executor.handover();
                yield attempt.handOver(handover.parcel(groups.withValues(output)));
            }
        };
    }

    private TaskFailure failure(Throwable e) {
        return switch (e) {
            case BlocksLost lost ->
                    new TaskFailure.InputLost(
                            order().stage().inputs().shuffles().get(lost.shuffle()), lost.mapPartitions());
            case InputSkipped skippable -> new TaskFailure.InputSkipped(skippable.producers());
            case CacheLost _, SpillLost _ -> new TaskFailure.InputSkipped(List.of());
            case UserFailure user -> new TaskFailure.FunctionThrew(user.getMessage(), user.forCaller().getCause());
            case SparrowException undecided -> {
                var known = errorValues().of(undecided);
                yield new TaskFailure.UserError(
                        known.code(), known.getMessage(), ThrowableText.printable(known.getCause()));
            }
            default -> new TaskFailure.EngineError(ThrowableText.of(e), ThrowableText.printable(e));
        };
    }

    /// Where the stage could not be opened, nobody has said how much may be told.
    private ErrorValues errorValues() {
        return order() == null ? ErrorValues.TYPE : order().stage().setting().job().errorValues();
    }

    /// What to report of an attempt that found no memory. In a full heap it must not run for the first time, not even a
    /// switch over types or a `+` of strings: those are linked then, which takes room.
    static TaskReport noMemory(AttemptId attempt, Throwable e) {
        var said = NO_MEMORY.concat(String.valueOf(e.getMessage())).concat(NO_MEMORY_REMEDY);
        return new TaskReport.Failed(
                attempt, new TaskFailure.UserError(ErrorCode.OUT_OF_RESOURCES, said, e), said, TaskClock.now());
    }

    /// From now on functions can ask for their task.
    private synchronized void enter() {
        session = TaskSession.enter(this);
    }

    @Override
    public AttemptId id() {
        return id;
    }

    @Override
    public int stageRun() {
        return launch.run();
    }

    @Override
    public int partitions() {
        return order().stage().spec().partitions();
    }

    @Override
    public JobSetting setting() {
        return order().stage().setting().job();
    }

    @Override
    public int cpus() {
        return launch.grant().cpus();
    }

    @Override
    public Map<String, ResourceInformation> resources() {
        var resources = new TreeMap<String, ResourceInformation>();
        launch.grant()
                .addresses()
                .forEach((name, addresses) -> resources.put(name, new ResourceInformation(name, addresses)));
        return Collections.unmodifiableMap(resources);
    }

    @Override
    public void checkCancelled() {
        attempt.checkCancelled();
    }

    @Override
    public Optional<TaskSession.Meeting> meeting() {
        return seat.map(place -> new GangMember(place, attempt));
    }

    @Override
    public TaskMetrics metrics() {
        return metrics(null, null);
    }

    private long resultBytes(Object left) {
        return switch (left) {
            case Parcel.Encoded(var bytes) -> bytes.length;
            case Parcel.Held(var parcel, _) -> resultBytes(parcel);
            case null, default -> attempt.counters().resultBytes;
        };
    }

    /// @param output null as long as there is none
    /// @param left what is reported of it; null as long as there is none
    private TaskMetrics metrics(Object output, Object left) {
        var counters = attempt.counters();
        var ran = clock.ran();
        return new TaskMetrics(
                ran,
                clock.times(ran),
                counters.recordsRead,
                counters.shuffleRecordsRead,
                counters.shuffleRecordsWritten,
                counters.spilledBytes,
                counters.spills(),
                new TaskMetrics.Bytes(
                        counters.shuffleBytesRead,
                        output instanceof MapOutput blocks ? blocks.sizes().bytes() : 0,
                        resultBytes(left),
                        attempt.memory().peakBytes()),
                new TaskMetrics.Files(
                        counters.fileRecordsRead,
                        counters.fileBytesRead.sum(),
                        counters.fileRecordsWritten,
                        counters.fileBytesWritten),
                counters.invalidTextBytes);
    }
}
