/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.simulation.NodeId;

/// Who waits for a slot.
sealed interface Waiting {
    /// A client, for its request.
    record Client(NodeId client, long number) implements Waiting {}

    /// The program on this node.
    record Program(long number) implements Waiting {}

    /// A member with a new disk.
    record Rejoining(NodeId node, long number) implements Waiting {}
}
