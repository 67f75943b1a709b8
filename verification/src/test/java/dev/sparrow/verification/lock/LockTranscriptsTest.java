/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.CellState;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.lock.LockClient;
import dev.sparrow.coordination.lock.LockMessage;
import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.lock.LockServer;
import dev.sparrow.coordination.lock.LockSettings;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.PageTranscripts;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The transcripts in docs/locks.md: three members by Raft, two sessions, and the times of the paper.
class LockTranscriptsTest implements World.Observer {
    private static final NodeId ADA = new NodeId("ada");
    private static final NodeId BOB = new NodeId("bob");
    private static final List<NodeId> MEMBERS = List.of(new NodeId("n1"), new NodeId("n2"), new NodeId("n3"));
    private static final PageTranscripts PAGE = new PageTranscripts("locks");

    private final World world = new World(1, Conditions.CALM, EventLog.off(), this);
    private final StringBuilder text = new StringBuilder();
    private final Map<Long, CellAnswer> answers = new HashMap<>();
    private boolean tells;
    private long numbers;
    private NodeId master;

    private void begin() {
        var log =
                RaftMachine.program(
                        RaftSettings.DEFAULT,
                        new RaftRules(),
                        Configuration.of(MEMBERS),
                        () -> new CellState(new LockRules()));
        var member = LockServer.program(log, state -> (CellState) state, LockSettings.DEFAULT, new LockRules());
        MEMBERS.forEach(id -> world.add(id, member));
        List.of(ADA, BOB)
                .forEach(id -> world.add(id, LockClient.program(MEMBERS, LockSettings.DEFAULT, new LockRules())));
        runFor(2_000);
        open(ADA, "/ls", LockCall.Create.DIRECTORY);
    }

    private void runFor(int millis) {
        world.runUntil(world.nowNanos() + 1_000_000L * millis);
    }

    private long begin(NodeId client, LockCall call) {
        if (tells) {
            line("%s asks: %s".formatted(client, LockWords.of(call)));
        }
        world.request(client, new LockClient.Ask(++numbers, call));
        return numbers;
    }

    private CellAnswer ask(NodeId client, LockCall call) {
        var number = begin(client, call);
        runFor(100);
        return answers.get(number);
    }

    private Handle open(NodeId client, String name, LockCall.Create create) {
        return ((CellAnswer.Opened) ask(client, new LockCall.Open(++numbers, name, create, true))).handle();
    }

    private static LockCall write(Handle file, String content) {
        return new LockCall.SetContents(file, content, OptionalLong.empty(), Optional.empty());
    }

    private static LockCall write(Handle file, String content, Sequencer sequencer) {
        return new LockCall.SetContents(file, content, OptionalLong.empty(), Optional.of(sequencer));
    }

    private static Sequencer sequencer(CellAnswer answer) {
        return ((CellAnswer.Locked) answer).sequencer();
    }

    @Test
    void aWriteWaitsForCaches() throws IOException {
        begin();
        var ada = open(ADA, "/ls/driver", LockCall.Create.FILE);
        var bob = open(BOB, "/ls/driver", LockCall.Create.FILE);
        ask(ADA, write(ada, "at one"));
        runFor(1_000);
        tells = true;
        ask(BOB, new LockCall.Read(bob));
        ask(BOB, new LockCall.Read(bob));
        ask(ADA, write(ada, "at two"));
        ask(BOB, new LockCall.Read(bob));
        PAGE.check("write", text.toString());
    }

    @Test
    void aHolderThatStoodStill_isRefused() throws IOException {
        begin();
        var ada = open(ADA, "/ls/driver", LockCall.Create.FILE);
        var bob = open(BOB, "/ls/driver", LockCall.Create.FILE);
        tells = true;
        var first = sequencer(ask(ADA, new LockCall.Acquire(ada, true, 5_000, false)));
        var waiting = begin(BOB, new LockCall.Acquire(bob, true, 0, true));
        runFor(100);
        line("ada stands still");
        world.pause(ADA);
        runFor(40_000);
        ask(BOB, write(bob, "by bob", sequencer(answers.get(waiting))));
        line("a request of ada's, made long ago, reaches bob, who checks her sequencer");
        ask(BOB, new LockCall.Check(first));
        line("ada goes on");
        world.resume(ADA);
        runFor(100);
        PAGE.check("still", text.toString());
    }

    @Test
    void aNewMaster_goesThroughTheNineSteps() throws IOException {
        begin();
        var ada = open(ADA, "/ls/driver", LockCall.Create.FILE);
        var held = sequencer(ask(ADA, new LockCall.Acquire(ada, true, 5_000, false)));
        var bob = open(BOB, "/ls/driver", LockCall.Create.FILE);
        ask(BOB, new LockCall.Read(bob));
        runFor(1_000);
        tells = true;
        line("the master %s crashes".formatted(master));
        world.crash(master);
        begin(ADA, write(ada, "at one", held));
        begin(BOB, new LockCall.Check(held));
        runFor(5_000);
        PAGE.check("fail-over", text.toString());
    }

    private void line(String what) {
        text.append("%,9.0f ms  %s%n".formatted(world.nowNanos() / 1e6, what));
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (tells && event instanceof Event.Received(var from, LockMessage message) && isNews(message)) {
            line("%s -> %s: %s".formatted(from, node.id(), LockWords.of(message)));
        }
        for (var effect : effects) {
            if (effect instanceof Effect.Report(LogReport.Leadership(_, var term, var ready)) && ready) {
                master = node.id();
                if (tells) {
                    line("%s leads, term %d".formatted(master, term));
                }
            }
        }
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        switch (what) {
            case LockClient.Replied(var number, var answer) -> {
                answers.put(number, answer);
                if (tells) {
                    line("%s is answered: %s".formatted(node.id(), LockWords.of(answer)));
                }
            }
            case LockClient.Became(var standing) when tells -> line("%s is %s".formatted(node.id(), standing));
            default -> {}
        }
    }

    /// Most of the time there is nothing but leases.
    private static boolean isNews(LockMessage message) {
        return !(message instanceof LockMessage.KeptAlive kept && kept.events().isEmpty())
                && !(message instanceof LockMessage.KeepAlive);
    }
}
