/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.task;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.TaskSession;

import java.util.List;

/// The context of a task of a barrier stage, all of whose tasks run at the same time: it also meets the others. See
/// [dev.sparrow.Rdd#barrier].
///
/// All tasks have to call [#barrier] and [#allGather] equally often and in the same order. The stage fails if one calls
/// the other of the two, or ends while others wait for it.
public final class BarrierTaskContext extends TaskContext {
    private final TaskSession.Meeting meeting;

    BarrierTaskContext(TaskSession session, TaskSession.Meeting meeting) {
        super(session);
        this.meeting = meeting;
    }

    /// The task that the calling thread runs.
    ///
    /// @throws SparrowException if it runs none, or one of a stage that is not a barrier stage
    public static BarrierTaskContext get() {
        if (TaskContext.get() instanceof BarrierTaskContext context) {
            return context;
        }
        throw new SparrowException(
                ErrorCode.INVALID_ARGUMENT,
                "BarrierTaskContext.get() has no answer here: "
                        + (TaskContext.get() == null
                                ? "this thread runs no task"
                                : "stage " + TaskContext.get().stageId() + " is not a barrier stage")
                        + ". Call it in the function that is given to rdd.barrier().mapPartitions(...), on the thread"
                        + " that the function is called on.");
    }

    /// Waits until all tasks of the stage have called it.
    public void barrier() {
        meeting.barrier();
    }

    /// Waits until all tasks of the stage have called it; returns their messages in the order of the partitions.
    public List<String> allGather(String message) {
        if (message == null) {
            throw SparrowException.invalidArgument(
                    "allGather was given null for a message, in partition " + partitionId() + ".");
        }
        return meeting.allGather(message);
    }

    /// The tasks of the stage, in the order of the partitions.
    public List<BarrierTaskInfo> getTaskInfos() {
        return meeting.addresses().stream().map(BarrierTaskInfo::new).toList();
    }
}
