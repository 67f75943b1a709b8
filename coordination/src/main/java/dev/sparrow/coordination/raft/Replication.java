/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.simulation.NodeId;

import java.util.List;

/// How a leader brings its log to the others (the paper, section 5.3; pipelining: the thesis, section 10.2).
final class Replication {
    private final Raft raft;

    Replication(Raft raft) {
        this.raft = raft;
    }

    void onTick() {
        if (!(raft.role instanceof Role.Leader leader)) {
            return;
        }
        if (raft.nowNanos >= leader.checkAtNanos) {
            leader.checkAtNanos = raft.nowNanos + raft.electionTimeoutNanos();
            if (!hearsQuorum(leader)) {
                // Check quorum (the thesis, section 6.2): clients should not wait for a leader that cannot commit.
                raft.follow(raft.term, null);
                return;
            }
        }
        raft.membership.onTick(leader);
        if (raft.nowNanos >= leader.heartbeatAtNanos) {
            heartbeat(leader);
        }
    }

    private boolean hearsQuorum(Role.Leader leader) {
        var since = raft.nowNanos - raft.electionTimeoutNanos();
        return raft.configuration()
                .isQuorum(node -> {
                    var progress = leader.progress.get(node);
                    return node.equals(raft.self) || (progress != null && progress.heardAtNanos >= since);
                });
    }

    /// Sends everybody something, at least that this leader is there.
    void heartbeat(Role.Leader leader) {
        leader.heartbeatAtNanos = raft.nowNanos + raft.settings.heartbeat().toNanos();
        leader.round++;
        leader.roundsSent.add(new Role.RoundSent(leader.round, raft.nowNanos));
        leader.progress.forEach((node, progress) -> {
            progress.probed = false;
            send(leader, node, progress, true);
        });
        raft.reads.confirm(leader);
    }

    /// Sends what is new to everybody who can take it.
    void sendNews(Role.Leader leader) {
        leader.progress.forEach((node, progress) -> send(leader, node, progress, false));
    }

    private void send(Role.Leader leader, NodeId to, Progress progress, boolean evenNothing) {
        if (progress.state == Progress.State.SNAPSHOT) {
            if (evenNothing) {
                raft.snapshots.sendPart(leader, to, progress);
            }
            return;
        }
        if (progress.next <= raft.log.baseIndex()) {
            raft.snapshots.begin(leader, to, progress);
            return;
        }
        var behind = progress.next <= raft.log.lastIndex();
        var mayTake =
                progress.state == Progress.State.PROBE
                        ? !progress.probed
                        : progress.inFlight.size() < raft.settings.inFlightMax();
        if (behind && mayTake) {
            sendEntries(leader, to, progress, raft.log.from(progress.next, raft.settings.batchEntriesMax()));
        } else if (evenNothing) {
            sendEntries(leader, to, progress, List.of());
        }
    }

    private void sendEntries(Role.Leader leader, NodeId to, Progress progress, List<Entry> entries) {
        var prev = progress.next - 1;
        // Without waiting for the own disk (the thesis, section 10.2.1): the leader's own log counts only when durable.
        raft.sendAtOnce(
                to, new RaftMessage.Append(raft.term, prev, raft.log.termAt(prev), entries, raft.commit, leader.round));
        if (progress.state == Progress.State.PROBE) {
            progress.probed = true;
        } else if (!entries.isEmpty()) {
            progress.next = entries.getLast().index() + 1;
            progress.inFlight.add(entries.getLast().index());
        }
    }

    void onAppended(NodeId from, RaftMessage.Appended answer) {
        if (!isOfThisTerm(answer.term()) || !(raft.role instanceof Role.Leader leader)) {
            return;
        }
        var progress = heard(leader, from, answer.round());
        if (progress == null) {
            return;
        }
        if (answer.matchIndex() > raft.log.lastIndex()) {
            raft.halt(from + " has more of this term than its leader. Do two members have one name?");
            return;
        }
        progress.matched(answer.matchIndex());
        commitWhatQuorumHas(leader);
        if (raft.role == leader) {
            raft.membership.onMatched(leader, from, progress);
            sendIfBehind(leader, from, progress);
        }
    }

    private void sendIfBehind(Role.Leader leader, NodeId to, Progress progress) {
        if (progress.next <= raft.log.lastIndex()) {
            send(leader, to, progress, false);
        }
    }

    void onConflict(NodeId from, RaftMessage.Conflict conflict) {
        if (!isOfThisTerm(conflict.term()) || !(raft.role instanceof Role.Leader leader)) {
            return;
        }
        var progress = heard(leader, from, conflict.round());
        if (progress == null || conflict.prevIndex() <= progress.match || isOld(progress, conflict)) {
            return;
        }
        progress.probeFrom(Math.min(nextAfter(conflict), conflict.prevIndex()));
        send(leader, from, progress, true);
    }

    private static boolean isOld(Progress progress, RaftMessage.Conflict conflict) {
        return switch (progress.state) {
            case PROBE -> conflict.prevIndex() != progress.next - 1;
            case REPLICATE -> conflict.prevIndex() >= progress.next;
            case SNAPSHOT -> true;
        };
    }

    /// Where to go on: behind the last own entry of the follower's term, or where that term began there (section 5.3).
    private long nextAfter(RaftMessage.Conflict conflict) {
        if (conflict.conflictTerm() > 0) {
            for (var i = Math.min(conflict.prevIndex(), raft.log.lastIndex()); i > raft.log.baseIndex(); i--) {
                var term = raft.log.termAt(i);
                if (term == conflict.conflictTerm()) {
                    return i + 1;
                }
                if (term < conflict.conflictTerm()) {
                    break;
                }
            }
        }
        return conflict.conflictIndex();
    }

    /// Follows a higher term.
    boolean isOfThisTerm(long term) {
        if (term > raft.term) {
            raft.follow(term, null);
        }
        return term == raft.term;
    }

    /// Notes that a follower was there when it answered a round.
    ///
    /// @return null if it is no member
    Progress heard(Role.Leader leader, NodeId from, long round) {
        var progress = leader.progress.get(from);
        if (progress != null) {
            progress.heardAtNanos = raft.nowNanos;
            if (round > progress.round) {
                progress.round = round;
                raft.reads.confirm(leader);
            }
        }
        return progress;
    }

    /// Commits what a majority has on disk (section 5.3), in this term's name (section 5.4.2).
    void commitWhatQuorumHas(Role.Leader leader) {
        var index =
                raft.configuration()
                        .reachedByQuorum(node -> {
                            if (node.equals(raft.self)) {
                                return raft.durableIndex();
                            }
                            var progress = leader.progress.get(node);
                            return progress == null ? 0 : raft.rules.counted(progress.match, progress.next - 1);
                        });
        if (index > raft.commit && raft.rules.mayCommit(raft.log.termAt(index), raft.term)) {
            raft.commitUpTo(index);
            if (raft.role == leader) {
                raft.reads.confirm(leader);
                sendNews(leader);
            }
        }
    }
}
