/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.Stored;
import dev.sparrow.verification.Violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A member in a state that it can get into, with its disk and what it has shown to others. What follows on it is kept,
/// so that each thing happens to it once.
final class LocalState {
    /// What happens at a member, from one durable state of its disk to the next.
    sealed interface Happening {
        /// It loses patience with its leader.
        record Timeout() implements Happening {}

        /// Its program wants a value in the log.
        record Value(int number) implements Happening {}

        /// A message comes.
        record Hear(NodeId from, Record message) implements Happening {}

        /// It crashes and starts again.
        record Crash() implements Happening {}

        /// It crashes while it takes this in: what it says at once is said, and nothing is on its disk.
        record CrashIn(Happening what) implements Happening {}
    }

    /// A message on its way.
    record Message(NodeId from, NodeId to, Record what) {}

    /// Longer than any timeout.
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /// What follows on a state.
    ///
    /// @param wrote whether the disk was forced for it
    record Next(LocalState state, List<Message> sent, boolean wrote) {}

    final NodeId self;
    final int id;
    final Map<Long, LogReport.Applied> applied;
    final Set<Long> reigns;
    final boolean leads;
    private final Program program;
    private final Map<String, LocalState> all;
    private final List<Stored> diskAtStart;
    private final long startedAtNanos;
    private final List<Happening> sinceStart;
    private final Map<Happening, Next> next = new HashMap<>();

    private LocalState(Play play, int id, Map<String, LocalState> all) {
        this.self = play.self;
        this.id = id;
        this.applied = Map.copyOf(play.applied);
        this.reigns = Set.copyOf(play.reigns);
        this.leads = play.member.leads();
        this.program = play.program;
        this.all = all;
        this.diskAtStart = play.diskAtStart;
        this.startedAtNanos = play.startedAtNanos;
        this.sinceStart = List.copyOf(play.sinceStart);
    }

    /// The first day of a member.
    ///
    /// @param all the states of all members that are known
    static LocalState begin(NodeId self, Program program, Map<String, LocalState> all) {
        return of(new Play(self, program, List.of(), 0), all);
    }

    /// However it was reached.
    private static LocalState of(Play play, Map<String, LocalState> all) {
        return all.computeIfAbsent(play.fingerprint(), _ -> new LocalState(play, all.size(), all));
    }

    /// What follows if this happens.
    Next then(Happening what) {
        var known = next.get(what);
        if (known == null) {
            known = play(what);
            next.put(what, known);
        }
        return known;
    }

    private Next play(Happening what) {
        var play = new Play(self, program, diskAtStart, startedAtNanos);
        play.applied.putAll(applied);
        sinceStart.forEach(play::take);
        play.reigns.addAll(reigns);
        play.said.clear();
        play.saidAtOnce.clear();
        return switch (what) {
            case Happening.Crash _ -> new Next(of(play.crash(play.durable()), all), List.of(), false);
            case Happening.CrashIn(var inside) -> {
                var durable = play.durable();
                play.take(inside);
                yield new Next(of(play.crash(durable), all), List.copyOf(play.saidAtOnce), false);
            }
            case Happening.Timeout _, Happening.Value _, Happening.Hear _ -> {
                play.take(what);
                yield new Next(of(play, all), List.copyOf(play.said), play.wrote);
            }
        };
    }

    /// A member that is being played.
    private static final class Play {
        final NodeId self;
        final Program program;
        final ReplicatedLog member;
        final List<Stored> diskAtStart;
        final List<Stored> disk;
        final long startedAtNanos;
        final List<Happening> sinceStart = new ArrayList<>();
        final List<Message> said = new ArrayList<>();
        final List<Message> saidAtOnce = new ArrayList<>();
        final Map<Long, LogReport.Applied> applied = new TreeMap<>();
        final Set<Long> reigns = new HashSet<>();
        boolean wrote;
        private int durableRecords;
        private long nowNanos;
        private long writes;

        Play(NodeId self, Program program, List<Stored> diskAtStart, long startedAtNanos) {
            this.self = self;
            this.program = program;
            this.diskAtStart = List.copyOf(diskAtStart);
            this.disk = new ArrayList<>(diskAtStart);
            this.durableRecords = disk.size();
            this.startedAtNanos = startedAtNanos;
            this.nowNanos = startedAtNanos;
            // Chance decides only on timeouts, and these come in every order.
            this.member = (ReplicatedLog) program.start(self, diskAtStart, () -> 1, nowNanos);
            step(new Event.Tick());
        }

        String fingerprint() {
            return Fingerprint.of(self, member, disk, durableRecords, applied, reigns, nowNanos, writes);
        }

        List<Stored> durable() {
            return List.copyOf(disk.subList(0, durableRecords));
        }

        Play crash(List<Stored> durable) {
            var restarted = new Play(self, program, durable, nowNanos);
            restarted.applied.putAll(applied);
            restarted.reigns.addAll(reigns);
            return restarted;
        }

        void take(Happening what) {
            sinceStart.add(what);
            var before = writes;
            switch (what) {
                case Happening.Timeout _ -> {
                    nowNanos += PATIENCE_NANOS;
                    step(new Event.Tick());
                }
                case Happening.Value(var number) ->
                        step(
                                new Event.Request(
                                        new LogRequest.Propose(
                                                number, new KeyValues.Change.Put("x", String.valueOf(number)))));
                case Happening.Hear(var from, var message) -> step(new Event.Received(from, message));
                case Happening.Crash _, Happening.CrashIn _ ->
                        throw new IllegalStateException("It begins anew: " + what);
            }
            wrote = writes > before;
        }

        private void step(Event event) {
            var before = writes;
            for (var effect : member.step(event, nowNanos)) {
                carryOut(effect);
            }
            if (writes > before) {
                durableRecords = disk.size();
                step(new Event.Durable(writes));
            }
        }

        private void carryOut(Effect effect) {
            switch (effect) {
                case Effect.Write(var record, var forced) -> {
                    disk.add(new Stored(record));
                    writes += forced ? 1 : 0;
                }
                case Effect.Rewrite(var records) -> {
                    disk.clear();
                    records.forEach(record -> disk.add(new Stored(record)));
                    writes++;
                }
                case Effect.Send(var to, var message) -> said.add(new Message(self, to, message));
                case Effect.SendAtOnce(var to, var message) -> {
                    said.add(new Message(self, to, message));
                    saidAtOnce.add(new Message(self, to, message));
                }
                case Effect.Report(LogReport.Applied one) -> apply(one);
                case Effect.Report(LogReport.Leadership(var leader, var term, var ready)) -> {
                    if (ready && leader.filter(self::equals).isPresent()) {
                        reigns.add(term);
                    }
                }
                case Effect.Halt(var reason) -> throw new Violation(reason);
                case Effect.Report _, Effect.WakeAt _ -> {}
            }
        }

        /// After a restart all is applied anew.
        private void apply(LogReport.Applied one) {
            var before = applied.putIfAbsent(one.index(), one);
            Violation.unless(before == null || before.equals(one), "%s applies %s after %s", self, one, before);
        }
    }
}
