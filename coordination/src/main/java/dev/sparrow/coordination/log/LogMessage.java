/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

import java.util.Optional;

/// What clients and members of a [ReplicatedLog] say to each other.
public sealed interface LogMessage {
    /// A command of a client's session. A client has one command open at a time and sends it, with its number, until it
    /// is answered; then it takes the next number.
    ///
    /// @param session the client's, unique among all that ever were
    /// @param sequence from 1
    record Command(String session, long sequence, Record command) implements LogMessage {}

    /// A linearizable read.
    ///
    /// @param number tells the client's reads apart
    record Query(long number, Record question) implements LogMessage {}

    /// The command was applied, now or before.
    record Applied(String session, long sequence, Record answer) implements LogMessage {}

    /// The answer to a read.
    record Answered(long number, Record answer) implements LogMessage {}

    /// This member cannot do it: ask the leader, or another member. Nothing was applied by this request.
    ///
    /// @param number the sequence of the command, or the number of the read
    record NotLeader(long number, Optional<NodeId> leader) implements LogMessage {}

    /// Too much is open already, or a change of members is. Nothing was applied by this request; try again later.
    record Busy(long number) implements LogMessage {}
}
