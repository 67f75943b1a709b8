/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Owns stages, their outputs, executors and jobs, and decides which task runs where and when.
///
/// Jobs *subscribe* to stages: two jobs over the same exchange share its stage and a later one finds it done. A stage
/// runs while some unfinished job needs it (its outputs are missing, and so are those of every stage between it and the
/// job's result) and lives until no handle reaches it and no unfinished job lists it.
///
///     Idle ⇄ Waiting → Ready → Running → Done      see [StageState]
///
/// It is the scheduler of Zaharia et al. 2012, section 5.1 (walk back from the result through missing outputs), with the
/// recovery of section 4 (recompute only lost partitions). An attempt is *awaited* from its launch until it finishes,
/// fails or is interrupted; then it is a *zombie* until its thread has ended or `cancelGrace` is over. Only what awaited
/// attempts say counts.
///
/// A slot is given one task at a time, and of a stage whose tasks prove to be quick a [TaskGroup], so that a job of thousands
/// of tiny tasks does not consist of messages. The tasks of a barrier stage are launched all in one step, or none is.
///
/// They meet in rounds, of which it keeps the count ([Meetings]).
///
/// It knows who has which partition of a cached dataset ([Caches]): so it decides which parents a stage can do without,
/// launches no task that would make what another one makes, and knows what an executor takes along.
///
/// A step first changes facts and notes the jobs and stages concerned, then draws the [Replanner]: plans those jobs
/// again and moves those stages to the state that follows from the facts. At last it fills free slots. Only a lost
/// output and a new job make it plan; a finished task costs the logarithm of the number of stages.
///
/// Confined to one thread. Time must not go back; if it does, it stands still.
public final class JobMachine {
    private final MachineStep step = new MachineStep();
    private final Caches caches = new Caches();
    private final Stages stages = new Stages(caches);
    private final Dispatch dispatch;
    private final TreeMap<JobId, RunningJob> jobs = new TreeMap<>();
    private final Replanner consequences;
    private final JobEnds ends;
    private final TaskReports reports;
    private final Executors executors;
    private final Exclusions exclusions;
    private final Starvation starvation;
    private String closedBecause;

    public JobMachine(Limits limits) {
        this.dispatch = new Dispatch(step, caches, limits);
        this.consequences = new Replanner(step, stages, jobs, dispatch);
        this.ends = new JobEnds(step, jobs, consequences);
        this.exclusions = new Exclusions(step, limits, dispatch, ends);
        this.reports = new TaskReports(step, limits, stages, dispatch, consequences, ends, exclusions);
        this.executors = new Executors(step, limits, stages, caches, dispatch, consequences, reports);
        this.starvation = new Starvation(step, limits, dispatch, ends);
    }

    /// Takes in what happened; returns what is to be done, in this order.
    public List<Output> step(Input input, long timeMillis) {
        step.begin(timeMillis);
        take(input);
        return decide();
    }

    /// Takes in what happened at once, of which nothing follows from the rest: such as the ends of tasks that were
    /// launched together. It decides once, what costs more than to take it in.
    public List<Output> step(List<? extends Input> inputs, long timeMillis) {
        step.begin(timeMillis);
        for (var input : inputs) {
            take(input);
        }
        return decide();
    }

    private List<Output> decide() {
        if (consequences.areThere()) {
            consequences.draw().forEach(this::failTooWide);
            consequences.draw();
        }
        dispatch.launchTasks();
        if (dispatch.takeChanged()) {
            starvation.look();
        }
        step.wakeAt(nextMillis());
        return step.outputs();
    }

    private void take(Input input) {
        switch (input) {
            case Input.SubmitJob submission -> onSubmitJob(submission);
            case Input.CancelJob cancel -> onCancelJob(cancel);
            case Input.CancelAll cancel -> ends.failAll(new JobFailure.Cancelled(cancel.reason()));
            case Input.HeapFull(var used, var max) -> ends.failAll(new JobFailure.HeapFull(used, max));
            case Input.ExecutorJoined joined -> executors.onJoined(joined);
            case Input.Heartbeat(var executor) -> executors.onHeartbeat(executor);
            case Input.ExecutorLost lost -> executors.onLost(lost);
            case Input.TaskFinished finished -> reports.onTaskFinished(finished);
            case Input.BarrierCalled called -> reports.onBarrierCalled(called);
            case Input.TaskReturned(var id) -> reports.onTaskReturned(id);
            case Input.TaskFailed failed -> reports.onTaskFailed(failed);
            case Input.TaskEnded ended -> reports.onTaskEnded(ended);
            case Input.OutputLost lost -> onOutputLost(lost);
            case Input.PartitionCached cached -> onPartitionCached(cached);
            case Input.PartitionEvicted evicted -> onPartitionEvicted(evicted);
            case Input.CacheDropped(var cache) -> onCacheDropped(cache);
            case Input.CleanOutput(var id) -> change(id, Stage::clean);
            case Input.ReleaseOutput(var id) -> change(id, stage -> stage.outputReleased = true);
            case Input.ReleaseStage(var id) -> change(id, stage -> stage.released = true);
            case Input.Tick _ -> onTick();
            case Input.Close close -> onClose(close);
        }
    }

    private long nextMillis() {
        var next = Math.min(dispatch.nextMillis(), executors.nextMillis());
        return Math.min(next, Math.min(starvation.nextMillis(), exclusions.nextMillis()));
    }

    /// The outputs of a stage in the order of its partitions, one list for all callers.
    ///
    /// @throws IllegalStateException if one is missing; never for a parent of an attempt that the last step launched,
    ///   unless it was skipped
    public List<Object> outputsOf(StageId id) {
        if (stateOf(id) instanceof StageState.Done done) {
            return done.outputs();
        }
        throw new IllegalStateException("Stage " + id + " is " + stateOf(id) + " and has not all its outputs.");
    }

    /// Where a stage is now.
    ///
    /// @throws IllegalStateException if the stage is dropped or was never submitted
    public StageState stateOf(StageId id) {
        var stage = stages.get(id);
        if (stage == null) {
            throw new IllegalStateException("There is no stage " + id + ".");
        }
        return stage.state;
    }

    /// Whether an output of this attempt would be taken.
    public boolean awaits(AttemptId id) {
        var stage = stages.get(id.stage());
        return stage != null && stage.awaited.find(id).isPresent();
    }

    /// The jobs that wait for a stage, directly or not.
    public List<JobId> jobsThatNeed(StageId id) {
        var stage = stages.get(id);
        return stage == null ? List.of() : List.copyOf(stage.neededBy);
    }

    /// Whether every partition of a cache is there.
    public boolean isCached(CacheId id) {
        return caches.isComplete(id);
    }

    /// The executors that have a cached partition.
    public List<ExecutorId> holders(CacheId id, int partition) {
        return List.copyOf(caches.holders(id, partition));
    }

    /// Slots whose threads run an attempt, awaited or zombie.
    public int occupiedSlots() {
        return dispatch.occupiedSlots();
    }

    public int unfinishedJobs() {
        return jobs.size();
    }

    private void onSubmitJob(Input.SubmitJob submission) {
        var id = submission.job();
        if (closedBecause != null) {
            step.say(new Output.JobFailed(id, new JobFailure.Closed(closedBecause)));
            return;
        }
        if (jobs.containsKey(id)) {
            // To fail it would end the one that runs under this id.
            throw new IllegalArgumentException("Job " + id + " is running already.");
        }
        var failure = new SubmissionCheck(stages, dispatch).failure(submission);
        if (failure.isPresent()) {
            step.say(new Output.JobFailed(id, failure.get()));
            return;
        }
        caches.describe(submission.caches());
        var job =
                new RunningJob(
                        id,
                        stages.join(submission.stages(), submission.partitions()),
                        List.copyOf(submission.partitions()),
                        submission.failuresMax(),
                        submission.pool());
        jobs.put(id, job);
        job.stages.forEach(stage -> stage.users.add(id));
        consequences.concern(job.replan(stages));
        for (var stage : job.stages) {
            if (!job.needs(stage)) {
                step.say(new Output.StageSkipped(id, stage.id()));
            }
        }
        if (job.result().isDone()) {
            ends.succeed(job);
        }
    }

    private void failTooWide(Stage stage) {
        var spec = stage.spec;
        var slots = dispatch.fittingWhenIdle(spec.demand());
        var failure =
                new JobFailure.TooFewSlots(
                        spec.id(), spec.name(), spec.partitions(), spec.demand(), slots, dispatch.describeExecutors());
        ends.failThatNeed(stage, failure);
    }

    private void onCancelJob(Input.CancelJob cancel) {
        var job = jobs.get(cancel.job());
        if (job != null) {
            ends.fail(job, new JobFailure.Cancelled(cancel.reason()));
        }
    }

    private void onOutputLost(Input.OutputLost lost) {
        var stage = stages.get(lost.stage());
        if (stage != null && !stage.isResult() && stage.lose(lost.partition(), Long.MAX_VALUE)) {
            consequences.planAnew(stage);
        }
    }

    private void change(StageId id, Consumer<Stage> how) {
        var stage = stages.get(id);
        if (stage != null) {
            how.accept(stage);
            consequences.concern(stage);
        }
    }

    private void onPartitionCached(Input.PartitionCached cached) {
        if (!dispatch.hasExecutor(cached.executor())) {
            return;
        }
        var key = new Caches.Key(cached.cache(), cached.partition());
        if (caches.add(key, cached.executor())) {
            step.say(new Output.CacheBegun(cached.cache()));
        }
        caches.endMaking(key, dispatch::refresh);
        consequences.planWaitingReadersAnew(caches.readers(cached.cache()));
    }

    private void onPartitionEvicted(Input.PartitionEvicted evicted) {
        if (caches.remove(new Caches.Key(evicted.cache(), evicted.partition()), evicted.executor())) {
            consequences.planReadersAnew(caches.readers(evicted.cache()));
        }
    }

    private void onCacheDropped(CacheId cache) {
        var readers = caches.readers(cache);
        caches.endMaking(cache, dispatch::refresh);
        caches.drop(cache);
        consequences.planReadersAnew(readers);
    }

    private void onTick() {
        executors.expire(step.wake());
        exclusions.endPatience();
        dispatch.endPatience();
        starvation.endPatience();
    }

    private void onClose(Input.Close close) {
        closedBecause = close.reason();
        ends.failAll(new JobFailure.Closed(close.reason()));
    }
}
