/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import java.time.Duration;

/// The times and limits of a member.
///
/// @param electionTimeout how long a follower hears nothing before it asks for votes; each time a random one from this
///   to twice this
/// @param heartbeat how often a leader is heard at least
/// @param leaseReads whether a leader answers reads without asking the others while its lease lasts; only where clocks
///   keep to the next number
/// @param clockRatioMax how many times faster one clock runs than another, at most
/// @param snapshotEvery after how many applied entries a snapshot is taken
/// @param trailingEntries how many entries before a snapshot are kept, for followers that are a little behind
/// @param batchEntriesMax how many entries one message has at most
/// @param inFlightMax how many messages with entries are on their way to one follower at most
/// @param uncommittedMax how many entries may wait for their commit before clients are sent away
public record RaftSettings(
        Duration electionTimeout,
        Duration heartbeat,
        boolean leaseReads,
        double clockRatioMax,
        int snapshotEvery,
        int trailingEntries,
        int batchEntriesMax,
        int inFlightMax,
        int uncommittedMax) {
    /// For members in one data centre.
    public static final RaftSettings DEFAULT =
            new RaftSettings(Duration.ofMillis(300), Duration.ofMillis(50), false, 1.1, 50_000, 5_000, 512, 32, 10_000);
}
