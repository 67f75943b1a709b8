/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

import java.util.Optional;

/// What a [ReplicatedLog] tells the program on its node.
public sealed interface LogReport {
    /// A command was applied on this member.
    record Applied(long index, Record command, Record answer) implements LogReport {}

    /// A proposal of this node was applied.
    record Done(long number, long index, Record answer) implements LogReport {}

    /// All that a linearizable read must see is applied now.
    record ReadAllowed(long number, long appliedIndex) implements LogReport {}

    /// It cannot be done here and now. A proposal that was refused after it was taken may yet be applied.
    record Refused(long number, String reason) implements LogReport {}

    /// Another leader, or none, or another term.
    ///
    /// @param ready whether this member leads and has applied everything that leaders before it have answered
    record Leadership(Optional<NodeId> leader, long term, boolean ready) implements LogReport {}

    /// The whole state was replaced by a snapshot: what was applied up to here was not reported one by one.
    record Restored(long index) implements LogReport {}
}
