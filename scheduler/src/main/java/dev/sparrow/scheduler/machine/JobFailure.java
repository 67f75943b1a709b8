/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import java.util.List;

/// The cause of a job's failure, as data; [FailureMessage] makes the message of it.
public sealed interface JobFailure {

    ErrorCode code();

    String message();

    /// Somebody cancelled the job.
    record Cancelled(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.CANCELLED;
        }

        @Override
        public String message() {
            return "The job was cancelled: " + reason;
        }
    }

    /// The heap is full: see [HeapWatch].
    ///
    /// @param liveBytes what collections leave
    /// @param maxBytes what it may grow to
    record HeapFull(long liveBytes, long maxBytes) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.OUT_OF_RESOURCES;
        }

        @Override
        public String message() {
            return "The heap is full: the garbage collector works nearly all the time, and leaves "
                    + (liveBytes >> 20)
                    + " of "
                    + (maxBytes >> 20)
                    + " MiB in use. All jobs were ended. Use more partitions, bring less to the driver, hold less in"
                    + " the program itself, or use a larger heap (-Xmx in SPARROW_JAVA_OPTS).";
        }
    }

    /// The context was closed under the job, or before it was submitted.
    record Closed(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.CONTEXT_CLOSED;
        }

        @Override
        public String message() {
            return "The job cannot run, the context is closed: " + reason;
        }
    }

    /// The submission contradicts itself or what the machine knows: the planner is wrong.
    record Refused(String reason) implements JobFailure {
        @Override
        public ErrorCode code() {
            return ErrorCode.INTERNAL;
        }

        @Override
        public String message() {
            return "The job was refused, which is a fault of Sparrow: " + reason;
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

        @Override
        public String message() {
            return "Stage "
                    + stage
                    + " ("
                    + stageName
                    + ") can never run: each of its tasks asks for "
                    + demand
                    + ", and "
                    + executors
                    + ". Ask for less (withResources, sparrow.task.cpus, sparrow.task.resources), or start with more"
                    + " (such as master local[n], sparrow.executor.resources).";
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
            return switch (cause) {
                case TaskFailure.UserError _ -> ErrorCode.USER_FUNCTION;
                case TaskFailure.InputLost _, TaskFailure.InputSkipped _, TaskFailure.EngineError _ ->
                        ErrorCode.INTERNAL;
            };
        }

        @Override
        public String message() {
            return "Partition "
                    + partition()
                    + " of stage "
                    + stage
                    + " ("
                    + stageName
                    + ") failed, attempt "
                    + failures
                    + " of "
                    + failuresMax
                    + ": "
                    + describe(cause);
        }

        private static String describe(TaskFailure cause) {
            return switch (cause) {
                case TaskFailure.UserError error -> error.said();
                case TaskFailure.EngineError error -> "Sparrow itself failed: " + error.said();
                case TaskFailure.InputLost lost ->
                        "Sparrow itself failed: outputs "
                                + lost.partitions()
                                + " of stage "
                                + lost.producer()
                                + " were reported lost, which are not inputs of it";
                case TaskFailure.InputSkipped skippable ->
                        "Sparrow itself failed: stages "
                                + skippable.producers()
                                + " were wanted, which are not inputs of it";
            };
        }
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

        @Override
        public String message() {
            return "Barrier stage "
                    + stage
                    + " ("
                    + stageName
                    + ") has "
                    + tasks
                    + " tasks, which have to run at the same time, each with "
                    + demand
                    + ", and there is room for "
                    + slots
                    + ": "
                    + executors
                    + ". Use fewer partitions (coalesce or repartition before barrier()), or start with more (such as"
                    + " master local["
                    + tasks * demand.cpus()
                    + "], sparrow.executor.resources).";
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

        @Override
        public String message() {
            return "Stage "
                    + stage
                    + " ("
                    + stageName
                    + ") lost its input "
                    + losses
                    + " times in a row, at last outputs "
                    + partitions
                    + " of stage "
                    + producer
                    + "; the limit is "
                    + lossesMax
                    + ". Look for executors or disks that lose data, or raise sparrow.stage.attempts.max.";
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

        @Override
        public String message() {
            return "Partition "
                    + last.partition()
                    + " of stage "
                    + stage
                    + " ("
                    + stageName
                    + ") lost its executor "
                    + losses
                    + " times, at last because "
                    + reason
                    + "; the limit is "
                    + lossesMax
                    + ". Look whether this task makes executors die, for example for want of memory.";
        }
    }
}
