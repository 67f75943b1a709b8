/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a proposer brings what it proposes to the acceptors (Simple, phase 2a): slot after slot, many in one message,
/// and some messages at a time. What comes while these are on their way shares the next one.
final class Pipeline {
    /// How far an acceptor is.
    private static final class Sent {
        /// The last slot that was sent.
        long upTo;

        /// The first slot that it had not accepted when the last heartbeat was sent: if it is the same with the next,
        /// something was lost.
        long lacked;

        int unanswered;

        /// Whether it has answered since the last heartbeat.
        boolean answers = true;
    }

    private final Paxos paxos;
    private final Proposer proposer;
    private final Map<NodeId, Sent> all = new TreeMap<>();

    Pipeline(Paxos paxos, Proposer proposer) {
        this.paxos = paxos;
        this.proposer = proposer;
    }

    /// The ballot is over.
    void clear() {
        all.clear();
    }

    /// Sends what is new to each acceptor that can take it.
    void sendNews() {
        var first = proposer.firstOpen();
        if (first == 0) {
            return;
        }
        var before = paxos.slots.configurationAt(first).voters();
        var after = paxos.slots.configurationAt(proposer.nextSlot() - 1).voters();
        before.forEach(this::sendNews);
        if (!after.equals(before)) {
            after.stream().filter(node -> !before.contains(node)).forEach(this::sendNews);
        }
    }

    private void sendNews(NodeId node) {
        if (node.equals(paxos.self)) {
            return;
        }
        var sent = all.computeIfAbsent(node, _ -> beginAt(proposer.firstOpen() - 1));
        while (sent.unanswered < paxos.settings.inFlightMax() && sendBatch(node, sent)) {
            sent.unanswered++;
        }
    }

    private static Sent beginAt(long upTo) {
        var sent = new Sent();
        sent.upTo = upTo;
        return sent;
    }

    /// @return whether there was something to send
    private boolean sendBatch(NodeId node, Sent sent) {
        var from = sent.upTo + 1;
        while (from < proposer.nextSlot() && proposal(node, from) == null) {
            from++;
        }
        var payloads = batch(node, from);
        sent.upTo = from + payloads.size() - 1;
        send(node, from, payloads);
        return !payloads.isEmpty();
    }

    /// What an acceptor is to accept in a slot, if it decides on that.
    private Payload proposal(NodeId node, long slot) {
        return paxos.slots.configurationAt(slot).isVoter(node) ? proposer.proposal(slot) : null;
    }

    private List<Payload> batch(NodeId node, long from) {
        var payloads = new ArrayList<Payload>();
        for (var slot = from; slot < proposer.nextSlot() && payloads.size() < paxos.settings.batchMax(); slot++) {
            var payload = proposal(node, slot);
            if (payload == null) {
                break;
            }
            payloads.add(payload);
        }
        return payloads;
    }

    private void send(NodeId node, long from, List<Payload> payloads) {
        if (!payloads.isEmpty()) {
            paxos.sendAtOnce(node, new PaxosMessage.Accept(proposer.ballot, from, payloads, paxos.slots.chosenUpTo()));
        }
    }

    /// An acceptor has answered.
    void answered(NodeId node) {
        var sent = all.get(node);
        if (sent != null) {
            sent.unanswered = Math.max(0, sent.unanswered - 1);
            sent.answers = true;
        }
    }

    /// Sends again what was lost, one message at a time; at each heartbeat.
    void sendAgain() {
        all.forEach((node, sent) -> {
            var lacks = proposer.firstLacking(node);
            if (!sent.answers) {
                // Who is away learns what is chosen when it is back.
                sent.upTo = Math.max(sent.upTo, paxos.slots.chosenUpTo());
                sent.unanswered = 0;
            }
            if (lacks > 0 && lacks == sent.lacked) {
                var payloads = batch(node, lacks);
                send(node, lacks, payloads);
                sent.upTo = Math.max(sent.upTo, lacks + payloads.size() - 1);
            }
            sent.lacked = lacks;
            sent.answers = false;
        });
        sendNews();
    }
}
