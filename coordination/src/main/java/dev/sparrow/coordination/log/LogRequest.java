/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

import java.util.Set;

/// What the program on a member asks its [ReplicatedLog] for.
public sealed interface LogRequest {
    /// Puts a command of the program itself into the log, outside of any session, if this member leads. It is reported
    /// by [LogReport.Applied] when it is applied, at most once, or [LogReport.Refused].
    ///
    /// @param number tells the program's proposals apart
    record Propose(long number, Record command) implements LogRequest {}

    /// Asks which applied index a read must have seen to be linearizable; answered by [LogReport.ReadAllowed] once this
    /// member has applied that much, or [LogReport.Refused].
    record Read(long number) implements LogRequest {}

    /// Makes these the members: voters decide, learners only follow.
    record ChangeMembers(long number, Set<NodeId> voters, Set<NodeId> learners) implements LogRequest {
        public ChangeMembers {
            voters = Set.copyOf(voters);
            learners = Set.copyOf(learners);
        }
    }

    /// Hands leadership over, once the other has all that this one has.
    record TransferLeadership(NodeId to) implements LogRequest {}
}
