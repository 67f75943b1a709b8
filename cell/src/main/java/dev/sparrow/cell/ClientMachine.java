/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.log.LogClient;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.List;

/// A client of a cell: a [LogClient], and a way for [CellMessage]s to one member.
final class ClientMachine implements Machine<Event, Effect> {
    /// The program wants to say this to one member. The answer, if one comes, is reported as it is.
    record Tell(NodeId member, CellMessage message) {}

    private final Machine<Event, Effect> client;

    private ClientMachine(Machine<Event, Effect> client) {
        this.client = client;
    }

    /// A program that starts such clients.
    static Program program(Program client) {
        return (self, disk, random, nowNanos) -> new ClientMachine(client.start(self, disk, random, nowNanos));
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        return switch (event) {
            case Event.Request(Tell(var member, var message)) ->
                    List.of(new Effect.SendAtOnce(member, (Record) message));
            case Event.Received(_, CellMessage message) -> List.of(new Effect.Report((Record) message));
            case Event.Received _, Event.Request _, Event.Tick _, Event.Durable _ -> client.step(event, nowNanos);
        };
    }
}
