/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// How a leader is found (the paper, section 5.2), without disturbing one that is there (the thesis, sections 4.2.3 and
/// 9.6).
final class Elections {
    private final Raft raft;

    Elections(Raft raft) {
        this.raft = raft;
    }

    /// The next election is a random while from now (section 5.2: so that votes are rarely split).
    void postpone() {
        var timeout = raft.electionTimeoutNanos();
        raft.electionAtNanos = raft.nowNanos + timeout + (long) (raft.random.nextDouble() * timeout);
    }

    void onTick() {
        if (raft.role instanceof Role.Leader || raft.nowNanos < raft.electionAtNanos) {
            return;
        }
        raft.leader = null;
        if (!mayBeNeeded()) {
            postpone();
        } else if (raft.rules.asksBefore()) {
            askBefore();
        } else {
            begin(false);
        }
    }

    /// Whether this member votes, or did before a change that is not committed: it may be the only one that has the
    /// change, and then nobody else can win (the thesis, section 4.2.2).
    private boolean mayBeNeeded() {
        return raft.configuration().isVoter(raft.self) || raft.membership.committedConfiguration().isVoter(raft.self);
    }

    private void askBefore() {
        postpone();
        var role = new Role.PreCandidate();
        raft.role = role;
        var ask = new RaftMessage.AskPreVote(raft.term + 1, raft.log.lastIndex(), raft.log.lastTerm());
        askAll(node -> new Effect.SendAtOnce(node, ask));
        countPreVote(role, raft.self);
    }

    private void countPreVote(Role.PreCandidate role, NodeId voter) {
        role.votes().add(voter);
        if (isElected(role.votes())) {
            begin(false);
        }
    }

    private boolean isElected(Set<NodeId> votes) {
        return raft.rules.isElected(raft.configuration(), votes);
    }

    private void askAll(Function<NodeId, Effect> how) {
        for (var node : raft.rules.electorate(raft.configuration())) {
            if (!node.equals(raft.self)) {
                raft.effects.add(how.apply(node));
            }
        }
    }

    /// Begins an election. The own vote counts when it is durable, like any other.
    ///
    /// @param transferred whether the leader wants it
    void begin(boolean transferred) {
        raft.term++;
        raft.votedFor = raft.self;
        raft.leader = null;
        raft.persist();
        postpone();
        raft.role = new Role.Candidate(raft.writes());
        var ask = new RaftMessage.AskVote(raft.term, raft.log.lastIndex(), raft.log.lastTerm(), transferred);
        askAll(node -> new Effect.Send(node, ask));
        onDurable();
    }

    void onDurable() {
        if (raft.role instanceof Role.Candidate role && raft.isDurable(role.ownVoteWrite())) {
            countVote(role, raft.self);
        }
    }

    private void countVote(Role.Candidate role, NodeId voter) {
        role.votes().add(voter);
        if (isElected(role.votes())) {
            lead();
        }
    }

    private void lead() {
        var leader = new Role.Leader(raft.nowNanos);
        raft.role = leader;
        raft.leader = raft.self;
        leader.checkAtNanos = raft.nowNanos + raft.electionTimeoutNanos();
        var next = raft.log.lastIndex() + 1;
        leader.follow(raft.self, raft.configuration(), raft.membership.committedConfiguration(), next);
        // An entry of the own term commits what leaders before have left (section 8).
        raft.append(List.of(new Entry(next, raft.term, new Payload.Noop())));
        raft.replication.heartbeat(leader);
        raft.replication.commitWhatQuorumHas(leader);
    }

    /// Whether this member knows of a leader that it must protect.
    private boolean isLoyal() {
        if (!raft.rules.protectsLeader()) {
            return false;
        }
        return raft.role instanceof Role.Leader
                || raft.nowNanos - raft.heardLeaderAtNanos < raft.electionTimeoutNanos();
    }

    void onAskPreVote(NodeId from, RaftMessage.AskPreVote ask) {
        if (ask.term() < raft.term) {
            raft.sendWhenDurable(from, new RaftMessage.PreVote(raft.term, false));
            return;
        }
        var granted = ask.term() > raft.term && !isLoyal() && isUpToDate(ask.lastTerm(), ask.lastIndex());
        raft.sendWhenDurable(from, new RaftMessage.PreVote(granted ? ask.term() : raft.term, granted));
    }

    void onPreVote(NodeId from, RaftMessage.PreVote vote) {
        if (!vote.granted()) {
            if (vote.term() > raft.term) {
                raft.follow(vote.term(), null);
            }
        } else if (raft.role instanceof Role.PreCandidate role && vote.term() == raft.term + 1) {
            countPreVote(role, from);
        }
    }

    void onAskVote(NodeId from, RaftMessage.AskVote ask) {
        if (!ask.transferred() && isLoyal()) {
            return;
        }
        if (ask.term() > raft.term) {
            raft.follow(ask.term(), null);
        }
        var granted =
                ask.term() == raft.term
                        && raft.rules.mayVote(raft.votedFor, from)
                        && isUpToDate(ask.lastTerm(), ask.lastIndex());
        if (granted) {
            raft.votedFor = from;
            raft.persist();
            postpone();
        }
        raft.sendWhenDurable(from, new RaftMessage.Vote(raft.term, granted));
    }

    private boolean isUpToDate(long lastTerm, long lastIndex) {
        return raft.rules.isUpToDate(lastTerm, lastIndex, raft.log.lastTerm(), raft.log.lastIndex());
    }

    void onVote(NodeId from, RaftMessage.Vote vote) {
        if (vote.term() > raft.term) {
            raft.follow(vote.term(), null);
        } else if (vote.granted()
                && raft.role instanceof Role.Candidate role
                && raft.rules.counts(vote.term(), raft.term)) {
            countVote(role, from);
        }
    }

    /// The leader hands over: no need to ask before.
    void onTimeoutNow(RaftMessage.TimeoutNow message) {
        if (message.term() == raft.term
                && !(raft.role instanceof Role.Leader)
                && raft.configuration().isVoter(raft.self)) {
            begin(true);
        }
    }
}
