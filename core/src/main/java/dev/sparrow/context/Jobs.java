/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.JobDescription;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.status.FutureAction;
import dev.sparrow.status.JobInfo;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.JobId;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The jobs of a context: starts them with what their thread says of them, waits for them, cancels them.
public final class Jobs {
    private final Engine engine;
    private final Checkpoints checkpoints;
    private final StatusBoard tracker;
    private final Map<String, String> settings;
    private final Path files;
    private final Supplier<List<Path>> jars;
    private final Map<JobId, Running> running = new ConcurrentHashMap<>();

    /// Per context: another one's groups and tags are not ours.
    @SuppressWarnings("ThreadLocalUsage")
    private final InheritableThreadLocal<JobMarks> marks = new InheritableThreadLocal<>();

    /// Where the thread of a [FutureAction] notes its jobs.
    private static final ThreadLocal<List<JobId>> NOTED = new ThreadLocal<>();

    private record Running(Job job, JobMarks marks) {}

    /// @param files where tasks find files that were added
    /// @param settings those that differ from their defaults
    /// @param jars whose classes tasks find
    public Jobs(
            Engine engine,
            Checkpoints checkpoints,
            StatusBoard tracker,
            Map<String, String> settings,
            Path files,
            Supplier<List<Path>> jars) {
        this.engine = engine;
        this.checkpoints = checkpoints;
        this.tracker = tracker;
        this.settings = settings;
        this.files = files;
        this.jars = jars;
    }

    // ---- What a thread says -----------------------------------------------------------------------------------------

    public JobMarks marks() {
        var current = marks.get();
        return current == null ? JobMarks.NONE : current;
    }

    public void mark(UnaryOperator<JobMarks> change) {
        marks.set(change.apply(marks()));
    }

    // ---- Running ----------------------------------------------------------------------------------------------------

    /// Runs an action; an interrupt of the calling thread cancels the job.
    List<Object> run(OperatorCall call, Lineage target, Action action, List<Integer> partitions) {
        return await(call, target, start(call, target, action, partitions));
    }

    Job start(OperatorCall call, Lineage target, Action action, List<Integer> partitions) {
        requireDriver(call);
        var said = marks();
        var setting =
                new JobSetting(said.properties(), said.interruptsOnCancel(), call.label().values(), files, jars.get());
        var job = engine.submit(new JobRequest(target, action, partitions, call.label(), described(said), setting));
        running.put(job.id(), new Running(job, said));
        tracker.submitted(
                new JobInfo(
                        job.id(),
                        JobInfo.JobStatus.RUNNING,
                        call.label().toString(),
                        List.of(),
                        said.group(),
                        said.description(),
                        said.tags()));
        if (NOTED.get() != null) {
            NOTED.get().add(job.id());
        }
        return job;
    }

    private JobDescription described(JobMarks said) {
        return new JobDescription(said.group(), said.description(), said.tags(), said.properties(), settings);
    }

    /// Waits for a job that was started, and does what follows its end.
    List<Object> await(OperatorCall call, Lineage target, Job job) {
        var succeeded = false;
        try {
            var results = job.await();
            succeeded = true;
            ended(job, true);
            job.mergeAccumulators()
                    .ifPresent(failure -> {
                        throw failure;
                    });
            checkpoints.writeAfter(target);
            return results;
        } catch (SparrowException e) {
            settleAfter(job, e);
            throw e;
        } catch (InterruptedException e) {
            job.cancel("the thread that waits for it was interrupted");
            Thread.currentThread().interrupt();
            throw new SparrowException(
                    ErrorCode.CANCELLED,
                    call.label()
                            + " (job "
                            + job.id()
                            + ") was cancelled: the thread that waits for it was interrupted.",
                    e);
        } finally {
            if (!succeeded) {
                ended(job, false);
            }
            Reference.reachabilityFence(target);
        }
    }

    /// A task that waits for a job holds a slot that the job may need; all slots together would wait for ever.
    static void requireDriver(OperatorCall call) {
        var task = TaskContext.get();
        if (task != null) {
            throw new SparrowException(
                    ErrorCode.CLOSURE_CAPTURES_DATASET,
                    call.label()
                            + " was called in the task of partition "
                            + task.partitionId()
                            + " of stage "
                            + task.stageId()
                            + ". Functions that run in tasks cannot start jobs, which would wait for the task slots that"
                            + " they hold. Start it in the driver before, and let the function use its result (or a"
                            + " broadcast of it), or join the datasets.");
        }
    }

    private void ended(Job job, boolean succeeded) {
        running.remove(job.id());
        tracker.ended(job.id(), succeeded);
    }

    /// Tasks that had done their work count also if their job failed.
    @SuppressWarnings("ReferenceEquality") // it may be the very one
    private void settleAfter(Job job, SparrowException failure) {
        job.mergeAccumulators().filter(also -> also != failure).ifPresent(failure::addSuppressed);
    }

    // ---- Side by side with the program ------------------------------------------------------------------------------

    <T> FutureAction<T> startAction(OperatorCall call, Callable<T> action) {
        requireDriver(call);
        var started = new StartedAction<T>(action, new CopyOnWriteArrayList<>());
        Thread.ofVirtual().name("sparrow-action").start(started);
        return started;
    }

    private static final class StartedAction<T> extends FutureTask<T> implements FutureAction<T> {
        private final List<JobId> jobs;

        private StartedAction(Callable<T> action, List<JobId> jobs) {
            super(() -> {
                NOTED.set(jobs);
                return action.call();
            });
            this.jobs = jobs;
        }

        @Override
        public List<JobId> jobIds() {
            return List.copyOf(jobs);
        }
    }

    // ---- Cancelling -------------------------------------------------------------------------------------------------

    /// Ends one job.
    ///
    /// @return whether it was running
    public boolean cancel(JobId id, String reason) {
        var one = running.get(id);
        if (one != null) {
            one.job().cancel(reason);
        }
        return one != null;
    }

    public void cancel(Predicate<JobMarks> which, String reason) {
        for (var one : new ArrayList<>(running.values())) {
            if (which.test(one.marks())) {
                one.job().cancel(reason);
            }
        }
    }
}
