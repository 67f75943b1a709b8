/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

import java.util.Optional;

/// What clients say to a member of a [ReplicatedLog], and what it says to them.
public sealed interface LogMessage {
    /// Opens a session, in which commands are applied once however often they are sent (Ongaro 2014, section 6.3).
    ///
    /// @param number tells the client's requests apart
    record OpenSession(long number) implements LogMessage {}

    /// The session is open.
    record Opened(long number, long session) implements LogMessage {}

    /// A command of a session. A client has one command open at a time and sends it, with its number, until it is
    /// answered; then it takes the next number.
    ///
    /// @param sequence from 1
    record Command(long session, long sequence, Record command) implements LogMessage {}

    /// The command was applied, now or before.
    record Applied(long session, long sequence, Record answer) implements LogMessage {}

    /// The session is forgotten: so many others were used since. Whether the command was applied nobody knows any more.
    record SessionExpired(long session, long sequence) implements LogMessage {}

    /// A linearizable read.
    ///
    /// @param number tells the client's requests apart
    record Query(long number, Record question) implements LogMessage {}

    /// The answer to a read.
    record Answered(long number, Record answer) implements LogMessage {}

    /// This member cannot do it: ask the leader, or another member. Nothing was applied by this request.
    ///
    /// @param number of the request, or the sequence of the command
    record NotLeader(long number, Optional<NodeId> leader) implements LogMessage {}

    /// Too much is open already, or leadership is on its way to another. Nothing was applied by this request; try again
    /// later.
    record Busy(long number) implements LogMessage {}
}
