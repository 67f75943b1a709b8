/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must hold of every replicated log, whatever its protocol: members apply the same and get the same answers, each
/// index once and in order, snapshots of one index are equal, and no read is older than what was answered before it
/// came.
final class Judge implements World.Observer {
    private final Map<Long, Record> answers = new HashMap<>();
    private final Map<Long, Integer> checksums = new HashMap<>();
    private final Map<NodeId, Long> reported = new HashMap<>();
    private final Map<Long, Long> readsMustSee = new HashMap<>();
    private long answeredIndex;

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (!(node.machine() instanceof ReplicatedLog)) {
            return;
        }
        if (event instanceof Event.Received(_, LogMessage.Query(var number, _))) {
            readsMustSee.putIfAbsent(number, answeredIndex);
        }
        for (var effect : effects) {
            if (effect instanceof Effect.Report(LogReport.Applied applied)) {
                checkApplied(node, applied);
            } else if (effect instanceof Effect.Report(LogReport.Restored(var index))) {
                reported.put(node.id(), index);
            }
        }
    }

    private void checkApplied(SimulatedNode node, LogReport.Applied applied) {
        var index = applied.index();
        var last = reported.getOrDefault(node.id(), 0L);
        Violation.unless(index > last, "%s applies index %d after index %d", node.id(), index, last);
        reported.put(node.id(), index);
        var other = answers.putIfAbsent(index, applied.answer());
        Violation.unless(
                other == null || other.equals(applied.answer()),
                "state machine safety: at index %d %s gets the answer %s, another member got %s",
                index,
                node.id(),
                applied.answer(),
                other);
    }

    /// Checks the snapshot of a member against those of others.
    void checkSnapshot(NodeId node, long index, int checksum) {
        var other = checksums.putIfAbsent(index, checksum);
        Violation.unless(
                other == null || other == checksum,
                "snapshot is a prefix: that of %s up to index %d differs from another member's",
                node,
                index);
    }

    @Override
    public void sent(SimulatedNode node, NodeId to, Record message) {
        if (!(node.machine() instanceof ReplicatedLog log)) {
            return;
        }
        switch (message) {
            case LogMessage.Applied _ -> answeredIndex = Math.max(answeredIndex, log.appliedIndex());
            case LogMessage.Answered(var number, _) -> {
                var mustSee = readsMustSee.getOrDefault(number, 0L);
                Violation.unless(
                        log.appliedIndex() >= mustSee,
                        "stale read: %s answers as of index %d what was asked when index %d was answered",
                        node.id(),
                        log.appliedIndex(),
                        mustSee);
            }
            default -> {}
        }
    }

    @Override
    public void started(SimulatedNode node) {
        if (node.machine() instanceof ReplicatedLog log) {
            reported.put(node.id(), log.appliedIndex());
        }
    }

    @Override
    public void stopped(SimulatedNode node) {
        var reason = node.haltedBecause();
        Violation.unless(reason == null || reason.contains("is damaged"), "%s", reason);
    }
}
