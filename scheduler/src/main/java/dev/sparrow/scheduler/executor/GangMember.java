/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.spi.TaskSession;

import java.util.List;
import java.util.Optional;

/// One attempt in its gang, as its function sees that.
record GangMember(BarrierSeat seat, AttemptResources attempt) implements TaskSession.Meeting {
    @Override
    public List<String> addresses() {
        return seat.hosts();
    }

    @Override
    public void barrier() {
        meet(BarrierRounds.Operation.BARRIER, "");
    }

    @Override
    public List<String> allGather(String message) {
        return meet(BarrierRounds.Operation.ALL_GATHER, message);
    }

    /// Waits until all have said whether they can; returns whether all can.
    boolean agree(boolean yes) {
        return agree(yes ? Optional.of("yes") : Optional.empty());
    }

    /// Waits until all have said what they see; returns whether all see something, and the same.
    boolean agree(Optional<String> seen) {
        return BarrierRounds.agree(meet(BarrierRounds.Operation.AGREE, seen.orElse("")));
    }

    private List<String> meet(BarrierRounds.Operation operation, String message) {
        return seat.meet(operation, message, attempt::checkCancelled);
    }
}
