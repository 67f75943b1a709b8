/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a leader does with a request that comes again while the first is on its way to the disk.
class SentAgainTest {
    private static final NodeId SELF = new NodeId("a");
    private static final NodeId CLIENT = new NodeId("client");
    private static final Configuration ALONE = Configuration.of(List.of(SELF));

    static List<Program> engines() {
        return List.of(
                RaftMachine.program(RaftSettings.DEFAULT, new RaftRules(), ALONE, KeyValues::new),
                PaxosMachine.program(PaxosSettings.DEFAULT, new PaxosRules(), ALONE, KeyValues::new));
    }

    private Machine<Event, Effect> member;
    private long now;
    private long writes;

    private List<Effect> step(Event event) {
        var effects = member.step(event, now);
        writes += effects.stream().filter(effect -> effect instanceof Effect.Write(_, var forced) && forced).count();
        return effects;
    }

    private void flush() {
        var before = -1L;
        while (before != writes) {
            before = writes;
            step(new Event.Durable(writes));
        }
    }

    private void lead(Program engine) {
        member = engine.start(SELF, List.of(), new Random(1), now);
        while (!((ReplicatedLog) member).leads()) {
            now += 100_000_000;
            step(new Event.Tick());
            flush();
        }
    }

    private long writesFor(LogMessage message) {
        var before = writes;
        step(new Event.Received(CLIENT, (Record) message));
        return writes - before;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void requestThatComesAgain_isNotWrittenAgain_andIsAnswered(Program engine) {
        lead(engine);
        assertThat(writesFor(new LogMessage.OpenSession(7))).isPositive();
        assertThat(writesFor(new LogMessage.OpenSession(7))).isZero();
        var answers = new ArrayList<Effect>(step(new Event.Durable(writes)));
        var session =
                answers.stream()
                        .filter(effect -> effect instanceof Effect.SendAtOnce(_, LogMessage.Opened _))
                        .map(effect -> ((LogMessage.Opened) ((Effect.SendAtOnce) effect).message()).session())
                        .toList();
        assertThat(session).hasSize(1);
        var command = new LogMessage.Command(session.getFirst(), 1, new KeyValues.Change.Put("x", "1"));
        assertThat(writesFor(command)).isPositive();
        assertThat(writesFor(command)).isZero();
        var applied = new LogMessage.Applied(session.getFirst(), 1, new KeyValues.Value("1", true));
        assertThat(step(new Event.Durable(writes))).containsOnlyOnce(new Effect.SendAtOnce(CLIENT, applied));
        assertThat(step(new Event.Received(CLIENT, command))).contains(new Effect.SendAtOnce(CLIENT, applied));
    }
}
