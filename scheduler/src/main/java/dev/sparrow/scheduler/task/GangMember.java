/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.BarrierTaskContext;

import java.util.List;

/// One attempt in its gang, as its function sees that.
record GangMember(Gang gang, LocalAttempt attempt) implements BarrierTaskContext.Meeting {
    @Override
    public List<String> addresses() {
        return gang.addresses();
    }

    @Override
    public void barrier() {
        meet(BarrierRounds.Operation.BARRIER, "");
    }

    @Override
    public List<String> allGather(String message) {
        return meet(BarrierRounds.Operation.ALL_GATHER, message);
    }

    /// Waits until all have said what they see of what is kept; returns whether all say yes.
    boolean agree(boolean yes) {
        return meet(BarrierRounds.Operation.AGREE, String.valueOf(yes)).stream().allMatch("true"::equals);
    }

    private List<String> meet(BarrierRounds.Operation operation, String message) {
        return gang.meet(attempt.order().attempt().partition(), operation, message, attempt::checkCancelled);
    }
}
