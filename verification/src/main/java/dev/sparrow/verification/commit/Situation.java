/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.verification.commit.NodeState.Sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One moment of a cell: its nodes, the messages under way, and how much may still go wrong. Immutable.
///
/// What is equal goes on alike, so an exploration visits it once. Messages under way have no order. Time stands still
/// while a message is under way: nobody loses patience with a node that is alive and can be reached, except where
/// [Faults#early] says so. That makes the synchronous network with a perfect detector of failures that three-phase
/// commit assumes; a parted network is what breaks the assumption.
public final class Situation {
    /// No nodes are separate.
    static final int WHOLE = 0;

    final Cell cell;
    final NodeState[] nodes;
    final List<Underway> messages;
    final Faults left;

    /// A bit for each node in one part of a parted network, [#WHOLE] before; a network that was mended has no parts and
    /// nothing left to part it.
    final int part;

    /// What the replicated log says.
    final Optional<Outcome> logged;

    /// What the coordinator has told its program.
    final Optional<Outcome> finished;

    final long nowNanos;
    final boolean begun;

    /// What must never be so, empty if all is well.
    final Optional<String> violation;

    private final int hash;

    Situation(
            Cell cell,
            NodeState[] nodes,
            List<Underway> messages,
            Faults left,
            int part,
            Optional<Outcome> logged,
            Optional<Outcome> finished,
            long nowNanos,
            boolean begun,
            Optional<String> violation) {
        this.cell = cell;
        this.nodes = nodes;
        this.messages = messages;
        this.left = left;
        this.part = part;
        this.logged = logged;
        this.finished = finished;
        this.nowNanos = nowNanos;
        this.begun = begun;
        this.violation = violation;
        var sum = 0;
        for (var message : messages) {
            sum += message.hashCode();
        }
        for (var node : nodes) {
            sum = 31 * sum + node.hashCode();
        }
        this.hash = Objects.hash(cell.votes(), sum, left, part, nowNanos, begun);
    }

    /// Before the transaction begins.
    public static Situation first(Cell cell, Faults faults) {
        var nodes = new NodeState[cell.nodes()];
        for (var node = 0; node < nodes.length; node++) {
            var machine =
                    node == 0
                            ? cell.protocol().coordinator(cell.id(0), List.of(), 0)
                            : cell.protocol().participant(cell.id(node), List.of(), false, 0);
            nodes[node] = new NodeState(machine, List.of(), List.of(), Sink.UNTOUCHED, false, 0);
        }
        return new Situation(
                cell, nodes, List.of(), faults, WHOLE, Optional.empty(), Optional.empty(), 0, false, Optional.empty());
    }

    public Optional<String> violation() {
        return violation;
    }

    /// What may happen next, in one order for equal situations that were reached in the same way.
    public List<Act> acts() {
        if (!begun) {
            return List.of(new Act.Begin());
        }
        for (var node = 0; node < nodes.length; node++) {
            if (isDue(node)) {
                return List.of(new Act.Tick(node));
            }
        }
        if (isAtRest()) {
            return List.of();
        }
        var silent = silentMessage();
        if (silent.isPresent()) {
            return List.of(silent.get());
        }
        var acts = new ArrayList<Act>();
        addDeliveries(acts);
        addEarlyTicks(acts);
        addRestarts(acts);
        addParts(acts);
        if (!isAnythingDeliverable() && nextWake() < Long.MAX_VALUE) {
            acts.add(new Act.Wait());
        }
        return acts;
    }

    private boolean isDue(int node) {
        return nodes[node].isUp() && wake(node) <= nowNanos;
    }

    long wake(int node) {
        return nodes[node].machine.wake().orElse(Long.MAX_VALUE);
    }

    long nextWake() {
        return IntStream.range(0, nodes.length)
                .filter(node -> nodes[node].isUp())
                .mapToLong(this::wake)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// A message that changes nothing where it arrives is taken at once: whoever sent it will ask again, so to let it
    /// wait for a better moment would only show what a later message shows.
    private Optional<Act> silentMessage() {
        for (var index = 0; index < messages.size(); index++) {
            var message = messages.get(index);
            if (nodes[message.to()].isUp() && Step.isSilent(this, message)) {
                return Optional.of(new Act.Deliver(index));
            }
        }
        return Optional.empty();
    }

    private void addDeliveries(List<Act> acts) {
        for (var index = 0; index < messages.size(); index++) {
            if (nodes[messages.get(index).to()].isUp()) {
                acts.add(new Act.Deliver(index));
                if (left.duplicates() > 0) {
                    acts.add(new Act.DeliverTwice(index));
                }
            }
            if (left.losses() > 0) {
                acts.add(new Act.Lose(index));
            }
        }
    }

    private boolean isAnythingDeliverable() {
        return messages.stream().anyMatch(message -> nodes[message.to()].isUp());
    }

    private void addEarlyTicks(List<Act> acts) {
        for (var node = 0; node < nodes.length && left.early() > 0; node++) {
            if (nodes[node].isUp() && wake(node) < Long.MAX_VALUE) {
                acts.add(new Act.Tick(node));
            }
        }
    }

    private void addRestarts(List<Act> acts) {
        for (var node = 0; node < nodes.length && left.repairs(); node++) {
            if (!nodes[node].isUp()) {
                acts.add(new Act.Restart(node));
            }
        }
    }

    private void addParts(List<Act> acts) {
        if (part != WHOLE && left.repairs()) {
            acts.add(new Act.Mend());
        }
        // The part without the last node: each way to part them once.
        for (var bits = 1; bits < 1 << (nodes.length - 1) && left.parted(); bits++) {
            acts.add(new Act.Part(bits));
        }
    }

    boolean connects(int one, int other) {
        return (part >> one & 1) == (part >> other & 1);
    }

    /// Whether a node reaches the replicated log, whose members are where the participants are: a majority of them.
    boolean reachesLog(int node) {
        return 2 * participants(other -> connects(node, other)).size() > nodes.length - 1;
    }

    /// What follows an act without a crash.
    public Situation after(Act act) {
        return after(act, Crash.NEVER, null);
    }

    /// @param listener is told line by line, and may be null
    Situation after(Act act, Crash crash, Consumer<String> listener) {
        return new Step(this, crash, listener).take(act);
    }

    /// Whether a node is up, 0 being the coordinator.
    public boolean isUp(int node) {
        return nodes[node].isUp();
    }

    /// How many participants have committed.
    public int committed() {
        return participants(node -> nodes[node].sink == Sink.COMMITTED).size();
    }

    /// Participants that are up and in doubt.
    public List<Integer> inDoubt() {
        return participants(node -> nodes[node].isUp() && nodes[node].sink == Sink.PREPARED);
    }

    /// Those of them that are together with a majority of the participants, and in doubt all the same.
    public List<Integer> blocked() {
        return inDoubt().stream()
                .filter(node ->
                        2 * participants(other -> nodes[other].isUp() && connects(node, other)).size()
                                > nodes.length - 1)
                .toList();
    }

    private List<Integer> participants(IntPredicate which) {
        return IntStream.range(1, nodes.length).filter(which).boxed().toList();
    }

    /// Whether nothing happens any more without a repair.
    public boolean isAtRest() {
        return begun
                && !isAnythingDeliverable()
                && (nowNanos >= cell.protocol().horizon() * Protocol.PATIENCE || nextWake() == Long.MAX_VALUE);
    }

    /// What is wrong with the outcomes, if anything: atomicity and validity.
    Optional<String> disagreement() {
        var committed = names(Sink.COMMITTED);
        var aborted = names(Sink.ABORTED);
        if (!committed.isEmpty() && !aborted.isEmpty()) {
            return Optional.of("%s committed, but %s aborted".formatted(committed, aborted));
        }
        if (finished.equals(Optional.of(Outcome.COMMIT)) && !aborted.isEmpty()) {
            return Optional.of("the coordinator committed, but %s aborted".formatted(aborted));
        }
        if (finished.equals(Optional.of(Outcome.ABORT)) && !committed.isEmpty()) {
            return Optional.of("the coordinator aborted, but %s committed".formatted(committed));
        }
        if (!committed.isEmpty() && cell.votes().contains(Vote.NO)) {
            return Optional.of("%s committed, though not all voted yes".formatted(committed));
        }
        return Optional.empty();
    }

    private String names(Sink state) {
        var those = participants(node -> nodes[node].sink == state);
        return String.join(" and ", those.stream().map(node -> cell.id(node).name()).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Situation situation
                && hash == situation.hash
                && part == situation.part
                && nowNanos == situation.nowNanos
                && begun == situation.begun
                && cell.equals(situation.cell)
                && left.equals(situation.left)
                && logged.equals(situation.logged)
                && finished.equals(situation.finished)
                && List.of(nodes).equals(List.of(situation.nodes))
                && sameMessages(messages, situation.messages);
    }

    private static boolean sameMessages(List<Underway> some, List<Underway> others) {
        if (some.size() != others.size()) {
            return false;
        }
        var unmatched = new ArrayList<>(others);
        return some.stream().allMatch(unmatched::remove);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
