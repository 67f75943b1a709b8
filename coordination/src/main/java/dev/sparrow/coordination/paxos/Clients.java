/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What clients and the program on this node want written, members among it.
final class Clients {
    private final Paxos paxos;

    /// A request of a client.
    ///
    /// @param session 0 to open one
    private record Asked(NodeId client, long session, long number) {}

    /// What clients have asked for that is proposed, or waits for a slot: sent again, it needs no other slot.
    private final Set<Asked> asked = new HashSet<>();

    private boolean changeOpen;

    /// A change of members that is chosen and does not hold yet: whoever asked must not stop a member before.
    private LogReport.Done changed;

    Clients(Paxos paxos) {
        this.paxos = paxos;
    }

    void onOpenSession(NodeId client, LogMessage.OpenSession open) {
        if (takes(client, open.number()) && asked.add(new Asked(client, 0, open.number()))) {
            var payload = new Payload.OpenSession(client, open.number());
            paxos.proposer.wish(payload, new Waiting.Client(client, open.number()));
        }
    }

    void onCommand(NodeId client, LogMessage.Command command) {
        if (!takes(client, command.sequence())) {
            return;
        }
        var before = paxos.applier.answerTo(command.session(), command.sequence());
        if (before.isPresent()) {
            send(client, new LogMessage.Applied(command.session(), command.sequence(), before.get()));
            return;
        }
        if (asked.add(new Asked(client, command.session(), command.sequence()))) {
            var payload = new Payload.Command(command.session(), command.sequence(), command.command());
            paxos.proposer.wish(payload, new Waiting.Client(client, command.sequence()));
        }
    }

    private boolean takes(NodeId client, long number) {
        if (!paxos.proposer.leads) {
            send(client, new LogMessage.NotLeader(number, Optional.ofNullable(paxos.leader)));
            return false;
        }
        if (paxos.proposer.waiting() >= paxos.settings.waitingMax()) {
            send(client, new LogMessage.Busy(number));
            return false;
        }
        return true;
    }

    void send(NodeId client, LogMessage message) {
        paxos.effects.add(new Effect.SendAtOnce(client, (Record) message));
    }

    void onPropose(LogRequest.Propose propose) {
        if (!paxos.proposer.leads || paxos.proposer.waiting() >= paxos.settings.waitingMax()) {
            refuse(propose.number(), "this member does not lead, or too much is open");
        } else {
            var payload = new Payload.Proposal(paxos.self, propose.number(), propose.command());
            paxos.proposer.wish(payload, new Waiting.Program(propose.number()));
        }
    }

    void onChange(LogRequest.ChangeMembers change) {
        if (!paxos.proposer.isReady()) {
            refuse(change.number(), "this member does not lead");
        } else if (change.voters().isEmpty()) {
            refuse(change.number(), "somebody must vote");
        } else if (changeOpen || !paxos.slots.isSettled()) {
            refuse(change.number(), "another change is under way");
        } else {
            changeOpen = true;
            var configuration =
                    new Configuration(List.copyOf(change.voters()), List.of(), List.copyOf(change.learners()));
            paxos.proposer.wish(new Payload.Members(configuration), new Waiting.Program(change.number()));
        }
    }

    private void refuse(long number, String reason) {
        paxos.report(new LogReport.Refused(number, reason));
    }

    /// Answers whoever waits for a slot that was applied.
    void applied(long slot, Payload payload, Applier.Outcome outcome) {
        if (payload instanceof Payload.Members) {
            changeOpen = false;
        }
        if (outcome instanceof Applier.Outcome.Answer(var answer, var first) && first) {
            paxos.report(new LogReport.Applied(slot, command(payload), answer));
        }
        paxos.proposer
                .takeWaiting(slot, payload)
                .ifPresent(waiting -> {
                    switch (waiting) {
                        case Waiting.Client(var client, var number) -> answer(client, number, payload, outcome);
                        case Waiting.Program(var number) ->
                                done(payload, new LogReport.Done(number, slot, answerOf(outcome)));
                        case Waiting.Rejoining _ -> {}
                    }
                });
        tellOfChange();
    }

    /// Once it is told, members that it removed may go.
    void tellOfChange() {
        if (changed != null && paxos.isSettledForGood()) {
            paxos.report(changed);
            changed = null;
        }
    }

    private void done(Payload payload, LogReport.Done done) {
        if (payload instanceof Payload.Members) {
            changed = done;
        } else {
            paxos.report(done);
        }
    }

    private static Record command(Payload payload) {
        return switch (payload) {
            case Payload.Command command -> command.command();
            case Payload.Proposal proposal -> proposal.command();
            case Payload.Noop noop -> noop;
            case Payload.OpenSession open -> open;
            case Payload.Members members -> members;
        };
    }

    private static Record answerOf(Applier.Outcome outcome) {
        return outcome instanceof Applier.Outcome.Answer(var answer, _) ? answer : (Record) outcome;
    }

    private void answer(NodeId client, long number, Payload payload, Applier.Outcome outcome) {
        var session = payload instanceof Payload.Command command ? command.session() : 0;
        asked.remove(new Asked(client, session, number));
        switch (outcome) {
            case Applier.Outcome.Opened(var opened) -> send(client, new LogMessage.Opened(number, opened));
            case Applier.Outcome.Answer(var answer, _) -> send(client, new LogMessage.Applied(session, number, answer));
            case Applier.Outcome.Expired _ -> send(client, new LogMessage.SessionExpired(session, number));
            case Applier.Outcome.Nothing _ -> {}
        }
    }

    /// This member no longer leads: clients ask again, and when a change that is chosen holds it cannot say.
    void resigned() {
        asked.clear();
        if (changed != null) {
            refuse(changed.number(), "another member may lead now; it is agreed, and holds a little later");
            changed = null;
        }
    }

    /// This member no longer leads: what becomes of a wish it cannot say. Clients ask again.
    ///
    /// @param waiting may be null
    void given(Waiting waiting) {
        changeOpen = false;
        if (waiting instanceof Waiting.Program(var number)) {
            refuse(number, "another member may lead now; it may yet be applied");
        }
    }
}
