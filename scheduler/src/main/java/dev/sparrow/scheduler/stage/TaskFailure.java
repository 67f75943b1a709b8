/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.function.UnaryOperator;

/// The cause of an attempt's failure.
///
/// Causes may be of a user's class, so nobody asks them anything on the driver's thread: what they said is here.
public sealed interface TaskFailure {

    /// The same failure, with another exception in place of its cause, if it has one.
    default TaskFailure withCause(UnaryOperator<Throwable> other) {
        return switch (this) {
            case FunctionThrew(var said, var cause) -> new FunctionThrew(said, other.apply(cause));
            case UserError(var code, var said, var cause) -> new UserError(code, said, other.apply(cause));
            case EngineError(var said, var cause) -> new EngineError(said, other.apply(cause));
            case InputLost _, InputSkipped _ -> this;
        };
    }

    /// A function of the user threw. Counts against the limit of failures.
    ///
    /// @param said the operation and what its function threw
    /// @param cause what the function threw, in a form that can be printed
    record FunctionThrew(String said, Throwable cause) implements TaskFailure {}

    /// The program, its input or the resources it has are to blame. Counts against the limit of failures.
    ///
    /// @param cause the exception behind it; null if there is none
    record UserError(ErrorCode code, String said, Throwable cause) implements TaskFailure {}

    /// Outputs of a parent could not be read. Nobody is to blame: the task waits until they are made again.
    ///
    /// @param partitions exactly those that are lost, at least one
    record InputLost(StageId producer, List<Integer> partitions) implements TaskFailure {}

    /// A cached partition is missing or damaged, and the parents that would make it were skipped. Nobody is to blame:
    /// the task waits until their outputs are there.
    ///
    /// @param producers the parents that are needed after all; none if only the cached partition turned out bad
    record InputSkipped(List<StageId> producers) implements TaskFailure {}

    /// We are to blame. Counts against the limit of failures.
    record EngineError(String said, Throwable cause) implements TaskFailure {}
}
