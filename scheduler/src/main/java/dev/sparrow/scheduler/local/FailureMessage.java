/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.closure.UserStack;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
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
            case JobFailure.Refused _,
                    JobFailure.TooFewSlots _,
                    JobFailure.ResourcesMissing _,
                    JobFailure.InputLostTooOften _,
                    JobFailure.ExecutorLostTooOften _ ->
                    new SparrowException(failure.code(), who + " failed. " + failure.message());
        };
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
            case TaskFailure.UserError(UserFailure user) ->
                    new SparrowException(
                            ErrorCode.USER_FUNCTION,
                            who
                                    + " failed: the function of "
                                    + user.label()
                                    + " threw "
                                    + user.what()
                                    + "\n  in "
                                    + where
                                    + ". Mend the function, or filter out the elements that it cannot take.",
                            UserStack.fold(user.getCause()));
            case TaskFailure.UserError(SparrowException known) ->
                    new SparrowException(
                            known.code(),
                            who + " failed: " + known.getMessage() + "\n  in " + where + ".",
                            known.getCause());
            case TaskFailure.UserError(var cause) -> internal(who, where, cause);
            case TaskFailure.EngineError(var cause) -> internal(who, where, cause);
            case TaskFailure.InputLost _, TaskFailure.InputSpared _ ->
                    new SparrowException(ErrorCode.INTERNAL, who + " failed. " + failed.message());
        };
    }

    private static SparrowException internal(String who, String where, Throwable cause) {
        return new SparrowException(
                ErrorCode.INTERNAL,
                who
                        + " failed within Sparrow: "
                        + cause
                        + "\n  in "
                        + where
                        + ". This should not happen; please report it with the stack trace below.",
                cause);
    }
}
