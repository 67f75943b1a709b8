/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.raft.Entry;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftMessage;
import dev.sparrow.coordination.raft.RaftRecord;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The properties of the Raft paper's Figure 3 and what they rest on, checked after every event.
///
/// A leader must have all entries that were committed in terms *below* its own; those of later terms it cannot know.
final class RaftInvariants implements World.Observer {
    /// What is known of a member beyond its crashes, and since its last start.
    private static final class Watched {
        long sentTerm;
        long acknowledged;
        long commit;
        long ledTerm;
        long ledLastIndex;
        long ledLastTerm;
        long snapshotIndex;
    }

    private record Name(long index, long term) {}

    private record Vote(NodeId voter, long term) {}

    /// @param prevTerm of the entry before
    private record Written(Entry entry, long prevTerm) {}

    /// @param inTerm the term of the leader that first knew it committed
    private record Committed(Entry entry, long inTerm) {}

    private final Judge judge;
    private final Function<NodeId, SimulatedNode> nodes;
    private final Map<NodeId, Watched> watched = new HashMap<>();
    private final Map<Long, NodeId> leaders = new HashMap<>();
    private final Map<Vote, NodeId> votes = new HashMap<>();
    private final Map<Name, Written> written = new HashMap<>();
    private final List<Committed> committed = new ArrayList<>();

    RaftInvariants(Judge judge, Function<NodeId, SimulatedNode> nodes) {
        this.judge = judge;
        this.nodes = nodes;
        committed.add(new Committed(new Entry(0, 0, new Payload.Noop()), 0));
    }

    private Watched watched(NodeId node) {
        return watched.computeIfAbsent(node, _ -> new Watched());
    }

    @Override
    public void started(SimulatedNode node) {
        if (!(node.machine() instanceof RaftMachine member)) {
            return;
        }
        var known = watched(node.id());
        known.commit = member.commitIndex();
        known.ledTerm = 0;
        known.snapshotIndex = member.snapshot().index();
        if (node.disk().hasDamaged()) {
            // It knows nothing, and halts with its first step.
            return;
        }
        Violation.unless(
                member.term() >= known.sentTerm,
                "monotonic term: %s starts in term %d and has spoken in term %d",
                node.id(),
                member.term(),
                known.sentTerm);
        Violation.unless(
                member.lastIndex() >= known.acknowledged,
                "durable: %s starts with index %d and has acknowledged index %d",
                node.id(),
                member.lastIndex(),
                known.acknowledged);
        Violation.unless(
                member.appliedIndex() == member.snapshot().index(),
                "%s starts as if index %d were applied and its snapshot is up to %d",
                node.id(),
                member.appliedIndex(),
                member.snapshot().index());
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (!(node.machine() instanceof RaftMachine member)) {
            return;
        }
        var known = watched(node.id());
        for (var effect : effects) {
            switch (effect) {
                case Effect.Write(RaftRecord.Appended(var entry), _) -> checkWritten(node.id(), member, known, entry);
                case Effect.SendAtOnce(var to, RaftMessage.TimeoutNow _) -> checkTransfer(node.id(), member, to);
                default -> {}
            }
        }
        checkCommit(node, member, known);
        checkLeader(node.id(), member, known);
        if (member.snapshot().index() != known.snapshotIndex) {
            checkSnapshot(node.id(), member, known);
        }
    }

    private void checkWritten(NodeId node, RaftMachine member, Watched known, Entry entry) {
        known.acknowledged = Math.min(known.acknowledged, entry.index() - 1);
        if (entry.index() <= member.baseIndex() || entry.index() > member.lastIndex()) {
            return;
        }
        var now = new Written(entry, member.termAt(entry.index() - 1));
        var other = written.putIfAbsent(new Name(entry.index(), entry.term()), now);
        Violation.unless(
                other == null || other.equals(now), "log matching: %s has %s, another member has %s", node, now, other);
        if (entry.payload() instanceof Payload.Members && member.leads() && entry.term() == member.term()) {
            checkChange(node, member, entry);
        }
    }

    /// Configurations that hold at the same time overlap, since the one before is committed, and in this term.
    private void checkChange(NodeId node, RaftMachine member, Entry entry) {
        var commit = member.commitIndex();
        Violation.unless(
                commit >= member.baseIndex() && member.termAt(commit) == member.term(),
                "config overlap: %s of term %d changes the members by %s and has committed nothing in its term",
                node,
                member.term(),
                entry);
        for (var i = entry.index() - 1; i > Math.max(commit, member.baseIndex()); i--) {
            Violation.unless(
                    !(member.entryAt(i).payload() instanceof Payload.Members),
                    "config overlap: %s changes the members by %s before %s is committed",
                    node,
                    entry,
                    member.entryAt(i));
        }
    }

    private void checkTransfer(NodeId node, RaftMachine member, NodeId to) {
        var target = watched(to);
        Violation.unless(
                target.acknowledged >= member.lastIndex(),
                "transfer: %s hands over to %s, which has index %d of %d",
                node,
                to,
                target.acknowledged,
                member.lastIndex());
        Violation.unless(
                member.configuration().equals(member.committedConfiguration()),
                "transfer: %s hands over while its change of members to %s is not committed",
                node,
                member.configuration());
    }

    private void checkCommit(SimulatedNode node, RaftMachine member, Watched known) {
        var commit = member.commitIndex();
        Violation.unless(
                commit >= known.commit, "monotonic commit: %s goes from %d to %d", node.id(), known.commit, commit);
        for (var i = Math.max(known.commit, member.baseIndex()) + 1; i <= commit; i++) {
            checkCommitted(node.id(), member, i);
        }
        known.commit = commit;
    }

    private void checkCommitted(NodeId node, RaftMachine member, long index) {
        var entry = member.entryAt(index);
        if (index < committed.size()) {
            var other = committed.get((int) index);
            Violation.unless(
                    other == null || other.entry().equals(entry),
                    "state machine safety: %s commits %s, %s was committed",
                    node,
                    entry,
                    other == null ? "" : other.entry());
            return;
        }
        while (committed.size() < index) {
            committed.add(null);
        }
        committed.add(new Committed(entry, member.term()));
        if (member.leads()) {
            checkDurable(node, member, entry);
            checkNobodyCanWinWithout(node, member, entry);
        }
    }

    /// Leader completeness before it is too late: whoever lacks what is committed is behind so many that it cannot be
    /// elected (the paper, section 5.4.3).
    private void checkNobodyCanWinWithout(NodeId leader, RaftMachine member, Entry entry) {
        var voters = member.configuration().voters();
        for (var candidate : voters) {
            var log = up(candidate);
            if (log == null || has(log, entry)) {
                continue;
            }
            Violation.unless(
                    !member.configuration().isQuorum(voter -> isBehind(voter, log)),
                    "leader completeness: %s commits %s, and %s, which has it not, could win an election",
                    leader,
                    entry,
                    candidate);
        }
    }

    private RaftMachine up(NodeId node) {
        var known = nodes.apply(node);
        return known.isUp() && !known.disk().hasDamaged() && known.machine() instanceof RaftMachine member
                ? member
                : null;
    }

    private static boolean has(RaftMachine member, Entry entry) {
        var index = entry.index();
        return index <= member.baseIndex() || (index <= member.lastIndex() && member.termAt(index) == entry.term());
    }

    /// Whether a voter may vote for a member, going by its log.
    private boolean isBehind(NodeId voter, RaftMachine candidate) {
        var member = up(voter);
        return member != null
                && Comparator.comparingLong((RaftMachine some) -> some.termAt(some.lastIndex()))
                                .thenComparingLong(RaftMachine::lastIndex)
                                .compare(member, candidate)
                        <= 0;
    }

    /// What is committed is on the disks of a majority, but for those that were lost since.
    private void checkDurable(NodeId leader, RaftMachine member, Entry entry) {
        var durable =
                member.configuration()
                        .isQuorum(id -> {
                            var disk = nodes.apply(id).disk();
                            return disk.hasLost() || disk.hasDurable(record -> holds(record, entry));
                        });
        Violation.unless(durable, "durable: %s commits %s, which is on no majority's disks", leader, entry);
    }

    private static boolean holds(Record record, Entry entry) {
        return switch (record) {
            case RaftRecord.Appended(var other) -> other.equals(entry);
            case RaftRecord.Compacted(var snapshot, _, _) -> snapshot.index() >= entry.index();
            default -> false;
        };
    }

    private void checkLeader(NodeId node, RaftMachine member, Watched known) {
        if (!member.leads()) {
            known.ledTerm = 0;
            return;
        }
        var other = leaders.putIfAbsent(member.term(), node);
        Violation.unless(
                other == null || other.equals(node),
                "election safety: %s and %s lead term %d",
                other,
                node,
                member.term());
        if (known.ledTerm != member.term()) {
            checkCompleteness(node, member);
        } else {
            Violation.unless(
                    member.lastIndex() >= known.ledLastIndex
                            && (known.ledLastIndex < member.baseIndex()
                                    || member.termAt(known.ledLastIndex) == known.ledLastTerm),
                    "leader append-only: %s of term %d has given up index %d",
                    node,
                    member.term(),
                    known.ledLastIndex);
        }
        known.ledTerm = member.term();
        known.ledLastIndex = member.lastIndex();
        known.ledLastTerm = member.termAt(member.lastIndex());
    }

    private void checkCompleteness(NodeId node, RaftMachine member) {
        for (var i = (int) member.baseIndex() + 1; i < committed.size(); i++) {
            var entry = committed.get(i);
            Violation.unless(
                    entry == null
                            || entry.inTerm() >= member.term()
                            || (i <= member.lastIndex() && member.entryAt(i).equals(entry.entry())),
                    "leader completeness: %s leads term %d without %s",
                    node,
                    member.term(),
                    entry);
        }
    }

    private void checkSnapshot(NodeId node, RaftMachine member, Watched known) {
        var snapshot = member.snapshot();
        known.snapshotIndex = snapshot.index();
        known.acknowledged = Math.min(known.acknowledged, member.lastIndex());
        judge.checkSnapshot(node, snapshot.index(), snapshot.checksum());
        var index = (int) snapshot.index();
        if (index < committed.size() && committed.get(index) != null) {
            Violation.unless(
                    committed.get(index).entry().term() == snapshot.term(),
                    "snapshot is a prefix: that of %s up to index %d says term %d, committed was %s",
                    node,
                    index,
                    snapshot.term(),
                    committed.get(index).entry());
        }
    }

    @Override
    public void sent(SimulatedNode node, NodeId to, Record message) {
        var known = watched(node.id());
        switch (message) {
            // Questions that promise nothing, and may be in a term that is not on disk yet.
            case RaftMessage.AskPreVote _, RaftMessage.PreVote _, RaftMessage.AskReadIndex _ -> {}
            case RaftMessage.Vote(var term, var granted) -> {
                known.sentTerm = Math.max(known.sentTerm, term);
                if (granted) {
                    checkVote(node.id(), term, to);
                }
            }
            case RaftMessage.AskVote ask -> {
                known.sentTerm = Math.max(known.sentTerm, ask.term());
                checkVote(node.id(), ask.term(), node.id());
            }
            case RaftMessage.Appended(var term, var match, _) -> {
                known.sentTerm = Math.max(known.sentTerm, term);
                known.acknowledged = Math.max(known.acknowledged, match);
            }
            case RaftMessage other -> known.sentTerm = Math.max(known.sentTerm, other.term());
            default -> {}
        }
    }

    private void checkVote(NodeId voter, long term, NodeId candidate) {
        var other = votes.putIfAbsent(new Vote(voter, term), candidate);
        Violation.unless(
                other == null || other.equals(candidate),
                "one vote a term: %s votes for %s and %s in term %d",
                voter,
                other,
                candidate,
                term);
    }
}
