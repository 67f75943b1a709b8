/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;

import java.util.Optional;

/// A member of a cluster that agrees on one sequence of commands, and applies it to a [StateMachine].
///
/// * What is applied at one index is the same command on all members, for ever.
/// * A command that was answered is never lost while a majority keeps its disks.
/// * A command of a client session is applied at most once, however often it is sent.
/// * A linearizable read sees every write that was answered before it was asked.
///
/// It takes [LogMessage.Command] and [LogMessage.Query] as messages from clients and [LogRequest]s from the program on
/// this node, and tells that program by [LogReport]s. What other members send it is the protocol's own.
public interface ReplicatedLog extends Machine<Event, Effect> {
    /// Who leads, as far as this member knows.
    Optional<NodeId> leader();

    /// Whether this member leads, as far as it knows.
    boolean leads();

    /// Whether this member would answer a read at this time without asking another: it leads by a lease.
    ///
    /// @param nowNanos of its own clock
    boolean hasLease(long nowNanos);

    /// The number of the leader's reign that this member knows of: it does not fall while the member is up, and no two
    /// leaders that are *ready* ([LogReport.Leadership]) ever share one. A fencing epoch.
    long term();

    /// The members, as of the latest entry about them that this member has, committed or not.
    Configuration configuration();

    /// The last index that this member has applied.
    long appliedIndex();

    /// What it applies commands to. Read-only for others.
    StateMachine state();
}
