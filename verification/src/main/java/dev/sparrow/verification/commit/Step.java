/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitMachine;
import dev.sparrow.coordination.commit.CommitMessage;
import dev.sparrow.coordination.commit.CommitReport;
import dev.sparrow.coordination.commit.CommitRequest;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Stored;
import dev.sparrow.verification.commit.NodeState.Sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the [Situation] that follows an [Act]: one machine takes one step, and its effects are carried out, all of
/// them or as many as there are before a crash.
final class Step {
    private final Situation before;
    private final Crash crash;

    /// Null if nobody listens.
    private final Consumer<String> listener;

    private final NodeState[] nodes;
    private final List<Underway> messages;
    private Faults left;
    private int part;
    private Optional<Outcome> logged;
    private Optional<Outcome> finished;
    private long nowNanos;
    private Optional<String> violation;

    /// The node that takes the step.
    private int self = -1;

    private CommitMachine<?> machine;
    private List<Record> durable;
    private List<Record> lazy;
    private Sink sink;
    private long aheadNanos;
    private final ArrayDeque<Effect> effects = new ArrayDeque<>();
    private int carriedOut;

    /// What is told before the first thing that comes of it; null if there is nothing to tell.
    private String heading;

    Step(Situation before, Crash crash, Consumer<String> listener) {
        this.before = before;
        this.crash = crash;
        this.listener = listener;
        this.nodes = before.nodes.clone();
        this.messages = new ArrayList<>(before.messages);
        this.left = before.left;
        this.part = before.part;
        this.logged = before.logged;
        this.finished = before.finished;
        this.nowNanos = before.nowNanos;
        this.violation = before.violation;
    }

    /// Whether a message would change nothing.
    static boolean isSilent(Situation situation, Underway message) {
        var node = situation.nodes[message.to()];
        var machine = node.machine.copy();
        var now = Math.max(situation.nowNanos, node.aheadNanos);
        return machine.step(new Event.Received(situation.cell.id(message.from()), (Record) message.message()), now)
                        .isEmpty()
                && machine.transactions().equals(node.machine.transactions());
    }

    /// How many effects were carried out.
    int carriedOut() {
        return carriedOut;
    }

    /// Whether a node has taken a step, so that it could have crashed in it.
    boolean hasSelf() {
        return self >= 0;
    }

    Situation take(Act act) {
        switch (act) {
            case Act.Begin _ -> {
                say("c begins");
                wakeUp(0);
                machineStep(new Event.Request(new CommitRequest.Begin(Cell.TRANSACTION, before.cell.participants())));
            }
            case Act.Deliver(var index) -> deliver(messages.remove(index));
            case Act.DeliverTwice(var index) -> {
                left = left.duplicates(left.duplicates() - 1);
                deliver(messages.get(index));
            }
            case Act.Lose(var index) -> {
                var message = messages.remove(index);
                left = left.losses(left.losses() - 1);
                say("lost: " + Words.of(before.cell, message));
            }
            case Act.Tick(var node) -> tick(node);
            case Act.Restart(var node) -> restart(node);
            case Act.Part(var bits) -> part(bits);
            case Act.Mend _ -> {
                part = Situation.WHOLE;
                say("the network is whole again");
            }
            case Act.Wait _ -> nowNanos = Math.max(nowNanos, before.nextWake());
        }
        if (self >= 0) {
            settle();
        }
        var after = situation(violation);
        var wrong = violation.or(after::disagreement);
        return wrong.isEmpty() ? after : situation(wrong);
    }

    private Situation situation(Optional<String> wrong) {
        return new Situation(before.cell, nodes, messages, left, part, logged, finished, nowNanos, true, wrong);
    }

    private void deliver(Underway message) {
        say(Words.of(before.cell, message));
        wakeUp(message.to());
        machineStep(new Event.Received(before.cell.id(message.from()), (Record) message.message()));
    }

    /// Not worth a line unless something comes of it.
    private void tick(int node) {
        var wake = before.wake(node);
        wakeUp(node);
        var isEarly = wake > nowNanos;
        if (isEarly) {
            left = left.early(left.early() - 1);
            aheadNanos = wake;
        }
        heading = before.cell.id(node) + (isEarly ? " loses patience too early" : " loses patience");
        machineStep(new Event.Tick());
    }

    private void restart(int node) {
        say(before.cell.id(node) + " comes back");
        var disk = before.nodes[node].durable;
        wakeUp(node);
        var stored = disk.stream().map(Stored::new).toList();
        machine =
                node == 0
                        ? before.cell.protocol().coordinator(before.cell.id(0), stored, nowNanos)
                        : before.cell.protocol().participant(before.cell.id(node), stored, true, nowNanos);
        machineStep(new Event.Tick());
        if (node > 0 && machine != null && sink == Sink.PREPARED) {
            machineStep(new Event.Request(new CommitRequest.SinkHolds(List.of(Cell.TRANSACTION))));
        }
    }

    private void part(int bits) {
        left = new Faults(left.crashes(), left.repairs(), left.losses(), left.duplicates(), false, left.early());
        part = bits;
        say("the network parts: " + Words.parts(before.cell, bits));
        messages.removeIf(message -> (bits >> message.from() & 1) != (bits >> message.to() & 1));
    }

    private void wakeUp(int node) {
        var state = before.nodes[node];
        self = node;
        machine = state.machine == null ? null : state.machine.copy();
        durable = state.durable;
        lazy = state.lazy;
        sink = state.sink;
        aheadNanos = state.aheadNanos;
    }

    private void machineStep(Event event) {
        effects.addAll(machine.step(event, Math.max(nowNanos, aheadNanos)));
        while (!effects.isEmpty()) {
            var effect = effects.poll();
            if (effect instanceof Effect.WakeAt) {
                continue;
            }
            if (carriedOut == crash.afterEffects()) {
                crash();
                return;
            }
            carriedOut++;
            carryOut(effect);
        }
        if (carriedOut == crash.afterEffects()) {
            crash();
        }
    }

    /// From here on `machine` is null.
    private void crash() {
        if (machine != null) {
            say("  " + before.cell.id(self) + " crashes");
            left = left.crashes(left.crashes() - 1);
            machine = null;
            lazy = List.of();
            effects.clear();
            if (crash.losesMessages()) {
                messages.removeIf(message -> message.from() == self);
            }
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Write(var record, var forced) -> {
                say("  %s %s %s".formatted(before.cell.id(self), forced ? "forces" : "writes", Words.of(record)));
                lazy = plus(lazy, record);
                if (forced) {
                    durable = plusAll(durable, lazy);
                    lazy = List.of();
                }
            }
            case Effect.Send(var to, var message) -> {
                var target = before.cell.index(to);
                if (before.connects(self, target) && before.nodes[target].isUp()) {
                    sayHeading();
                    messages.add(new Underway(self, target, (CommitMessage) message));
                }
            }
            case Effect.Report(var report) -> onReport((CommitReport) report);
            case Effect.SendAtOnce _, Effect.Rewrite _, Effect.WakeAt _, Effect.Halt _ ->
                    throw new IllegalStateException("Commit machines have no use for " + effect + ".");
        }
    }

    private void onReport(CommitReport report) {
        switch (report) {
            case CommitReport.PrepareSink _ -> prepareSink();
            case CommitReport.EndSink(_, var outcome) -> endSink(outcome);
            case CommitReport.ProposeDecision(_, var outcome) -> propose(outcome);
            case CommitReport.Finished(_, var outcome) -> {
                say("  c tells its program: " + Words.of(outcome));
                if (finished.isPresent() && finished.get() != outcome) {
                    wrong("the coordinator told %s and then %s".formatted(finished.get(), outcome));
                }
                finished = Optional.of(outcome);
            }
            case CommitReport.DamagedByHand(_, var done, var decided) ->
                    wrong("%s has done %s, and then was told %s".formatted(before.cell.id(self), done, decided));
        }
    }

    private void prepareSink() {
        var vote = before.cell.votes().get(self - 1);
        if (sink == Sink.COMMITTED) {
            wrong(before.cell.id(self) + " prepares what it has committed");
        }
        if (vote == Vote.YES) {
            sink = Sink.PREPARED;
        } else if (vote == Vote.NO) {
            sink = Sink.ABORTED;
        }
        request(new CommitRequest.SinkVoted(Cell.TRANSACTION, vote));
    }

    private void endSink(Outcome outcome) {
        say("  %s: its sink %s".formatted(before.cell.id(self), outcome == Outcome.COMMIT ? "commits" : "aborts"));
        if (before.cell.votes().get(self - 1) != Vote.READ_ONLY) {
            sink = ended(outcome == Outcome.COMMIT ? Sink.COMMITTED : Sink.ABORTED);
        }
        request(new CommitRequest.SinkEnded(Cell.TRANSACTION));
    }

    private Sink ended(Sink done) {
        var wasEnded = sink == Sink.COMMITTED || sink == Sink.ABORTED;
        if (wasEnded && sink != done) {
            wrong("the sink of %s was %s and then %s".formatted(before.cell.id(self), sink, done));
        } else if (done == Sink.COMMITTED && sink == Sink.UNTOUCHED) {
            wrong("the sink of %s commits what it has not prepared".formatted(before.cell.id(self)));
        }
        return done;
    }

    private void propose(Outcome outcome) {
        if (before.reachesLog(self)) {
            var decisions = before.cell.protocol().decisions();
            logged.ifPresent(first -> decisions.propose(Cell.TRANSACTION, first));
            logged = Optional.of(decisions.propose(Cell.TRANSACTION, outcome));
            say(
                    "  %s proposes %s to the log, which says %s"
                            .formatted(before.cell.id(self), Words.of(outcome), Words.of(logged.get())));
            request(new CommitRequest.LogDecided(Cell.TRANSACTION, logged.get()));
        }
    }

    private void request(CommitRequest request) {
        effects.addAll(machine.step(new Event.Request((Record) request), Math.max(nowNanos, aheadNanos)));
    }

    private void settle() {
        var restarted = before.nodes[self].restarted || machine == null;
        nodes[self] = new NodeState(machine, durable, lazy, sink, restarted, aheadNanos);
        if (machine == null && !left.repairs()) {
            messages.removeIf(message -> message.to() == self);
        }
    }

    private void wrong(String what) {
        if (violation.isEmpty()) {
            violation = Optional.of(what);
        }
    }

    private void say(String line) {
        if (listener != null) {
            sayHeading();
            listener.accept(line);
        }
    }

    private void sayHeading() {
        if (listener != null && heading != null) {
            listener.accept(heading);
            heading = null;
        }
    }

    private static List<Record> plus(List<Record> records, Record record) {
        return plusAll(records, List.of(record));
    }

    private static List<Record> plusAll(List<Record> records, List<Record> more) {
        var all = new ArrayList<>(records);
        all.addAll(more);
        return List.copyOf(all);
    }
}
