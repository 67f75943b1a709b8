/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosMessage;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftMessage;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.PageTranscripts;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/// The transcripts in docs/raft.md and docs/paxos.md: three members in a calm network.
class LogTranscriptsTest implements World.Observer {
    private static final List<NodeId> MEMBERS = List.of(new NodeId("n1"), new NodeId("n2"), new NodeId("n3"));
    private static final PageTranscripts RAFT = new PageTranscripts("raft");
    private static final PageTranscripts PAXOS = new PageTranscripts("paxos");

    private final World world = new World(1, Conditions.CALM, EventLog.off(), this);
    private final StringBuilder text = new StringBuilder();
    private boolean tells;
    private long numbers;

    private void raft() {
        begin(RaftMachine.program(RaftSettings.DEFAULT, new RaftRules(), Configuration.of(MEMBERS), KeyValues::new));
    }

    private void paxos() {
        begin(PaxosMachine.program(PaxosSettings.DEFAULT, new PaxosRules(), Configuration.of(MEMBERS), KeyValues::new));
    }

    private void begin(Program program) {
        MEMBERS.forEach(member -> world.add(member, program));
    }

    private void runFor(int millis) {
        world.runUntil(world.nowNanos() + 1_000_000L * millis);
    }

    /// Whoever leads, with the highest term.
    private NodeId leader() {
        return world.nodes().stream()
                .filter(node -> node.machine() instanceof ReplicatedLog log && log.leads())
                .max((a, b) -> Long.compare(log(a.id()).term(), log(b.id()).term()))
                .orElseThrow()
                .id();
    }

    private ReplicatedLog log(NodeId id) {
        return (ReplicatedLog) world.node(id).machine();
    }

    private void put(NodeId member, String value) {
        line("%s is asked: put x %s".formatted(member, value));
        world.request(member, new LogRequest.Propose(++numbers, new KeyValues.Change.Put("x", value)));
    }

    private Object x(NodeId member) {
        return ((KeyValues.Value) log(member).state().query(new KeyValues.Get("x"))).value();
    }

    private void cutOff(NodeId member, boolean cut) {
        for (var other : MEMBERS) {
            if (!other.equals(member) && cut) {
                world.cut(member, other);
                world.cut(other, member);
            } else if (!other.equals(member)) {
                world.mend(member, other);
                world.mend(other, member);
            }
        }
    }

    @Test
    void raft_electsALeader_andCommitsACommand() throws IOException {
        tells = true;
        raft();
        runFor(700);
        put(leader(), "1");
        runFor(60);
        assertThat(MEMBERS).allSatisfy(member -> assertThat(x(member)).isEqualTo("1"));
        RAFT.check("election", text.toString());
    }

    @Test
    void raft_overwritesWhatALeaderThatWasCutOffHasWritten() throws IOException {
        raft();
        runFor(1_000);
        var old = leader();
        tells = true;
        line("%s, the leader, is cut off".formatted(old));
        cutOff(old, true);
        put(old, "lost");
        runFor(1_500);
        put(leader(), "kept");
        runFor(60);
        line("%s is back".formatted(old));
        cutOff(old, false);
        runFor(200);
        assertThat(MEMBERS).allSatisfy(member -> assertThat(x(member)).isEqualTo("kept"));
        RAFT.check("cut-off", text.toString());
    }

    @Test
    void paxos_preparesOnce_andThenNeedsOneRoundForEachCommand() throws IOException {
        tells = true;
        paxos();
        runFor(900);
        put(leader(), "1");
        put(leader(), "2");
        runFor(60);
        assertThat(x(leader())).isEqualTo("2");
        PAXOS.check("two-phases", text.toString());
    }

    @Test
    void paxos_fillsTheGapThatADeadProposerHasLeft() throws IOException {
        paxos();
        runFor(1_000);
        var old = leader();
        tells = true;
        line("nobody hears %s".formatted(old));
        MEMBERS.stream().filter(other -> !other.equals(old)).forEach(other -> world.cut(old, other));
        put(old, "lost");
        runFor(5);
        line("%s is heard again".formatted(old));
        MEMBERS.stream().filter(other -> !other.equals(old)).forEach(other -> world.mend(old, other));
        put(old, "kept");
        runFor(2);
        line("%s crashes".formatted(old));
        world.crash(old);
        runFor(1_500);
        assertThat(x(leader())).isEqualTo("kept");
        PAXOS.check("gap", text.toString());
    }

    private void line(String what) {
        text.append("%,9.1f ms  %s%n".formatted(world.nowNanos() / 1e6, what));
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (!tells) {
            return;
        }
        if (event instanceof Event.Received(var from, var message)) {
            var words = LogWords.of(message);
            if (!words.isEmpty() && (message instanceof RaftMessage || message instanceof PaxosMessage)) {
                line("%s -> %s: %s".formatted(from, node.id(), words));
            }
        }
        for (var effect : effects) {
            switch (effect) {
                case Effect.Report(LogReport.Leadership(_, var term, var ready)) when ready ->
                        line("%s leads, term %d".formatted(node.id(), term));
                case Effect.Report(LogReport.Applied(var index, var command, _)) ->
                        line("%s applies %d: %s".formatted(node.id(), index, LogWords.ofCommand(command)));
                default -> {}
            }
        }
    }
}
