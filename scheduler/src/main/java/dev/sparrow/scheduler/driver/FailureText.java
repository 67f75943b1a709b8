/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.StageId;

/// The one text of a job's failure: events tell it, and the exception of the action's caller says it.
///
/// It is made of data alone, so the driver's thread may ask for it: what a user's exception says was asked where it was
/// caught.
public final class FailureText {
    private FailureText() {}

    /// The text of a job's failure.
    ///
    /// @param who the job, such as `count at WordCount.java:40 (job 3)`
    public static String of(String who, JobFailure failure) {
        return switch (failure) {
            case JobFailure.Cancelled(var reason) -> who + " was cancelled: " + reason + ".";
            case JobFailure.Closed(var reason) -> who + " cannot finish, the context is closed: " + reason + ".";
            case JobFailure.Refused(var reason) ->
                    who + " failed. The job was refused, which is a fault of Sparrow: " + reason;
            case JobFailure.HeapFull full -> who + " failed. " + heapFull(full);
            case JobFailure.TaskFailed failed -> taskFailed(who, failed.cause(), where(failed));
            case JobFailure.Excluded excluded -> taskFailed(who, excluded.cause(), where(excluded));
            case JobFailure.TooFewSlots few -> who + " failed. " + tooFewSlots(few);
            case JobFailure.ResourcesMissing missing -> who + " failed. " + resourcesMissing(missing);
            case JobFailure.Starved starved -> who + " failed. " + starved(starved);
            case JobFailure.InputLostTooOften lost -> who + " failed. " + inputLost(lost);
            case JobFailure.ExecutorLostTooOften lost -> who + " failed. " + executorLost(lost);
        };
    }

    private static String where(JobFailure.TaskFailed failed) {
        return "\n  in partition "
                + failed.partition()
                + " of stage "
                + named(failed.stage(), failed.stageName())
                + ", attempt "
                + failed.failures()
                + " of "
                + failed.failuresMax()
                + ".";
    }

    private static String where(JobFailure.Excluded excluded) {
        return "\n  in partition "
                + excluded.last().partition()
                + " of stage "
                + named(excluded.stage(), excluded.stageName())
                + ", for which no executor is left on which it, or too much else, has not failed: "
                + excluded.executors()
                + " (sparrow.excludeOnFailure.enabled).";
    }

    private static String taskFailed(String who, TaskFailure cause, String where) {
        return switch (cause) {
            case TaskFailure.FunctionThrew threw ->
                    who
                            + " failed: the function of "
                            + threw.said()
                            + where
                            + " Fix the function, or filter out the elements it cannot handle.";
            case TaskFailure.UserError error -> who + " failed: " + error.said() + where;
            case TaskFailure.EngineError error -> internal(who, error.said(), where);
            case TaskFailure.InputLost lost ->
                    internal(
                            who,
                            "outputs "
                                    + lost.partitions()
                                    + " of stage "
                                    + lost.producer()
                                    + " were reported lost, which are not inputs of it",
                            where);
            case TaskFailure.InputSkipped skipped ->
                    internal(who, "stages " + skipped.producers() + " were wanted, which are not inputs of it", where);
        };
    }

    private static String internal(String who, String said, String where) {
        return who
                + " failed within Sparrow: "
                + said
                + where
                + " This should not happen; please report it with the stack trace.";
    }

    private static String heapFull(JobFailure.HeapFull full) {
        return "The heap is full: the garbage collector works nearly all the time, and leaves "
                + (full.liveBytes() >> 20)
                + " of "
                + (full.maxBytes() >> 20)
                + " MiB in use. All jobs were ended. Use more partitions, bring less to the driver, hold less in"
                + " the program itself, or use a larger heap (-Xmx in SPARROW_JAVA_OPTS).";
    }

    private static String tooFewSlots(JobFailure.TooFewSlots few) {
        return "Barrier stage "
                + named(few.stage(), few.stageName())
                + " has "
                + few.tasks()
                + " tasks, which have to run at the same time, each with "
                + few.demand()
                + ", and there is room for "
                + few.slots()
                + ": "
                + few.executors()
                + ". Use fewer partitions (coalesce or repartition before barrier()), or start with more (such as"
                + " master local["
                + few.tasks() * few.demand().cpus()
                + "], sparrow.executor.resources).";
    }

    private static String resourcesMissing(JobFailure.ResourcesMissing missing) {
        return "Stage "
                + named(missing.stage(), missing.stageName())
                + " can never run: each of its tasks asks for "
                + missing.demand()
                + ", and "
                + missing.executors()
                + ". Ask for less (withResources, sparrow.task.cpus, sparrow.task.resources), or start with more"
                + " (such as master local[n], sparrow.executor.resources).";
    }

    private static String starved(JobFailure.Starved starved) {
        return "Stage "
                + named(starved.stage(), starved.stageName())
                + " waited for "
                + starved.waited().toMillis() / 1000
                + " s: each of its tasks asks for "
                + starved.demand()
                + ", and "
                + starved.executors()
                + ". Look why no executor comes that has it, ask for less (withResources, sparrow.task.cpus,"
                + " sparrow.task.resources), or wait longer.";
    }

    private static String inputLost(JobFailure.InputLostTooOften lost) {
        return "Stage "
                + named(lost.stage(), lost.stageName())
                + " lost its input "
                + lost.losses()
                + " times in a row, at last outputs "
                + lost.partitions()
                + " of stage "
                + lost.producer()
                + "; the limit is "
                + lost.lossesMax()
                + ". Look for executors or disks that lose data, or raise sparrow.stage.attempts.max.";
    }

    private static String executorLost(JobFailure.ExecutorLostTooOften lost) {
        return "Partition "
                + lost.last().partition()
                + " of stage "
                + named(lost.stage(), lost.stageName())
                + " lost its executor "
                + lost.losses()
                + " times, at last because "
                + lost.reason()
                + "; the limit is "
                + lost.lossesMax()
                + ". Look whether this task makes executors die, for example for want of memory.";
    }

    private static String named(StageId stage, String name) {
        return stage + " (" + name + ")";
    }
}
