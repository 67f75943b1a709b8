/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.dispatch.ControlMessage;

import dev.sparrow.simulation.Clock;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;

import java.time.Duration;
import java.util.List;

/// Holds the machine of a node: tells it what happens and has carried out what it wants done.
final class NodeActor extends AbstractBehavior<NodeActor.Command> {

    sealed interface Command {}

    /// Something for the machine.
    record Happened(Event event) implements Command {}

    /// Something for the machine that comes before all that is not urgent: what other members say, and what keeps time,
    /// must not wait behind the requests of many clients.
    record Urgent(Event event) implements Command, ControlMessage {}

    /// The machine can go on no more, for a reason outside of it.
    record Fail(String reason) implements Command {}

    private enum Wake implements Command, ControlMessage {
        UP
    }

    /// What carries out the effects. Nothing of it blocks.
    interface Surroundings {
        /// An event has left the actor's mailbox.
        void took();

        void write(Record record, boolean forced);

        void rewrite(List<? extends Record> records);

        void send(NodeId to, Record message);

        void report(Record what);

        /// Hears once why the machine has ended.
        void ended(String reason);
    }

    private final TimerScheduler<Command> timers;
    private final Machine<Event, Effect> machine;
    private final Clock clock;
    private final Surroundings surroundings;
    private final Outbox outbox = new Outbox(this::leave);
    private boolean ended;

    private NodeActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Machine<Event, Effect> machine,
            Clock clock,
            Surroundings surroundings) {
        super(context);
        this.timers = timers;
        this.machine = machine;
        this.clock = clock;
        this.surroundings = surroundings;
    }

    /// The actor of a machine that was started just now; the first event must be a tick.
    static Behavior<Command> create(Machine<Event, Effect> machine, Clock clock, Surroundings surroundings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new NodeActor(context, timers, machine, clock, surroundings)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
    }

    private Behavior<Command> onCommand(Command command) {
        switch (command) {
            case Happened(var event) -> take(event);
            case Urgent(var event) -> take(event);
            case Wake.UP -> step(new Event.Tick());
            case Fail(var reason) -> end(reason);
        }
        return ended ? Behaviors.stopped() : this;
    }

    private void take(Event event) {
        surroundings.took();
        if (event instanceof Event.Durable(var writes)) {
            outbox.onDurable(writes);
        }
        step(event);
    }

    private void step(Event event) {
        for (var effect : machine.step(event, clock.nanos())) {
            if (ended) {
                return;
            }
            carryOut(effect);
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Write(var record, var forced) -> {
                surroundings.write(record, forced);
                if (forced) {
                    outbox.wrote();
                }
            }
            case Effect.Rewrite(var records) -> {
                surroundings.rewrite(records);
                outbox.wrote();
            }
            case Effect.Send _, Effect.Report _ -> outbox.add(effect);
            case Effect.SendAtOnce _ -> leave(effect);
            case Effect.WakeAt(var nanos) ->
                    timers.startSingleTimer(Wake.UP, Duration.ofNanos(Math.max(0, nanos - clock.nanos())));
            case Effect.Halt(var reason) -> end(reason);
        }
    }

    private void leave(Effect effect) {
        switch (effect) {
            case Effect.Send(var to, var message) -> surroundings.send(to, message);
            case Effect.SendAtOnce(var to, var message) -> surroundings.send(to, message);
            case Effect.Report(var what) -> surroundings.report(what);
            case Effect.Write _, Effect.Rewrite _, Effect.WakeAt _, Effect.Halt _ ->
                    throw new IllegalStateException("This stays on the node: " + effect);
        }
    }

    private void end(String reason) {
        ended = true;
        surroundings.ended(reason);
    }
}
