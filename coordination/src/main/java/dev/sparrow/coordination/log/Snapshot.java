/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import java.util.List;

/// The state at one place of a log, in place of all entries up to there. Both protocols have the same, so a log can go
/// on with another protocol from a snapshot of the first.
///
/// @param index of the last entry that it has seen
/// @param term of that entry; in Paxos the ballot's round
/// @param configuration the members as of then
/// @param parts sessions first, then the state machine's own
/// @param checksum of the parts
public record Snapshot(long index, long term, Configuration configuration, List<Record> parts, int checksum) {
    public Snapshot {
        parts = List.copyOf(parts);
    }

    public Snapshot(long index, long term, Configuration configuration, List<Record> parts) {
        this(index, term, configuration, parts, parts.hashCode());
    }

    /// Whether the parts are those that were taken.
    public boolean isIntact() {
        return parts.hashCode() == checksum;
    }

    @Override
    public String toString() {
        return "snapshot up to " + index + " of term " + term + ", " + parts.size() + " parts, " + configuration;
    }
}
