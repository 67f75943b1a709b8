/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.Program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Some [LogClient]s on one node, so that its program has several requests open at a time: each is carried out by a
/// client that is free, in its session. What is open at the same time is applied in any order.
///
/// The program asks by an [Ask] and hears a [Finished]. What is asked while no client is free waits.
public final class LogClients implements Machine<Event, Effect> {
    /// What the program wants.
    ///
    /// @param number tells its requests apart
    public record Ask(long number, LogClient.Ask what) {}

    /// What the program hears.
    ///
    /// @param answer empty if nobody knows any more whether a change was applied
    public record Finished(long number, Optional<Record> answer) {}

    /// A client, and what it does.
    private static final class Lane {
        final Machine<Event, Effect> client;
        boolean busy;
        long number;
        long wakeAtNanos = Long.MAX_VALUE;

        Lane(Machine<Event, Effect> client) {
            this.client = client;
        }
    }

    private final List<Lane> lanes;
    private final ArrayDeque<Lane> free;
    private final ArrayDeque<Ask> waiting = new ArrayDeque<>();
    private final Map<Long, Lane> sessions = new HashMap<>();
    private List<Effect> effects = new ArrayList<>();
    private long wakeAtNanos = Long.MAX_VALUE;

    private LogClients(List<Lane> lanes) {
        this.lanes = lanes;
        this.free = new ArrayDeque<>(lanes);
    }

    /// A program that starts so many clients as one.
    ///
    /// @param client starts one of them
    public static Program program(Program client, int clients) {
        return (self, disk, random, nowNanos) ->
                new LogClients(
                        IntStream.range(0, clients)
                                .mapToObj(_ -> new Lane(client.start(self, disk, random, nowNanos)))
                                .toList());
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        effects = new ArrayList<>(2);
        switch (event) {
            case Event.Request(Ask ask) -> waiting.add(ask);
            case Event.Received(_, LogMessage message) -> onMessage(event, message, nowNanos);
            case Event.Tick _ -> onTick(event, nowNanos);
            case Event.Received _, Event.Durable _, Event.Request _ -> {}
        }
        while (!waiting.isEmpty() && !free.isEmpty()) {
            begin(free.poll(), waiting.poll(), nowNanos);
        }
        return effects;
    }

    private void begin(Lane lane, Ask ask, long nowNanos) {
        lane.busy = true;
        lane.number = ask.number();
        step(lane, new Event.Request((Record) ask.what()), nowNanos);
    }

    private void onMessage(Event event, LogMessage message, long nowNanos) {
        switch (message) {
            case LogMessage.Applied(var session, _, _) -> stepIn(session, event, nowNanos);
            case LogMessage.SessionExpired(var session, _) -> {
                stepIn(session, event, nowNanos);
                sessions.remove(session);
            }
            case LogMessage.Opened(_, var session) ->
                    lanes.forEach(lane -> {
                        if (lane.busy && step(lane, event, nowNanos)) {
                            sessions.put(session, lane);
                        }
                    });
            case LogMessage.Answered _,
                    LogMessage.NotLeader _,
                    LogMessage.Busy _,
                    LogMessage.OpenSession _,
                    LogMessage.Command _,
                    LogMessage.Query _ ->
                    // Each knows what is its own.
                    lanes.forEach(lane -> step(lane, event, nowNanos));
        }
    }

    private void stepIn(long session, Event event, long nowNanos) {
        var lane = sessions.get(session);
        if (lane != null) {
            step(lane, event, nowNanos);
        }
    }

    private void onTick(Event event, long nowNanos) {
        wakeAtNanos = Long.MAX_VALUE;
        for (var lane : lanes) {
            if (lane.busy) {
                step(lane, event, nowNanos);
                wake(lane);
            }
        }
    }

    /// @return whether the client had something to do
    private boolean step(Lane lane, Event event, long nowNanos) {
        var wanted = lane.client.step(event, nowNanos);
        for (var effect : wanted) {
            switch (effect) {
                case Effect.WakeAt(var nanos) -> {
                    lane.wakeAtNanos = nanos;
                    wake(lane);
                }
                case Effect.Report(LogClient.Finished(var answer)) -> {
                    lane.busy = false;
                    free.add(lane);
                    effects.add(new Effect.Report(new Finished(lane.number, answer)));
                }
                case Effect.Report _,
                        Effect.Send _,
                        Effect.SendAtOnce _,
                        Effect.Write _,
                        Effect.Rewrite _,
                        Effect.Halt _ ->
                        effects.add(effect);
            }
        }
        return !wanted.isEmpty();
    }

    /// One timer for all: it is set anew only for who must be woken before it.
    private void wake(Lane lane) {
        if (lane.busy && lane.wakeAtNanos < wakeAtNanos) {
            wakeAtNanos = lane.wakeAtNanos;
            effects.add(new Effect.WakeAt(wakeAtNanos));
        }
    }
}
