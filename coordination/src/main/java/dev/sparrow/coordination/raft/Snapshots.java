/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.Sessions;
import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.List;

/// How the log stays short (the paper, section 7): snapshots, and sending them in parts to followers that need entries
/// which are gone.
final class Snapshots {
    /// What has come of a snapshot. Another leader that sends the same one goes on where the first stopped.
    private record Incoming(
            long index, long term, Configuration configuration, int checksum, int parts, List<Record> received) {
        boolean isOf(RaftMessage.SnapshotPart part) {
            return index == part.index()
                    && term == part.indexTerm()
                    && checksum == part.checksum()
                    && parts == part.parts();
        }
    }

    private final Raft raft;
    private Incoming incoming;

    Snapshots(Raft raft) {
        this.raft = raft;
    }

    void takeIfDue() {
        if (raft.applier.appliedIndex() - raft.log.snapshot().index() >= raft.settings.snapshotEvery()) {
            take();
        }
    }

    private void take() {
        var index = raft.applier.appliedIndex();
        var term = raft.rules.snapshotTerm(raft.log.termAt(index));
        var snapshot = new Snapshot(index, term, raft.log.configurationAt(index), partsToKeep());
        raft.log.compact(snapshot, raft.settings.trailingEntries());
        raft.rewrite();
    }

    private List<Record> partsToKeep() {
        var sessions = new ArrayList<Sessions.Part>();
        var parts = new ArrayList<Record>();
        for (var part : raft.applier.parts()) {
            if (part instanceof Sessions.Part some) {
                sessions.add(some);
            } else {
                parts.add(part);
            }
        }
        parts.addAll(0, raft.rules.snapshotSessions(sessions));
        return parts;
    }

    /// Begins to send the latest snapshot.
    void begin(Role.Leader leader, NodeId to, Progress progress) {
        progress.state = Progress.State.SNAPSHOT;
        progress.snapshotIndex = raft.log.snapshot().index();
        progress.partsReceived = 0;
        progress.inFlight.clear();
        sendPart(leader, to, progress);
    }

    /// Sends the part that the follower lacks, perhaps again.
    void sendPart(Role.Leader leader, NodeId to, Progress progress) {
        var snapshot = raft.log.snapshot();
        if (snapshot.index() != progress.snapshotIndex) {
            progress.snapshotIndex = snapshot.index();
            progress.partsReceived = 0;
        }
        var number = Math.min(progress.partsReceived, Math.max(0, snapshot.parts().size() - 1));
        raft.sendAtOnce(
                to,
                new RaftMessage.SnapshotPart(
                        raft.term,
                        snapshot.index(),
                        snapshot.term(),
                        snapshot.configuration(),
                        snapshot.checksum(),
                        number,
                        snapshot.parts().size(),
                        snapshot.parts().isEmpty() ? null : snapshot.parts().get(number),
                        leader.round));
    }

    void onPart(NodeId from, RaftMessage.SnapshotPart part) {
        if (!raft.following.hear(from, part.term())) {
            return;
        }
        if (!raft.rules.installs(part.index(), raft.commit)) {
            // Already here: what the leader sends stands for entries that this member has.
            raft.sendWhenDurable(from, new RaftMessage.Appended(raft.term, part.index(), part.round()));
            return;
        }
        if (incoming == null || !incoming.isOf(part)) {
            incoming =
                    new Incoming(
                            part.index(),
                            part.indexTerm(),
                            part.configuration(),
                            part.checksum(),
                            part.parts(),
                            new ArrayList<>());
        }
        if (part.part() != null && part.number() == incoming.received().size()) {
            incoming.received().add(part.part());
        }
        if (incoming.received().size() == incoming.parts()) {
            install(from, part.round());
        } else {
            raft.sendWhenDurable(
                    from,
                    new RaftMessage.PartsReceived(raft.term, part.index(), incoming.received().size(), part.round()));
        }
    }

    private void install(NodeId from, long round) {
        var whole = incoming;
        incoming = null;
        var snapshot =
                new Snapshot(whole.index(), whole.term(), whole.configuration(), whole.received(), whole.checksum());
        if (!snapshot.isIntact()) {
            raft.sendWhenDurable(from, new RaftMessage.PartsReceived(raft.term, whole.index(), 0, round));
            return;
        }
        raft.log.install(snapshot);
        raft.applier.restore(snapshot);
        raft.commit = snapshot.index();
        raft.rewrite();
        raft.report(new LogReport.Restored(snapshot.index()));
        raft.reads.applied();
        raft.sendWhenDurable(from, new RaftMessage.Appended(raft.term, snapshot.index(), round));
    }

    void onPartsReceived(NodeId from, RaftMessage.PartsReceived answer) {
        if (!raft.replication.isOfThisTerm(answer.term()) || !(raft.role instanceof Role.Leader leader)) {
            return;
        }
        var progress = raft.replication.heard(leader, from, answer.round());
        if (progress == null || progress.state != Progress.State.SNAPSHOT) {
            return;
        }
        if (answer.index() == progress.snapshotIndex && answer.received() != progress.partsReceived) {
            progress.partsReceived = answer.received();
            sendPart(leader, from, progress);
        }
    }
}
