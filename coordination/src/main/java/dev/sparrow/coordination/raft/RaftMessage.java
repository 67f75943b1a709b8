/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;

import java.util.List;

/// What members say to each other. Each has the sender's term, and whoever sees a higher one than its own follows it.
public sealed interface RaftMessage {
    long term();

    /// Would you vote for me in this term? Changes nothing (the thesis, section 9.6).
    ///
    /// @param term the next one of the sender
    record AskPreVote(long term, long lastIndex, long lastTerm) implements RaftMessage {}

    /// The answer to [AskPreVote].
    ///
    /// @param term as asked if granted, else that of the member that refuses
    record PreVote(long term, boolean granted) implements RaftMessage {}

    /// Vote for me (the paper, RequestVote).
    ///
    /// @param transferred whether the leader wants it, so that nobody need protect it
    record AskVote(long term, long lastIndex, long lastTerm, boolean transferred) implements RaftMessage {}

    /// The answer to [AskVote].
    record Vote(long term, boolean granted) implements RaftMessage {}

    /// Entries, or none, for a heartbeat (the paper, AppendEntries).
    ///
    /// @param round the leader's count of heartbeats: who answers it still followed this leader when it was sent
    record Append(long term, long prevIndex, long prevTerm, List<Entry> entries, long commit, long round)
            implements RaftMessage {
        public Append {
            entries = List.copyOf(entries);
        }
    }

    /// The log is as the leader's up to here, and durable.
    record Appended(long term, long matchIndex, long round) implements RaftMessage {}

    /// The log has not the entry that the leader began after.
    ///
    /// @param prevIndex what the leader began after
    /// @param conflictTerm the term of the entry there, 0 if there is none
    /// @param conflictIndex the first index of that term, or the one behind the last entry
    record Conflict(long term, long prevIndex, long conflictTerm, long conflictIndex, long round)
            implements RaftMessage {}

    /// The term of what was sent is over; this one holds. It says nothing of what was sent: the sender may lead again
    /// by now, and must not take it for an answer to something of its new term.
    record Outdated(long term) implements RaftMessage {}

    /// One part of a snapshot (the paper, InstallSnapshot).
    ///
    /// @param part null if the snapshot is empty
    record SnapshotPart(
            long term,
            long index,
            long indexTerm,
            Configuration configuration,
            int checksum,
            int number,
            int parts,
            Record part,
            long round)
            implements RaftMessage {}

    /// So many parts of the snapshot have come; the next is wanted.
    record PartsReceived(long term, long index, int received, long round) implements RaftMessage {}

    /// Begin an election at once: the leader hands over (the thesis, section 3.10).
    record TimeoutNow(long term) implements RaftMessage {}

    /// Which index must a follower have applied to answer a read? (The thesis, section 6.4)
    record AskReadIndex(long term, long number) implements RaftMessage {}

    /// The answer to [AskReadIndex].
    record ReadIndex(long term, long number, long index) implements RaftMessage {}
}
