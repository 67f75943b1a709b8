/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Collections;
import java.util.List;

/// The attempts of one launch of a barrier stage, where they wait for each other. For any thread.
///
/// One that fails breaks nothing off here: the driver hears of it first and stops the others, so that what they say
/// does not hide the cause.
public final class Gang {
    /// All tasks run in this JVM.
    private static final String HERE = "localhost";

    private final int tasks;
    private final BarrierRounds rounds;

    public Gang(int tasks) {
        this.tasks = tasks;
        this.rounds = new BarrierRounds(tasks);
    }

    List<String> addresses() {
        return Collections.nCopies(tasks, HERE);
    }

    /// Waits until all have come; returns their messages in the order of the partitions.
    ///
    /// @param checkCancelled throws if the attempt is to stop; asked after each [#wake]
    synchronized List<String> meet(
            int partition, BarrierRounds.Operation operation, String message, Runnable checkCancelled) {
        var round = rounds.come(partition, operation, message);
        notifyAll();
        while (!rounds.isOver(round)) {
            checkCancelled.run();
            rounds.broken()
                    .ifPresent(why -> {
                        throw new SparrowException(
                                ErrorCode.USER_FUNCTION,
                                "The barrier stage cannot go on: "
                                        + why
                                        + ". All tasks have to call barrier() and allGather() equally often, in the same"
                                        + " order.");
                    });
            try {
                wait();
            } catch (InterruptedException e) {
                throw interrupted(partition, checkCancelled, e);
            }
        }
        // The next round is over only after this task has come to it.
        return rounds.gathered();
    }

    /// An interrupt is the usual way to stop an attempt.
    private static SparrowException interrupted(int partition, Runnable checkCancelled, InterruptedException e) {
        Thread.currentThread().interrupt();
        checkCancelled.run();
        return new SparrowException(
                ErrorCode.USER_FUNCTION,
                "The task of partition " + partition + " was interrupted while it waited for the others.",
                e);
    }

    /// An attempt has done its work.
    synchronized void done(int partition) {
        rounds.done(partition);
        notifyAll();
    }

    /// An attempt is to stop: if it waits, it looks.
    synchronized void wake() {
        notifyAll();
    }
}
