/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.simulation.NodeId;

import java.util.Optional;
import java.util.Set;

/// What an operator says to a member of a cell, beside what clients say to its log, and what it says to them.
///
/// Each has a number that tells the asker's questions apart.
public sealed interface CellMessage {
    /// How are you?
    record AskStatus(long number) implements CellMessage {}

    /// How a member is.
    ///
    /// @param leader whom it follows, or itself
    /// @param term a fencing epoch: it never falls
    /// @param ready whether it leads, and has applied all that was answered before
    record Status(long number, Optional<NodeId> leader, long term, boolean ready, long appliedIndex)
            implements CellMessage {}

    /// Makes these the members; asked of the leader.
    record ChangeMembers(long number, Set<NodeId> voters, Set<NodeId> learners) implements CellMessage {}

    /// It is done.
    record Changed(long number) implements CellMessage {}

    /// It was not done, or not by this member.
    record Refused(long number, String reason) implements CellMessage {}
}
