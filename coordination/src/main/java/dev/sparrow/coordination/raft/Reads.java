/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Linearizable reads that cost no entry (the thesis, section 6.4): the leader takes the commit index, makes sure that
/// it leads still, and answers when it has applied that much. A follower asks its leader for the index.
final class Reads {
    private static final int WAITING_MAX = 10_000;

    /// A read on a follower.
    ///
    /// @param index to be applied, or -1 while the leader has not said
    /// @param sinceNanos when it came
    private record Waiting(NodeId client, long number, Record question, long index, long sinceNanos) {}

    private final Raft raft;
    private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();
    private long asked;

    Reads(Raft raft) {
        this.raft = raft;
        // An answer to a question from before a restart must not be taken for one to a question of now.
        this.asked = raft.random.nextLong() >>> 2;
    }

    void onQuery(NodeId client, LogMessage.Query query) {
        read(client, query.number(), query.question());
    }

    void onRequest(long number) {
        read(null, number, null);
    }

    private void read(NodeId client, long number, Record question) {
        if (raft.role instanceof Role.Leader leader) {
            onLeader(leader, client, number, question);
        } else if (raft.leader == null || waiting.size() >= WAITING_MAX) {
            refuse(client, number);
        } else {
            forgetUnanswered();
            waiting.put(++asked, new Waiting(client, number, question, -1, raft.nowNanos));
            raft.sendAtOnce(raft.leader, new RaftMessage.AskReadIndex(raft.term, asked));
        }
    }

    /// What is unanswered for so long was lost on its way, and its client asks again.
    private void forgetUnanswered() {
        while (!waiting.isEmpty()
                && raft.nowNanos - waiting.firstEntry().getValue().sinceNanos() > 2 * raft.electionTimeoutNanos()) {
            var forgotten = waiting.pollFirstEntry().getValue();
            if (forgotten.client() == null) {
                refuse(null, forgotten.number());
            }
        }
    }

    private void refuse(NodeId client, long number) {
        if (client == null) {
            raft.report(new LogReport.Refused(number, "no leader answers"));
        } else {
            raft.effects.add(
                    new Effect.SendAtOnce(client, new LogMessage.NotLeader(number, Optional.ofNullable(raft.leader))));
        }
    }

    void onAskReadIndex(NodeId from, RaftMessage.AskReadIndex ask) {
        if (raft.role instanceof Role.Leader leader && ask.term() == raft.term) {
            onLeader(leader, from, ask.number(), null);
        }
    }

    private void onLeader(Role.Leader leader, NodeId from, long number, Record question) {
        var read = new Role.PendingRead(from, number, question, raft.commit, leader.round + 1);
        if (!raft.rules.knowsCommitted(raft.commitTerm(), raft.term)) {
            leader.earlyReads.add(read);
            return;
        }
        if (!raft.rules.readNeedsRound() || hasLease(leader, raft.nowNanos)) {
            answer(read);
            return;
        }
        leader.reads.add(read);
        // Reads that come while a round is under way share the next.
        if (leader.reads.size() == 1) {
            raft.replication.heartbeat(leader);
        }
    }

    boolean hasLease(Role.Leader leader, long nowNanos) {
        return raft.settings.leaseReads() && !leader.leaseLost && nowNanos < leader.leaseUntilNanos;
    }

    /// Answers what a majority has confirmed by now: that this member led when the reads had come.
    void confirm(Role.Leader leader) {
        if (!leader.earlyReads.isEmpty() && raft.rules.knowsCommitted(raft.commitTerm(), raft.term)) {
            for (var early : leader.earlyReads) {
                leader.reads.add(
                        new Role.PendingRead(
                                early.from(), early.number(), early.question(), raft.commit, leader.round + 1));
            }
            leader.earlyReads.clear();
        }
        var confirmed =
                raft.configuration()
                        .reachedByQuorum(node -> {
                            if (node.equals(raft.self)) {
                                return leader.round;
                            }
                            var progress = leader.progress.get(node);
                            return progress == null ? 0 : progress.round;
                        });
        extendLease(leader, confirmed);
        for (Iterator<Role.PendingRead> all = leader.reads.iterator(); all.hasNext(); ) {
            var read = all.next();
            if (read.round() <= confirmed) {
                all.remove();
                answer(read);
            }
        }
        if (!leader.reads.isEmpty() && leader.reads.peekFirst().round() > leader.round) {
            raft.replication.heartbeat(leader);
        }
    }

    private void extendLease(Role.Leader leader, long confirmed) {
        var sent = Long.MIN_VALUE;
        while (!leader.roundsSent.isEmpty() && leader.roundsSent.peek().round() <= confirmed) {
            sent = leader.roundsSent.poll().nanos();
        }
        if (sent != Long.MIN_VALUE) {
            var lease = raft.rules.leaseNanos(raft.electionTimeoutNanos(), raft.settings.clockRatioMax());
            leader.leaseUntilNanos = Math.max(leader.leaseUntilNanos, sent + lease);
        }
    }

    /// What is committed is applied at once, so a leader's index is applied.
    private void answer(Role.PendingRead read) {
        if (read.from() == null) {
            raft.report(new LogReport.ReadAllowed(read.number(), raft.applier.appliedIndex()));
        } else if (read.question() == null) {
            raft.sendAtOnce(read.from(), new RaftMessage.ReadIndex(raft.term, read.number(), read.index()));
        } else {
            answer(read.from(), read.number(), read.question());
        }
    }

    private void answer(NodeId client, long number, Record question) {
        raft.effects.add(
                new Effect.SendAtOnce(client, new LogMessage.Answered(number, raft.applier.state().query(question))));
    }

    void onReadIndex(RaftMessage.ReadIndex answer) {
        var read = waiting.get(answer.number());
        if (read != null) {
            waiting.put(
                    answer.number(),
                    new Waiting(read.client(), read.number(), read.question(), answer.index(), read.sinceNanos()));
            applied();
        }
    }

    /// Answers the reads whose index is applied now.
    void applied() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
            var read = all.next();
            if (read.index() >= 0 && read.index() <= raft.applier.appliedIndex()) {
                all.remove();
                if (read.client() == null) {
                    raft.report(new LogReport.ReadAllowed(read.number(), raft.applier.appliedIndex()));
                } else {
                    answer(read.client(), read.number(), read.question());
                }
            }
        }
    }

    /// Forgets what the leader has not answered, perhaps because it no longer leads: clients ask again.
    void leaderLost() {
        for (var read : waiting.values()) {
            if (read.client() == null) {
                refuse(null, read.number());
            }
        }
        waiting.clear();
    }
}
