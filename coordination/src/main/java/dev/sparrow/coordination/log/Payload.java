/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.NodeId;

/// What an entry of a [ReplicatedLog] says.
public sealed interface Payload {
    /// Nothing: it fills a place.
    record Noop() implements Payload {}

    /// Opens a session; its number is the entry's index.
    ///
    /// @param client who asked
    record OpenSession(NodeId client, long number) implements Payload {}

    /// A command of a client's session.
    record Command(long session, long sequence, Record command) implements Payload {}

    /// A command of the program on a member.
    record Proposal(NodeId origin, long number, Record command) implements Payload {}

    /// Who the members are from here on.
    record Members(Configuration configuration) implements Payload {}
}
