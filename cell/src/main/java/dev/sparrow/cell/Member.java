/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A member of a cell: a replicated log, and answers to an operator's [CellMessage]s.
final class Member implements Machine<Event, Effect> {
    private static final int CHANGES_MAX = 100;

    private record Asked(NodeId operator, long number) {}

    private final ReplicatedLog log;
    private final LinkedHashMap<Long, Asked> changes = new LinkedHashMap<>();
    private long requests;

    private Member(ReplicatedLog log) {
        this.log = log;
    }

    /// A program that starts members.
    ///
    /// @param program starts their logs
    static Program program(Program program) {
        return (self, disk, random, nowNanos) ->
                new Member((ReplicatedLog) program.start(self, disk, random, nowNanos));
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        return switch (event) {
            case Event.Received(var from, CellMessage message) -> onOperator(from, message, nowNanos);
            case Event.Received _, Event.Tick _, Event.Durable _, Event.Request _ ->
                    answered(log.step(event, nowNanos));
        };
    }

    private List<Effect> onOperator(NodeId from, CellMessage message, long nowNanos) {
        return switch (message) {
            case CellMessage.AskStatus(var number) -> List.of(new Effect.SendAtOnce(from, status(number)));
            case CellMessage.ChangeMembers(var number, var voters, var learners) -> {
                if (changes.size() >= CHANGES_MAX) {
                    changes.pollFirstEntry();
                }
                changes.put(++requests, new Asked(from, number));
                var request = new LogRequest.ChangeMembers(requests, voters, learners);
                yield answered(log.step(new Event.Request(request), nowNanos));
            }
            case CellMessage.Status _, CellMessage.Changed _, CellMessage.Refused _ -> List.of();
        };
    }

    private CellMessage.Status status(long number) {
        return new CellMessage.Status(number, log.leader(), log.term(), log.leads(), log.appliedIndex());
    }

    /// The effects of the log, with answers to operators in place of what it reports for them.
    private List<Effect> answered(List<Effect> effects) {
        if (changes.isEmpty()) {
            return effects;
        }
        var all = new ArrayList<Effect>(effects.size());
        for (var effect : effects) {
            all.add(answer(effect));
        }
        return all;
    }

    private Effect answer(Effect effect) {
        return switch (effect) {
            case Effect.Report(LogReport.Done(var request, _, _)) when changes.containsKey(request) -> {
                var asked = changes.remove(request);
                yield new Effect.Send(asked.operator(), new CellMessage.Changed(asked.number()));
            }
            case Effect.Report(LogReport.Refused(var request, var reason)) when changes.containsKey(request) -> {
                var asked = changes.remove(request);
                yield new Effect.Send(asked.operator(), new CellMessage.Refused(asked.number(), reason));
            }
            case Effect.Report _,
                    Effect.Send _,
                    Effect.SendAtOnce _,
                    Effect.Write _,
                    Effect.Rewrite _,
                    Effect.WakeAt _,
                    Effect.Halt _ ->
                    effect;
        };
    }
}
