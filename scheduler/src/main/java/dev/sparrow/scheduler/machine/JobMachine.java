/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
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
/// A step first changes facts and notes the jobs and stages concerned, then draws the [Replanner]: plans those jobs
/// again and moves those stages to the state that follows from the facts. At last it fills free slots. Only a lost
/// output and a new job make it plan; a finished task costs the logarithm of the number of stages.
///
/// Confined to one thread. Time must not go back; if it does, it stands still.
public final class JobMachine {
    private final Limits limits;
    private final Stages stages = new Stages();
    private final Dispatch dispatch;
    private final TreeMap<JobId, RunningJob> jobs = new TreeMap<>();
    private final Replanner consequences;
    private List<Output> outputs = new ArrayList<>();
    private String closedBecause;
    private long nowMillis = Long.MIN_VALUE;
    private long steps;

    public JobMachine(Limits limits) {
        this.limits = limits;
        this.dispatch = new Dispatch(limits.cancelGrace());
        this.consequences = new Replanner(stages, jobs, dispatch);
    }

    /// Takes in what happened; returns what is to be done, in this order.
    public List<Output> step(Input input, long timeMillis) {
        nowMillis = Math.max(nowMillis, timeMillis);
        steps++;
        outputs = new ArrayList<>();
        switch (input) {
            case Input.SubmitJob submission -> onSubmitJob(submission);
            case Input.CancelJob cancel -> onCancelJob(cancel);
            case Input.CancelAll cancel -> failAll(new JobFailure.Cancelled(cancel.reason()));
            case Input.HeapFull(var sample) -> failAll(new JobFailure.HeapFull(sample.liveBytes(), sample.maxBytes()));
            case Input.ExecutorJoined joined -> onExecutorJoined(joined);
            case Input.ExecutorLost lost -> onExecutorLost(lost);
            case Input.TaskFinished finished -> onTaskFinished(finished);
            case Input.TaskReturned(var id) -> onTaskReturned(id);
            case Input.TaskFailed failed -> onTaskFailed(failed);
            case Input.TaskEnded ended -> onTaskEnded(ended);
            case Input.OutputLost lost -> onOutputLost(lost);
            case Input.CleanOutput(var id) -> change(id, Stage::clean);
            case Input.ReleaseOutput(var id) -> change(id, stage -> stage.outputReleased = true);
            case Input.ReleaseStage(var id) -> change(id, stage -> stage.released = true);
            case Input.Tick _ -> dispatch.endPatience(nowMillis, outputs);
            case Input.Close close -> onClose(close);
        }
        consequences.draw(nowMillis, outputs).forEach(this::failTooWide);
        consequences.draw(nowMillis, outputs);
        dispatch.launchTasks(steps, nowMillis, outputs);
        dispatch.announceWake(outputs);
        return outputs;
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
        return stage != null && stage.awaited(id).isPresent();
    }

    /// The jobs that wait for a stage, directly or not.
    public List<JobId> jobsThatNeed(StageId id) {
        var stage = stages.get(id);
        return stage == null ? List.of() : List.copyOf(stage.neededBy);
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
            outputs.add(new Output.JobFailed(id, new JobFailure.Closed(closedBecause)));
            return;
        }
        if (jobs.containsKey(id)) {
            // To fail it would end the one that runs under this id.
            throw new IllegalArgumentException("Job " + id + " is running already.");
        }
        var failure = new SubmissionCheck(stages, dispatch).failure(submission);
        if (failure.isPresent()) {
            outputs.add(new Output.JobFailed(id, failure.get()));
            return;
        }
        var job =
                new RunningJob(
                        id,
                        stages.join(submission.stages(), submission.partitions()),
                        List.copyOf(submission.partitions()),
                        submission.failuresMax());
        jobs.put(id, job);
        job.stages.forEach(stage -> stage.users.add(id));
        consequences.concern(job.replan(stages));
        var skipped = job.stages.stream().filter(stage -> !job.needs(stage));
        skipped.forEach(stage -> outputs.add(new Output.StageSkipped(id, stage.id())));
        if (job.result().isDone()) {
            succeed(job);
        }
    }

    private void failTooWide(Stage stage) {
        var spec = stage.spec;
        var slots = dispatch.fittingWhenIdle(spec.demand());
        var failure =
                new JobFailure.TooFewSlots(
                        spec.id(), spec.name(), spec.partitions(), spec.demand(), slots, dispatch.describeExecutors());
        jobsThatNeed(stage).forEach(job -> fail(job, failure));
    }

    private void onCancelJob(Input.CancelJob cancel) {
        var job = jobs.get(cancel.job());
        if (job != null) {
            fail(job, new JobFailure.Cancelled(cancel.reason()));
        }
    }

    private void onExecutorJoined(Input.ExecutorJoined joined) {
        if (dispatch.hasExecutor(joined.executor())) {
            lose(joined.executor(), "executor " + joined.executor() + " started again");
        }
        dispatch.join(joined.executor(), joined.capacity());
    }

    private void onExecutorLost(Input.ExecutorLost lost) {
        if (dispatch.hasExecutor(lost.executor())) {
            lose(lost.executor(), lost.reason());
        }
    }

    private void lose(ExecutorId executor, String reason) {
        var lostAttempts = dispatch.lose(executor);
        for (var stage : stages.all()) {
            if (stage.spec.kind() instanceof StageKind.Exchange && stage.loseOutputsOf(executor)) {
                consequences.planAnew(stage);
            } else if (stage.spec.barrier()) {
                consequences.concern(stage);
            }
        }
        lostAttempts.forEach(id -> attemptLost(id, reason));
    }

    private void attemptLost(AttemptId id, String reason) {
        var stage = stages.get(id.stage());
        requeue(stage, stage.awaited(id).orElseThrow());
        var losses = stage.countExecutorLoss(id.partition());
        if (losses > limits.executorLossesMax()) {
            var failure =
                    new JobFailure.ExecutorLostTooOften(
                            id.stage(), stage.spec.name(), id, losses, limits.executorLossesMax(), reason);
            jobsThatNeed(stage).forEach(job -> fail(job, failure));
        }
    }

    private void onTaskFinished(Input.TaskFinished finished) {
        var id = finished.attempt();
        var stage = stages.get(id.stage());
        var attempt = awaitedAttempt(id);
        if (attempt == null) {
            // The same message twice must not take away what the first one brought.
            var takenBefore = stage != null && stage.hasOutput(id);
            if (finished.output() != null && !takenBefore) {
                outputs.add(new Output.DiscardOutput(id, finished.output()));
            }
            return;
        }
        stage.finish(attempt, finished.output(), steps, finished.ran());
        dispatch.refresh(stage);
        if (stage.isDone()) {
            onStageDone(stage);
        }
    }

    private void onStageDone(Stage stage) {
        outputs.add(new Output.StageFinished(stage.id(), stage.took(nowMillis)));
        if (stage.isResult()) {
            jobsThatNeed(stage).forEach(this::succeed);
            return;
        }
        stage.spec.parents().forEach(id -> change(id, parent -> parent.outputRead = true));
        if (stages.hasInput(stage)) {
            // The usual case, and a shortcut: walking through all stages each time is slow in jobs of thousands.
            jobsThatNeed(stage).forEach(job -> job.tickOff(stage));
            consequences.concern(stage);
            stage.children.forEach(child -> consequences.concern(stages.get(child)));
        } else {
            consequences.concernUsersOf(stage);
        }
    }

    private void onTaskReturned(AttemptId id) {
        var attempt = awaitedAttempt(id);
        if (attempt != null) {
            requeue(stages.get(id.stage()), attempt);
        }
    }

    private void onTaskFailed(Input.TaskFailed failed) {
        var attempt = awaitedAttempt(failed.attempt());
        if (attempt == null) {
            return;
        }
        var stage = stages.get(attempt.id().stage());
        requeue(stage, attempt);
        switch (failed.failure()) {
            case TaskFailure.FunctionThrew _, TaskFailure.UserError _, TaskFailure.EngineError _ ->
                    countFailure(stage, attempt, failed.failure());
            case TaskFailure.InputLost lost -> onInputLost(stage, attempt, lost);
            case TaskFailure.InputSkipped skippable -> onInputSkipped(stage, attempt, skippable);
        }
    }

    private void countFailure(Stage stage, Attempt attempt, TaskFailure cause) {
        var failures = stage.countFailure(attempt.id().partition());
        for (var job : jobsThatNeed(stage)) {
            if (failures >= job.failuresMax) {
                fail(
                        job,
                        new JobFailure.TaskFailed(
                                stage.id(), stage.spec.name(), attempt.id(), failures, job.failuresMax, cause));
            }
        }
    }

    private void onInputLost(Stage stage, Attempt attempt, TaskFailure.InputLost lost) {
        var producer = stages.get(lost.producer());
        if (!stage.spec.parents().contains(lost.producer()) || !producer.hasAll(lost.partitions())) {
            countFailure(stage, attempt, lost);
            return;
        }
        var lostAny = false;
        for (var partition : lost.partitions()) {
            lostAny |= producer.lose(partition, attempt.step());
        }
        require(stage, lost.producer());
        if (!lostAny) {
            // Another task told so before: the outputs are being made again, or are there again.
            return;
        }
        consequences.planAnew(producer);
        stage.inputLosses++;
        if (stage.inputLosses >= limits.stageAttemptsMax()) {
            var failure =
                    new JobFailure.InputLostTooOften(
                            stage.id(),
                            stage.spec.name(),
                            lost.producer(),
                            lost.partitions(),
                            stage.inputLosses,
                            limits.stageAttemptsMax());
            jobsThatNeed(stage).forEach(job -> fail(job, failure));
        }
    }

    /// The stage goes on as soon as these parents are there; its other tasks that run may well end without them.
    private void onInputSkipped(Stage stage, Attempt attempt, TaskFailure.InputSkipped skippable) {
        if (!stage.spec.parents().containsAll(skippable.producers())) {
            countFailure(stage, attempt, skippable);
            return;
        }
        skippable.producers().forEach(producer -> require(stage, producer));
    }

    private void require(Stage stage, StageId producer) {
        if (stage.require(producer)) {
            consequences.planAnew(stage);
        }
    }

    private void onTaskEnded(Input.TaskEnded ended) {
        var attempt = awaitedAttempt(ended.attempt());
        if (attempt == null) {
            return;
        }
        // Nobody interrupted it, so it should have told how it went.
        var stage = stages.get(attempt.id().stage());
        requeue(stage, attempt);
        var cause = new IllegalStateException("The task's thread ended without a result.");
        countFailure(stage, attempt, new TaskFailure.EngineError(cause.toString(), cause));
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

    private void onClose(Input.Close close) {
        closedBecause = close.reason();
        failAll(new JobFailure.Closed(close.reason()));
    }

    private void failAll(JobFailure failure) {
        List.copyOf(jobs.values()).forEach(job -> fail(job, failure));
    }

    private void succeed(RunningJob job) {
        outputs.add(new Output.JobSucceeded(job.id, job.result().outputs(job.partitions)));
        end(job);
    }

    private void fail(RunningJob job, JobFailure failure) {
        outputs.add(new Output.JobFailed(job.id, failure));
        end(job);
    }

    private void end(RunningJob job) {
        jobs.remove(job.id);
        consequences.forget(job);
        consequences.concern(job.leave());
    }

    /// Its task waits for another attempt, and with it, in a barrier stage, all others do.
    private void requeue(Stage stage, Attempt attempt) {
        stage.requeue(attempt);
        dispatch.refresh(stage);
        consequences.concern(stage);
    }

    /// The attempt if it is awaited. In any case its thread is free now, so its slot is vacated.
    private Attempt awaitedAttempt(AttemptId id) {
        dispatch.vacateZombie(id);
        var stage = stages.get(id.stage());
        if (stage == null) {
            return null;
        }
        var attempt = stage.awaited(id);
        attempt.ifPresent(dispatch::vacate);
        return attempt.orElse(null);
    }

    private List<RunningJob> jobsThatNeed(Stage stage) {
        return stage.neededBy.stream().map(jobs::get).toList();
    }
}
