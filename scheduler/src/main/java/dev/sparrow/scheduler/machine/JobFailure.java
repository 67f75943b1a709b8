/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.List;

/// The cause of a job's failure, as data: whoever tells of it makes the text.
public sealed interface JobFailure {

    ErrorCode code();

    /// The exception behind it; null if there is none.
    default Throwable thrown() {
        return null;
    }

    /// The job was cancelled.
    record Cancelled(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.CANCELLED;
        }
    }

    /// The heap is full.
    ///
    /// @param liveBytes what collections leave
    /// @param maxBytes what it may grow to
    record HeapFull(long liveBytes, long maxBytes) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.OUT_OF_RESOURCES;
        }
    }

    /// The context was closed under the job, or before it was submitted.
    record Closed(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.CONTEXT_CLOSED;
        }
    }

    /// The submission contradicts itself or what the machine knows: the planner is wrong.
    record Refused(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL;
        }
    }

    /// No executor can ever give the tasks of a stage what they ask for.
    ///
    /// @param executors what they have, in words
    record ResourcesMissing(StageId stage, String stageName, Demand demand, String executors) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.RESOURCES_MISSING;
        }
    }

    /// A task failed as often as the job allows.
    ///
    /// @param last the attempt that failed last
    /// @param failures how often the task failed; losses of input or executor do not count
    /// @param cause of the last attempt, untouched
    record TaskFailed(StageId stage, String stageName, AttemptId last, int failures, int failuresMax, TaskFailure cause)
            implements JobFailure {
        public int partition() {
            return last.partition();
        }

        @Override
        public ErrorCode code() {
            return codeOf(cause);
        }

        @Override
        public Throwable thrown() {
            return thrownBy(cause);
        }
    }

    /// A task failed on every executor that could run it, and these are avoided after failures.
    ///
    /// @param last the attempt that failed last
    /// @param executors what they have, in words
    /// @param cause of the last attempt, untouched
    record Excluded(StageId stage, String stageName, AttemptId last, String executors, TaskFailure cause)
            implements JobFailure {
        @Override
        public ErrorCode code() {
            return codeOf(cause);
        }

        @Override
        public Throwable thrown() {
            return thrownBy(cause);
        }
    }

    private static ErrorCode codeOf(TaskFailure cause) {
        return switch (cause) {
            case TaskFailure.FunctionThrew _ -> ErrorCode.USER_FUNCTION;
            case TaskFailure.UserError error -> error.code();
            case TaskFailure.InputLost _, TaskFailure.InputSkipped _, TaskFailure.EngineError _ -> ErrorCode.INTERNAL;
        };
    }

    private static Throwable thrownBy(TaskFailure cause) {
        return switch (cause) {
            case TaskFailure.FunctionThrew threw -> threw.cause();
            case TaskFailure.UserError error -> error.cause();
            case TaskFailure.EngineError error -> error.cause();
            case TaskFailure.InputLost _, TaskFailure.InputSkipped _ -> null;
        };
    }

    /// A barrier stage has more tasks than there is room for on all executors together.
    ///
    /// @param demand what each task asks for
    /// @param slots for so many tasks
    /// @param executors what they have, in words
    record TooFewSlots(StageId stage, String stageName, int tasks, Demand demand, int slots, String executors)
            implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.LIMIT_EXCEEDED;
        }
    }

    /// A stage waited for too long for an executor that could run its tasks.
    ///
    /// @param executors what they have, in words
    record Starved(StageId stage, String stageName, Demand demand, Duration waited, String executors)
            implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.RESOURCES_MISSING;
        }
    }

    /// A stage lost its input again and again.
    record InputLostTooOften(
            StageId stage, String stageName, StageId producer, List<Integer> partitions, int losses, int lossesMax)
            implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.LOST_TOO_OFTEN;
        }
    }

    /// A task was lost with its executor again and again.
    record ExecutorLostTooOften(
            StageId stage, String stageName, AttemptId last, int losses, int lossesMax, String reason)
            implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.LOST_TOO_OFTEN;
        }
    }
}
