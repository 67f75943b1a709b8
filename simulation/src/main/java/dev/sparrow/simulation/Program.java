/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/// Starts a machine on a node: on the first day with an empty disk, and after each crash with what is left on it.
@FunctionalInterface
public interface Program {
    /// Starts the machine of a node.
    ///
    /// @param disk what the node's log on disk holds, in the order of writing
    /// @param random the machine's own
    /// @param nowNanos the node's clock, see [Clock]
    Machine<Event, Effect> start(NodeId self, List<Stored> disk, RandomGenerator random, long nowNanos);
}
