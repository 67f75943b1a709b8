/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.simulation.NodeId;

/// What a follower does with what its leader sends (the paper, section 5.3 and Figure 2, AppendEntries).
final class Following {
    private final Raft raft;

    Following(Raft raft) {
        this.raft = raft;
    }

    /// Follows the sender, or tells it that its term is over.
    ///
    /// @return whether it leads this member's term
    boolean hear(NodeId from, long term) {
        if (term < raft.term) {
            raft.sendWhenDurable(from, new RaftMessage.Outdated(raft.term));
            return false;
        }
        if (term == raft.term && raft.role instanceof Role.Leader) {
            raft.halt("hears of another leader of its term, " + from + ". Do two members have one name?");
            return false;
        }
        raft.follow(term, from);
        raft.heardLeaderAtNanos = raft.nowNanos;
        raft.elections.postpone();
        return true;
    }

    void onAppend(NodeId from, RaftMessage.Append append) {
        if (!hear(from, append.term())) {
            return;
        }
        var log = raft.log;
        // Step 2: refuse unless the log has the entry before.
        if (!log.matches(append.prevIndex(), append.prevTerm())) {
            raft.sendWhenDurable(from, conflict(append));
            return;
        }
        if (!take(append)) {
            return;
        }
        var matchIndex = append.prevIndex() + append.entries().size();
        // Step 5: what is behind the last new entry may not be the leader's.
        raft.commitUpTo(Math.min(append.commit(), matchIndex));
        raft.sendWhenDurable(from, new RaftMessage.Appended(raft.term, matchIndex, append.round()));
    }

    /// Steps 3 and 4: what conflicts goes, what is new is appended.
    ///
    /// @return false if this member cannot go on
    private boolean take(RaftMessage.Append append) {
        var log = raft.log;
        for (var i = 0; i < append.entries().size(); i++) {
            var entry = append.entries().get(i);
            if (entry.index() <= log.baseIndex()) {
                continue;
            }
            if (entry.index() <= log.lastIndex()) {
                if (!raft.rules.conflicts(log.termAt(entry.index()), entry.term())) {
                    continue;
                }
                if (entry.index() <= raft.commit) {
                    raft.halt(
                            "is to give up the committed entry "
                                    + entry.index()
                                    + ". Its disk or its leader is broken.");
                    return false;
                }
                raft.truncate(entry.index());
            }
            raft.append(append.entries().subList(i, append.entries().size()));
            return true;
        }
        return true;
    }

    /// What lets the leader skip a whole term at a time (section 5.3, last paragraphs).
    private RaftMessage.Conflict conflict(RaftMessage.Append append) {
        var log = raft.log;
        var index = append.prevIndex();
        if (index > log.lastIndex()) {
            return new RaftMessage.Conflict(raft.term, index, 0, log.lastIndex() + 1, append.round());
        }
        var conflictTerm = log.termAt(index);
        var first = index;
        while (first - 1 > log.baseIndex() && log.termAt(first - 1) == conflictTerm) {
            first--;
        }
        return new RaftMessage.Conflict(raft.term, index, conflictTerm, first, append.round());
    }
}
