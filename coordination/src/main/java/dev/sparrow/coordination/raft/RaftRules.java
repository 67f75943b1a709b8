/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Sessions;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Every decision that Raft's safety rests on, one method each, with the place in the paper that demands it.
///
/// The machine asks here; it has no other copy of these rules. A subclass with one of them broken is a wrong Raft, and
/// the verification sees to it that each such Raft is found out.
public class RaftRules {
    /// What must be on disk before a member says anything in a term (Figure 2: "updated on stable storage before
    /// responding"). Empty if nothing has changed.
    public Optional<RaftRecord.HardState> toPersist(RaftRecord.HardState onDisk, RaftRecord.HardState now) {
        return now.equals(onDisk) ? Optional.empty() : Optional.of(now);
    }

    /// Whether an entry must be durable before it is acknowledged: all must (Figure 2).
    ///
    /// @param last whether it is the last of its message
    public boolean mustBeDurable(Entry entry, boolean last) {
        return true;
    }

    /// Whether a member may vote for a candidate: once a term, first come first served (section 5.2).
    public boolean mayVote(NodeId votedFor, NodeId candidate) {
        return votedFor == null || votedFor.equals(candidate);
    }

    /// Whether a candidate's log is at least as up to date as the voter's (section 5.4.1).
    public boolean isUpToDate(long lastTerm, long lastIndex, long ownLastTerm, long ownLastIndex) {
        return lastTerm > ownLastTerm || (lastTerm == ownLastTerm && lastIndex >= ownLastIndex);
    }

    /// Whether a vote counts: only for the election that it was asked for (section 5.2).
    public boolean counts(long voteTerm, long term) {
        return voteTerm == term;
    }

    /// Who is asked for votes: voters are, learners are not (the thesis, section 4.2.1).
    public Set<NodeId> electorate(Configuration configuration) {
        var electorate = new TreeSet<>(configuration.voters());
        electorate.addAll(configuration.outgoing());
        return electorate;
    }

    /// Whether these votes make a leader: those of a majority of the voters, of both majorities while the configuration
    /// is joint (sections 5.2 and 6).
    public boolean isElected(Configuration configuration, Set<NodeId> votes) {
        return configuration.isQuorum(votes::contains);
    }

    /// Whether a leader that sees a higher term gives up (section 5.1).
    public boolean stepsDown() {
        return true;
    }

    /// Whether an entry that a leader sends takes the place of one with the same index (Figure 2, AppendEntries 3).
    public boolean conflicts(long ownTerm, long term) {
        return ownTerm != term;
    }

    /// Up to where a follower's log counts: as far as it has said that it is the leader's, and durable (Figure 2,
    /// matchIndex), and not as far as it was sent.
    public long counted(long matchIndex, long sentIndex) {
        return matchIndex;
    }

    /// Whether a leader may take an entry that a majority has for committed: only one of its own term, which commits
    /// all before it (section 5.4.2, Figure 8).
    public boolean mayCommit(long entryTerm, long term) {
        return entryTerm == term;
    }

    /// Whether a leader may say what is committed: when it has committed an entry of its own term (section 8).
    public boolean knowsCommitted(long commitTerm, long term) {
        return commitTerm == term;
    }

    /// Whether a leader must hear from a majority after a read has come before it answers (section 8; the thesis, 6.4).
    public boolean readNeedsRound() {
        return true;
    }

    /// How long, from the sending of a heartbeat that a majority has answered, nobody else can be elected (the thesis,
    /// section 6.4.1): followers keep to the shortest election timeout, by clocks that may run faster than the
    /// leader's.
    public long leaseNanos(long electionTimeoutNanos, double clockRatioMax) {
        return (long) (electionTimeoutNanos / clockRatioMax);
    }

    /// Whether a member that hears of its leader leaves those that want to replace it unheard (the thesis, section
    /// 4.2.3).
    public boolean protectsLeader() {
        return true;
    }

    /// Whether members ask if they could win before they disturb others by a new term (the thesis, section 9.6).
    public boolean asksBefore() {
        return true;
    }

    /// The term to keep with a snapshot: that of the last entry that it has seen (section 7).
    public long snapshotTerm(long termOfLastEntry) {
        return termOfLastEntry;
    }

    /// The sessions to keep with a snapshot: all, or commands could be applied twice (the thesis, section 6.3).
    public List<Sessions.Part> snapshotSessions(List<Sessions.Part> sessions) {
        return sessions;
    }

    /// Whether a snapshot that a leader sends is news (section 7: "if the snapshot describes a prefix" it is not).
    public boolean installs(long snapshotIndex, long commit) {
        return snapshotIndex > commit;
    }

    /// After which index a member goes on to apply when it has restored a snapshot.
    public long appliedBy(long snapshotIndex) {
        return snapshotIndex;
    }

    /// Whether a leader may change the members: only when it has committed an entry of its own term, lest two leaders
    /// change them in two directions (Ongaro 2015, *bug in single-server membership changes*).
    public boolean mayChangeMembers(long commitTerm, long term) {
        return commitTerm == term;
    }

    /// Whether the members may change while an earlier change is not committed: never (the thesis, section 4.1).
    public boolean mayChangeMembersWhile(boolean changePending) {
        return !changePending;
    }

    /// Whether leadership may be handed over while a change of members is not committed.
    public boolean mayTransferWhile(boolean changePending) {
        return !changePending;
    }

    /// Whether a member has what it needs to be told to take over: everything (the thesis, section 3.10).
    public boolean isCaughtUp(long matchIndex, long lastIndex) {
        return matchIndex == lastIndex;
    }

    /// Whether a record from disk may be used.
    public boolean isUsable(Stored stored) {
        return stored.intact();
    }
}
