/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import java.time.Duration;

/// The times and limits of a member.
///
/// @param electionTimeout how long a member hears nothing of a leader before it wants to lead; each time a random one
///   from this to twice this
/// @param heartbeat how often a leader is heard at least
/// @param leaseReads whether a leader answers reads without asking the others while its master lease lasts (Live,
///   section 5.2)
/// @param clockRatioMax how many times faster one clock runs than another, at most
/// @param snapshotEvery after how many slots a snapshot is taken
/// @param openSlotsMax how many slots may be open at a time; a change of members holds from as many slots later on
///   (alpha)
/// @param batchMax how many slots one message has at most
/// @param inFlightMax how many messages with proposals are on their way to one acceptor at most
/// @param waitingMax how many commands may wait for a slot
public record PaxosSettings(
        Duration electionTimeout,
        Duration heartbeat,
        boolean leaseReads,
        double clockRatioMax,
        int snapshotEvery,
        int openSlotsMax,
        int batchMax,
        int inFlightMax,
        int waitingMax) {
    /// For members in one data centre.
    public static final PaxosSettings DEFAULT =
            new PaxosSettings(Duration.ofMillis(300), Duration.ofMillis(50), false, 1.1, 50_000, 1_024, 512, 4, 10_000);
}
