/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.simulation.NodeId;

import java.util.List;
import java.util.Optional;

/// What a session says to the members of a cell, and what they say to it.
public sealed interface LockMessage {
    /// Opens a session.
    ///
    /// @param client a name that no other session ever has
    record OpenSession(String client) implements LockMessage {}

    /// The session is open.
    ///
    /// @param leaseNanos how long, counted from when it was first asked for
    record Opened(String client, long session, long epoch, long leaseNanos) implements LockMessage {}

    /// Asks for more time; the master answers when half of the lease is over, or when it has something to tell (Burrows
    /// 2006, section 2.8).
    ///
    /// @param epoch of the master that the session knows
    /// @param number rises with each that is answered
    /// @param acknowledged the last event that the session has taken in
    record KeepAlive(long session, long epoch, long number, long acknowledged) implements LockMessage {}

    /// More time, and what has happened.
    ///
    /// @param heldNanos how long after the [KeepAlive] had come the lease began
    /// @param leaseNanos how long it is
    record KeptAlive(
            long session, long epoch, long number, long heldNanos, long leaseNanos, List<LockEvent.Numbered> events)
            implements LockMessage {
        public KeptAlive {
            events = List.copyOf(events);
        }
    }

    /// Asks for something. A session has one call open at a time and sends it until it is answered.
    ///
    /// @param number from 1
    record Call(long session, long epoch, long number, LockCall what) implements LockMessage {}

    /// The answer to a call.
    ///
    /// @param cacheable whether the session may keep it until it is [LockEvent.Invalidated]
    record Answered(long session, long epoch, long number, CellAnswer answer, boolean cacheable)
            implements LockMessage {}

    /// There is another master than the one that the session knows (section 2.9, step 1).
    record NewEpoch(long session, long epoch) implements LockMessage {}

    /// This member is not the master.
    record NotMaster(Optional<NodeId> master) implements LockMessage {}

    /// There is no such session any more.
    record SessionEnded(long session) implements LockMessage {}
}
