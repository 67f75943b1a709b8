/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.NodeId;

import java.util.List;

/// How members come and go (the paper, section 6; the thesis, chapter 4), and how one hands leadership over (section
/// 3.10).
final class Membership {
    private final Raft raft;

    Membership(Raft raft) {
        this.raft = raft;
    }

    Configuration committedConfiguration() {
        return raft.log.configurationAt(raft.commit);
    }

    private boolean isChangePending() {
        return raft.log.configurationIndex() > raft.commit || raft.configuration().isJoint();
    }

    void onChange(LogRequest.ChangeMembers change) {
        if (!(raft.role instanceof Role.Leader leader)) {
            refuse(change, "this member does not lead");
            return;
        }
        if (change.voters().isEmpty()) {
            refuse(change, "somebody must vote");
            return;
        }
        if (!raft.rules.mayChangeMembers(raft.commitTerm(), raft.term)) {
            refuse(change, "this leader has committed nothing yet");
            return;
        }
        if (!raft.rules.mayChangeMembersWhile(isChangePending()) || leader.transferTo != null) {
            refuse(change, "another change is under way");
            return;
        }
        append(leader, raft.configuration().towards(change.voters(), change.learners()));
        leader.waiting.put(raft.log.lastIndex(), new Role.Waiting.Program(change.number()));
    }

    private void refuse(LogRequest.ChangeMembers change, String reason) {
        raft.report(new LogReport.Refused(change.number(), reason));
    }

    /// It holds as soon as it is in the log.
    private void append(Role.Leader leader, Configuration configuration) {
        var index = raft.log.lastIndex() + 1;
        raft.append(List.of(new Entry(index, raft.term, new Payload.Members(configuration))));
        leader.follow(raft.self, configuration, committedConfiguration(), index);
        raft.replication.sendNews(leader);
        raft.replication.commitWhatQuorumHas(leader);
    }

    /// Goes on when a change is committed: leaves a joint configuration, or leaves the cluster.
    void committed() {
        if (!(raft.role instanceof Role.Leader leader) || raft.log.configurationIndex() > raft.commit) {
            return;
        }
        var now = raft.configuration();
        if (now.isJoint()) {
            if (raft.rules.knowsCommitted(raft.commitTerm(), raft.term)) {
                append(leader, now.left());
            }
        } else if (!now.isVoter(raft.self)) {
            // It has led until others could (section 6, the second issue). They should hear that it is committed.
            raft.replication.heartbeat(leader);
            raft.follow(raft.term, null);
        } else if (leader.progress.size() > now.all().size() - 1) {
            raft.replication.heartbeat(leader);
            leader.follow(raft.self, now, now, raft.log.lastIndex() + 1);
        }
    }

    void onTransfer(LogRequest.TransferLeadership request) {
        if (!(raft.role instanceof Role.Leader leader)
                || leader.transferTo != null
                || request.to().equals(raft.self)
                || !raft.configuration().isVoter(request.to())
                || !leader.progress.containsKey(request.to())
                || !raft.rules.mayTransferWhile(isChangePending())) {
            return;
        }
        leader.transferTo = request.to();
        leader.transferUntilNanos = raft.nowNanos + raft.electionTimeoutNanos();
        onMatched(leader, request.to(), leader.progress.get(request.to()));
    }

    /// Hands over when the other has everything. From now on an election need not wait for a timeout, so there is no
    /// lease any more in this term.
    void onMatched(Role.Leader leader, NodeId node, Progress progress) {
        if (node.equals(leader.transferTo) && raft.rules.isCaughtUp(progress.match, raft.log.lastIndex())) {
            leader.leaseLost = true;
            raft.sendAtOnce(node, new RaftMessage.TimeoutNow(raft.term));
        }
    }

    /// Gives a transfer up that takes too long.
    void onTick(Role.Leader leader) {
        if (leader.transferTo != null && raft.nowNanos >= leader.transferUntilNanos) {
            leader.transferTo = null;
        }
    }
}
