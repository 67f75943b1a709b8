/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.CellCommand;
import dev.sparrow.coordination.lock.LockServer;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What must hold of a lock service after every step, watched from outside of the world's clocks.
final class LockInvariants implements World.Observer {
    /// A call of a session.
    private record CallId(long session, long call) {}

    /// A lock that was lost by failure, when, and for how long nobody was to have it.
    private record Loss(long atNanos, long delayNanos) {}

    private final World world;
    private final Sessions sessions;
    private final Map<CallId, CellAnswer> answers = new HashMap<>();
    private final Map<String, TreeMap<Long, Long>> holders = new HashMap<>();
    private final Map<String, Long> generations = new HashMap<>();
    private final Map<String, Loss> losses = new HashMap<>();
    private long appliedIndex;
    private long epoch;
    private long failOvers = -1;
    private long ended;

    LockInvariants(World world, Sessions sessions) {
        this.world = world;
        this.sessions = sessions;
    }

    /// How many masters there were but the first.
    long failOvers() {
        return Math.max(0, failOvers);
    }

    /// How many sessions ended by failure.
    long ended() {
        return ended;
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (!(node.machine() instanceof LockServer)) {
            return;
        }
        for (var effect : effects) {
            if (effect instanceof Effect.Report(LogReport.Applied(var index, CellCommand command, CellAnswer answer))
                    && index > appliedIndex) {
                appliedIndex = index;
                applied(command, answer);
            } else if (effect instanceof Effect.Report(LogReport.Leadership(_, var term, var ready)) && ready) {
                failOvers++;
                epoch = Math.max(epoch, term);
            }
        }
    }

    private void applied(CellCommand command, CellAnswer answer) {
        switch (command) {
            case CellCommand.Fenced(_, var fenced) -> applied(fenced, answer);
            case CellCommand.EndSession _, CellCommand.Release _ when answer instanceof CellAnswer.Refused -> {}
            case CellCommand.Call call -> {
                if (!(answer instanceof CellAnswer.Refused)) {
                    // Only what was carried out anew changes something.
                    var before = answers.putIfAbsent(new CallId(call.session(), call.call()), answer);
                    Violation.unless(
                            before == null || before.equals(answer),
                            "once: %s was answered %s, and then %s",
                            call,
                            before,
                            answer);
                    if (before == null) {
                        applied(call.command(), answer);
                    }
                }
            }
            case CellCommand.Acquire acquire when answer instanceof CellAnswer.Locked(var sequencer) ->
                    acquired(acquire, sequencer.generation());
            case CellCommand.Release(var session, var name) -> released(name, session);
            case CellCommand.SetContents write -> {
                sessions.written(write.content());
                write.sequencer().ifPresent(this::checkHeld);
            }
            case CellCommand.EndSession(var session, var inPeace) -> ended(session, inPeace);
            case CellCommand.Delete delete when !(answer instanceof CellAnswer.Refused) ->
                    Violation.unless(
                            sessions.opener(delete.name(), delete.instance(), epoch).isEmpty(),
                            "D6: %s was deleted, though %s has it open",
                            delete.name(),
                            sessions.opener(delete.name(), delete.instance(), epoch));
            case CellCommand.OpenSession _,
                    CellCommand.NewMaster _,
                    CellCommand.Create _,
                    CellCommand.SetAcl _,
                    CellCommand.Acquire _,
                    CellCommand.Delete _,
                    CellCommand.EndDelay _ -> {}
        }
    }

    private void checkHeld(Sequencer sequencer) {
        Violation.unless(
                sequencer.generation() == generations.getOrDefault(sequencer.name(), 0L) && isHeld(sequencer.name()),
                "D1: a write with %s was taken, though the lock has generation %d and is held by %s",
                sequencer,
                generations.get(sequencer.name()),
                holders.get(sequencer.name()));
    }

    private boolean isHeld(String name) {
        return !holders.getOrDefault(name, new TreeMap<>()).isEmpty();
    }

    private void acquired(CellCommand.Acquire acquire, long generation) {
        var name = acquire.name();
        sessions.sureHolder(name, acquire.session())
                .filter(_ -> acquire.exclusive())
                .ifPresent(other -> {
                    throw new Violation(
                            "D1: %s is granted to session %d while %s holds it and has a lease"
                                    .formatted(name, acquire.session(), other));
                });
        var last = generations.getOrDefault(name, 0L);
        Violation.unless(
                isHeld(name) ? generation >= last : generation > last,
                "D1: %s is granted with generation %d after %d",
                name,
                generation,
                last);
        var loss = Optional.ofNullable(losses.get(name));
        Violation.unless(
                loss.isEmpty() || world.nowNanos() - loss.get().atNanos >= loss.get().delayNanos,
                "D3: %s is granted before its lock-delay is over: %s",
                name,
                loss);
        generations.put(name, generation);
        losses.remove(name);
        holders.computeIfAbsent(name, _ -> new TreeMap<>()).put(acquire.session(), acquire.delayMillis());
    }

    private void released(String name, long session) {
        holders.getOrDefault(name, new TreeMap<>()).remove(session);
    }

    private void ended(long session, boolean inPeace) {
        if (!inPeace) {
            ended++;
            sessions.sure(session)
                    .ifPresent(client -> {
                        throw new Violation("D2: the session of %s is ended, and it has a lease".formatted(client));
                    });
        }
        for (var held : holders.entrySet()) {
            var delay = held.getValue().remove(session);
            if (delay != null && delay > 0 && !inPeace) {
                losses.put(held.getKey(), new Loss(world.nowNanos(), 1_000_000 * delay));
            }
        }
    }
}
