/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a member is at the moment, with what only such a member needs to know.
///
///     Follower → PreCandidate → Candidate → Leader        a higher term leads back to Follower from everywhere
sealed interface Role {
    /// Follows whoever leads its term.
    record Follower() implements Role {}

    /// Asks whether it could win an election.
    record PreCandidate(Set<NodeId> votes) implements Role {
        PreCandidate() {
            this(new TreeSet<>());
        }
    }

    /// Asks for votes in its term.
    ///
    /// @param ownVoteWrite when this many writes are durable, so is its vote for itself
    record Candidate(Set<NodeId> votes, long ownVoteWrite) implements Role {
        Candidate(long ownVoteWrite) {
            this(new TreeSet<>(), ownVoteWrite);
        }
    }

    /// Leads its term.
    final class Leader implements Role {
        final Map<NodeId, Progress> progress = new TreeMap<>();
        final Map<Long, Waiting> waiting = new LinkedHashMap<>();

        /// What clients have asked for that is in the log and not applied: sent again, it needs no other entry.
        final Set<Asked> asked = new HashSet<>();

        final ArrayDeque<PendingRead> reads = new ArrayDeque<>();

        /// Reads that came before this leader knew what is committed.
        final List<PendingRead> earlyReads = new ArrayList<>();

        final ArrayDeque<RoundSent> roundsSent = new ArrayDeque<>();
        final long sinceNanos;
        long round;
        long heartbeatAtNanos;
        long checkAtNanos;
        long leaseUntilNanos = Long.MIN_VALUE;
        NodeId transferTo;
        long transferUntilNanos;
        boolean leaseLost;
        boolean readyReported;

        Leader(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        /// Everybody whom entries are sent to: who is a member now, and who was until a change is committed.
        void follow(NodeId self, Configuration now, Configuration committed, long nextIndex) {
            var all = now.all();
            all.addAll(committed.all());
            all.remove(self);
            progress.keySet().retainAll(all);
            all.forEach(node -> progress.computeIfAbsent(node, _ -> new Progress(nextIndex, sinceNanos)));
        }
    }

    /// Who waits for an entry to be applied.
    sealed interface Waiting {
        record Client(NodeId client, long number) implements Waiting {}

        record Program(long number) implements Waiting {}
    }

    /// A request of a client.
    ///
    /// @param session 0 to open one
    record Asked(NodeId client, long session, long number) {}

    /// A read that waits for a majority to answer a heartbeat of this round or later.
    ///
    /// @param from the client, a follower, or null for the program on this node
    /// @param question null if only the index is wanted
    record PendingRead(NodeId from, long number, Record question, long index, long round) {}

    /// When the leader sent a round of heartbeats.
    record RoundSent(long round, long nanos) {}
}
