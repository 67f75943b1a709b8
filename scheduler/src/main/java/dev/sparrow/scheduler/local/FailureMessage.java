/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.value.JobId;

/// Turns the failure of a job into the exception that its caller gets.
final class FailureMessage {
    private FailureMessage() {}

    static SparrowException of(JobId job, Label label, JobFailure failure) {
        var who = label + " (job " + job + ")";
        return switch (failure) {
            case JobFailure.TaskFailed failed -> taskFailed(who, failed);
            case JobFailure.Cancelled cancelled ->
                    new SparrowException(ErrorCode.CANCELLED, who + " was cancelled: " + cancelled.reason() + ".");
            case JobFailure.Closed closed ->
                    new SparrowException(
                            ErrorCode.CONTEXT_CLOSED,
                            who + " cannot finish, the context is closed: " + closed.reason() + ".");
            case JobFailure.HeapFull _,
                    JobFailure.Refused _,
                    JobFailure.TooFewSlots _,
                    JobFailure.ResourcesMissing _,
                    JobFailure.InputLostTooOften _,
                    JobFailure.ExecutorLostTooOften _ ->
                    new SparrowException(failure.code(), who + " failed. " + failure.message());
        };
    }

    /// The driver ended before the job did.
    static SparrowException orphaned(JobId job, Label label, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    label
                            + " (job "
                            + job
                            + ") cannot finish: the heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB is so full that the driver found no room ("
                            + cause.getMessage()
                            + "). Other jobs are run by a new one. Use more partitions, bring less to the driver, or"
                            + " use a larger heap (-Xmx in SPARROW_JAVA_OPTS).",
                    cause);
        }
        return new SparrowException(
                ErrorCode.INTERNAL,
                label
                        + " (job "
                        + job
                        + ") cannot finish: the driver of this context ended unexpectedly ("
                        + ThrowableText.of(cause)
                        + "). Other jobs are run by a new one. Please report this with the stack trace below.",
                cause);
    }

    private static SparrowException taskFailed(String who, JobFailure.TaskFailed failed) {
        var where =
                "partition "
                        + failed.partition()
                        + " of stage "
                        + failed.stage()
                        + " ("
                        + failed.stageName()
                        + "), attempt "
                        + failed.failures()
                        + " of "
                        + failed.failuresMax();
        return switch (failed.cause()) {
            case TaskFailure.UserError(UserFailure user, _) ->
                    new SparrowException(
                            ErrorCode.USER_FUNCTION,
                            who
                                    + " failed: the function of "
                                    + user.label()
                                    + " threw "
                                    + user.what()
                                    + "\n  in "
                                    + where
                                    + ". Fix the function, or filter out the elements it cannot handle.",
                            user.getCause());
            case TaskFailure.UserError(SparrowException known, _) ->
                    new SparrowException(
                            known.code(),
                            who + " failed: " + known.getMessage() + "\n  in " + where + ".",
                            known.getCause());
            case TaskFailure.UserError(var cause, var said) -> internal(who, where, cause, said);
            case TaskFailure.EngineError(var cause, var said) -> internal(who, where, cause, said);
            case TaskFailure.InputLost _, TaskFailure.InputSkipped _ ->
                    new SparrowException(ErrorCode.INTERNAL, who + " failed. " + failed.message());
        };
    }

    private static SparrowException internal(String who, String where, Throwable cause, String said) {
        return new SparrowException(
                ErrorCode.INTERNAL,
                who
                        + " failed within Sparrow: "
                        + said
                        + "\n  in "
                        + where
                        + ". This should not happen; please report it with the stack trace below.",
                cause);
    }
}
