/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.value.AttemptId;

import java.util.List;

/// The place where one task of a barrier stage waits for the others. The driver knows who has come.
///
/// An attempt that fails breaks nothing off here: the driver hears of it first and stops the others, so that what they
/// say does not hide the cause.
final class BarrierSeat {
    private final AttemptId attempt;
    private final List<String> hosts;
    private final DriverLink driver;

    /// The messages of a round that is over, until the task has them. Null before.
    private List<String> gathered;

    /// Null as long as rounds can be over.
    private String broken;

    /// @param hosts where the tasks run, by partition
    BarrierSeat(AttemptId attempt, List<String> hosts, DriverLink driver) {
        this.attempt = attempt;
        this.hosts = hosts;
        this.driver = driver;
    }

    List<String> hosts() {
        return hosts;
    }

    /// Waits until all have come; returns their messages in the order of the partitions.
    ///
    /// @param checkCancelled throws if the attempt is to stop; asked after each [#wake]
    synchronized List<String> meet(BarrierRounds.Operation operation, String message, Runnable checkCancelled) {
        driver.tell(new ExecutorEvent.BarrierCalled(attempt, operation, message));
        while (gathered == null) {
            checkCancelled.run();
            if (broken != null) {
                throw new SparrowException(
                        ErrorCode.USER_FUNCTION,
                        "The barrier stage cannot go on: "
                                + broken
                                + ". All tasks have to call barrier() and allGather() equally often, in the same order.");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw interrupted(checkCancelled, e);
            }
        }
        var over = gathered;
        gathered = null;
        return over;
    }

    /// An interrupt is the usual way to stop an attempt.
    private SparrowException interrupted(Runnable checkCancelled, InterruptedException e) {
        Thread.currentThread().interrupt();
        checkCancelled.run();
        return new SparrowException(
                ErrorCode.USER_FUNCTION,
                "The task of partition " + attempt.partition() + " was interrupted while it waited for the others.",
                e);
    }

    /// All have come.
    synchronized void over(List<String> messages) {
        gathered = messages;
        notifyAll();
    }

    /// No round will be over any more.
    synchronized void breakOff(String why) {
        broken = why;
        notifyAll();
    }

    /// The attempt is to stop: if it waits, it looks.
    synchronized void wake() {
        notifyAll();
    }
}
