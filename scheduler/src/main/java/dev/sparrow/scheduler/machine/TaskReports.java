/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

/// What follows from the ends of attempts. Only what awaited attempts say counts.
final class TaskReports {
    private final MachineStep step;
    private final Limits limits;
    private final Stages stages;
    private final Dispatch dispatch;
    private final Replanner consequences;
    private final JobEnds ends;
    private final Exclusions exclusions;

    TaskReports(
            MachineStep step,
            Limits limits,
            Stages stages,
            Dispatch dispatch,
            Replanner consequences,
            JobEnds ends,
            Exclusions exclusions) {
        this.step = step;
        this.limits = limits;
        this.stages = stages;
        this.dispatch = dispatch;
        this.consequences = consequences;
        this.ends = ends;
        this.exclusions = exclusions;
    }

    void onTaskFinished(Input.TaskFinished finished) {
        var id = finished.attempt();
        var stage = stages.get(id.stage());
        var attempt = awaitedAttempt(id);
        if (attempt == null) {
            // The same message twice must not take away what the first one brought.
            var takenBefore = stage != null && stage.made().has(id);
            if (finished.output() != null && !takenBefore) {
                step.say(new Output.DiscardOutput(id, finished.output()));
            }
            return;
        }
        var hadInput = !(stage.state instanceof StageState.Waiting);
        stage.finish(attempt, finished.output(), step, finished.ran());
        var other = stage.awaited.endOther(id.partition());
        if (other.isPresent()) {
            dispatch.interrupt(other.get());
        }
        dispatch.endMaking(attempt, true);
        dispatch.refresh(stage);
        consequences.planAnewIfWaiting(stage);
        if (stage.isDone()) {
            dispatch.meetings().end(stage.id());
            onStageDone(stage, hadInput);
        } else if (stage.spec.barrier()) {
            dispatch.meetings().onDone(attempt);
        }
    }

    void onBarrierCalled(Input.BarrierCalled called) {
        var stage = stages.get(called.attempt().stage());
        if (stage != null && stage.spec.barrier()) {
            stage.awaited
                    .find(called.attempt())
                    .ifPresent(attempt -> dispatch.meetings().onCalled(attempt, called.operation(), called.message()));
        }
    }

    private void onStageDone(Stage stage, boolean hadInput) {
        step.say(new Output.StageFinished(stage.id(), stage.took(step.nowMillis())));
        exclusions.onStageDone(stage);
        if (stage.isResult()) {
            ends.thatNeed(stage).forEach(ends::succeed);
            return;
        }
        stage.spec.parents().forEach(id -> noteRead(stages.get(id)));
        if (hadInput) {
            // The usual case, and a shortcut: walking through all stages each time is slow in jobs of thousands.
            ends.thatNeed(stage).forEach(job -> job.tickOff(stage));
            consequences.concern(stage);
            stage.children.forEach(child -> consequences.concern(stages.get(child)));
        } else {
            consequences.concernUsersOf(stage);
        }
    }

    void onTaskReturned(AttemptId id) {
        var attempt = awaitedAttempt(id);
        if (attempt != null) {
            requeue(stages.get(id.stage()), attempt);
        }
    }

    void onTaskFailed(Input.TaskFailed failed) {
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
        var failures = stage.failures.count(attempt.id().partition());
        for (var job : ends.thatNeed(stage)) {
            if (failures >= job.failuresMax) {
                ends.fail(
                        job,
                        new JobFailure.TaskFailed(
                                stage.id(), stage.spec.name(), attempt.id(), failures, job.failuresMax, cause));
            }
        }
        exclusions.onFailed(stage, attempt, cause);
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
        var losses = stage.failures.countInputLoss();
        if (losses >= limits.stageAttemptsMax()) {
            var failure =
                    new JobFailure.InputLostTooOften(
                            stage.id(),
                            stage.spec.name(),
                            lost.producer(),
                            lost.partitions(),
                            losses,
                            limits.stageAttemptsMax());
            ends.failThatNeed(stage, failure);
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

    void onTaskEnded(Input.TaskEnded ended) {
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

    /// What failed on an executor is of no matter any more.
    void executorLost(ExecutorId executor) {
        exclusions.onLost(executor);
    }

    /// It was awaited, and its executor is gone.
    void attemptLost(AttemptId id, String reason) {
        var stage = stages.get(id.stage());
        requeue(stage, stage.awaited.find(id).orElseThrow());
        var losses = stage.failures.countExecutorLoss(id.partition());
        if (losses > limits.executorLossesMax()) {
            var failure =
                    new JobFailure.ExecutorLostTooOften(
                            id.stage(), stage.spec.name(), id, losses, limits.executorLossesMax(), reason);
            ends.failThatNeed(stage, failure);
        }
    }

    private void noteRead(Stage stage) {
        if (stage != null) {
            stage.outputRead = true;
            consequences.concern(stage);
        }
    }

    /// Its task waits for another attempt, and with it, in a barrier stage, all others do.
    private void requeue(Stage stage, Attempt attempt) {
        stage.requeue(attempt);
        dispatch.endMaking(attempt, false);
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
        var attempt = stage.awaited.find(id).orElse(null);
        if (attempt != null) {
            dispatch.vacate(attempt);
        }
        return attempt;
    }
}
