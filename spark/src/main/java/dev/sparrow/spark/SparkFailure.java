/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.spark.task.TaskFailed;
import dev.sparrow.spark.task.UnfitExecutor;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of a job, from what Spark threw.
final class SparkFailure {
    private SparkFailure() {}

    /// What our own task said; empty if Spark failed by itself.
    static Optional<TaskReport.Failed> report(Throwable thrown) {
        return find(thrown, TaskFailed.class)
                .map(failed -> (TaskReport.Failed) Wire.decode(failed.report().bytes(), TaskReport.class));
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /// The failure of a task of ours.
    ///
    /// @param failuresMax the failure of one task that fails its job
    static Optional<JobFailure> of(Throwable thrown, Map<StageId, PlannedStage> stages, int failuresMax) {
        return report(thrown)
                .map(failed -> {
                    var attempt = failed.attempt();
                    var name =
                            Optional.ofNullable(stages.get(attempt.stage()))
                                    .map(stage -> stage.spec().name())
                                    .orElse("");
                    return new JobFailure.TaskFailed(
                            attempt.stage(), name, attempt, failuresMax, failuresMax, failed.failure());
                });
    }

    /// A failure of Spark's own.
    ///
    /// @param stage that was to run
    static JobFailure ofSpark(Throwable thrown, PlannedStage stage) {
        var said = ThrowableText.of(thrown);
        return new JobFailure.TaskFailed(
                stage.id(),
                stage.spec().name(),
                new AttemptId(stage.id(), 0, 0),
                1,
                1,
                new TaskFailure.UserError(code(thrown, said), said, thrown));
    }

    /// A failure of Spark's own in words.
    static String said(Throwable thrown) {
        return find(thrown, UnfitExecutor.class)
                .map(Throwable::getMessage)
                .orElseGet(() -> "Spark says: " + ThrowableText.of(thrown));
    }

    private static ErrorCode code(Throwable thrown, String said) {
        if (find(thrown, UnfitExecutor.class).isPresent()) {
            return ErrorCode.INVALID_CONFIGURATION;
        }
        if (said.contains("maxResultSize") || said.contains("barrier")) {
            return ErrorCode.LIMIT_EXCEEDED;
        }
        if (said.contains("ResourceProfile")) {
            return ErrorCode.RESOURCES_MISSING;
        }
        return ErrorCode.LOST_TOO_OFTEN;
    }
}
