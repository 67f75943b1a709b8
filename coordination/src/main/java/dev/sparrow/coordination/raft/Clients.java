/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.List;
import java.util.Optional;

/// What clients and the program on this node want written (the paper, section 8; sessions: the thesis, section 6.3).
final class Clients {
    private final Raft raft;

    Clients(Raft raft) {
        this.raft = raft;
    }

    void onOpenSession(NodeId client, LogMessage.OpenSession open) {
        var leader = leaderThatTakes(client, open.number());
        if (leader != null && leader.asked.add(new Role.Asked(client, 0, open.number()))) {
            var waiting = new Role.Waiting.Client(client, open.number());
            append(leader, new Payload.OpenSession(client, open.number()), waiting);
        }
    }

    void onCommand(NodeId client, LogMessage.Command command) {
        var leader = leaderThatTakes(client, command.sequence());
        if (leader == null) {
            return;
        }
        var before = raft.applier.answerTo(command.session(), command.sequence());
        if (before.isPresent()) {
            send(client, new LogMessage.Applied(command.session(), command.sequence(), before.get()));
            return;
        }
        if (leader.asked.add(new Role.Asked(client, command.session(), command.sequence()))) {
            var payload = new Payload.Command(command.session(), command.sequence(), command.command());
            append(leader, payload, new Role.Waiting.Client(client, command.sequence()));
        }
    }

    void onPropose(LogRequest.Propose propose) {
        if (!(raft.role instanceof Role.Leader leader)) {
            raft.report(new LogReport.Refused(propose.number(), "this member does not lead"));
        } else if (isFull() || leader.transferTo != null) {
            raft.report(new LogReport.Refused(propose.number(), "too much is open, or leadership is on its way"));
        } else {
            var payload = new Payload.Proposal(raft.self, propose.number(), propose.command());
            append(leader, payload, new Role.Waiting.Program(propose.number()));
        }
    }

    private boolean isFull() {
        return raft.log.lastIndex() - raft.commit >= raft.settings.uncommittedMax();
    }

    /// @return null if this member sent the client away
    private Role.Leader leaderThatTakes(NodeId client, long number) {
        if (!(raft.role instanceof Role.Leader leader)) {
            send(client, new LogMessage.NotLeader(number, Optional.ofNullable(raft.leader)));
            return null;
        }
        if (isFull() || leader.transferTo != null) {
            send(client, new LogMessage.Busy(number));
            return null;
        }
        return leader;
    }

    private void send(NodeId client, LogMessage message) {
        raft.effects.add(new Effect.SendAtOnce(client, (Record) message));
    }

    private void append(Role.Leader leader, Payload payload, Role.Waiting waiting) {
        var index = raft.log.lastIndex() + 1;
        raft.append(List.of(new Entry(index, raft.term, payload)));
        leader.waiting.put(index, waiting);
        raft.replication.sendNews(leader);
        raft.replication.commitWhatQuorumHas(leader);
    }

    /// Answers whoever waits for an entry that was applied.
    void applied(Entry entry, Applier.Outcome outcome) {
        if (outcome instanceof Applier.Outcome.Answer(var answer, var first) && first) {
            raft.report(new LogReport.Applied(entry.index(), command(entry.payload()), answer));
        }
        if (!(raft.role instanceof Role.Leader leader)) {
            return;
        }
        switch (leader.waiting.remove(entry.index())) {
            case Role.Waiting.Client(var client, var number) -> {
                leader.asked.remove(new Role.Asked(client, session(entry), number));
                answer(client, number, entry, outcome);
            }
            case Role.Waiting.Program(var number) ->
                    raft.report(new LogReport.Done(number, entry.index(), answerOf(outcome)));
            case null -> {}
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

    private void answer(NodeId client, long number, Entry entry, Applier.Outcome outcome) {
        switch (outcome) {
            case Applier.Outcome.Opened(var session) -> send(client, new LogMessage.Opened(number, session));
            case Applier.Outcome.Answer(var answer, _) ->
                    send(client, new LogMessage.Applied(session(entry), number, answer));
            case Applier.Outcome.Expired _ -> send(client, new LogMessage.SessionExpired(session(entry), number));
            case Applier.Outcome.Nothing _ -> {}
        }
    }

    private static long session(Entry entry) {
        return entry.payload() instanceof Payload.Command command ? command.session() : 0;
    }

    /// This member no longer leads: what becomes of the entries it was asked for it cannot say. Clients ask again.
    void dropWaiting() {
        if (raft.role instanceof Role.Leader leader) {
            leader.waiting.forEach((_, waiting) -> {
                if (waiting instanceof Role.Waiting.Program(var number)) {
                    raft.report(new LogReport.Refused(number, "another member may lead now; it may yet be applied"));
                }
            });
        }
    }
}
