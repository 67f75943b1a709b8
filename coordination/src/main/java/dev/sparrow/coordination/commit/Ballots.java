/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;

import java.util.List;

/// Numbers of those who try to bring a three-phase transaction to its end, one after another: no two share one.
public final class Ballots {
    /// The coordinator's.
    public static final long COORDINATOR = 1;

    private Ballots() {}

    /// The lowest ballot of a participant above another ballot.
    ///
    /// @param participants all of them, in one order that all know
    public static long next(long above, NodeId self, List<NodeId> participants) {
        var round = (above - COORDINATOR + participants.size()) / participants.size();
        return COORDINATOR + 1 + round * participants.size() + participants.indexOf(self);
    }
}
