/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.simulation.NodeId;

/// A proposal's number: unique, since members promise a round to one proposer only (Simple, section 2.2).
///
/// @param node who proposes; null for the ballot before all others
public record Ballot(long round, NodeId node) {
    /// Before all others.
    public static final Ballot NONE = new Ballot(0, null);

    @Override
    public String toString() {
        return node == null ? "none" : round + "." + node;
    }
}
