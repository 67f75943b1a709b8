/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import dev.sparrow.coordination.commit.CommitMachine;
import dev.sparrow.coordination.commit.CommitOptions;
import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.coordination.commit.CommitReport;
import dev.sparrow.coordination.commit.CommitRequest;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.TwoPhaseCoordinator;
import dev.sparrow.coordination.commit.TwoPhaseParticipant;
import dev.sparrow.coordination.commit.TwoPhaseRules;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A coordinator and its participants in one process: commits transactions over several sinks, all or none.
///
/// To open it is to recover: what an earlier process has decided is carried out, and what it has not is aborted, before
/// [#open] returns. One thread at a time. After an exception open it anew.
public final class LocalCommit implements AutoCloseable {
    private static final NodeId COORDINATOR = new NodeId("coordinator");
    private static final String LOG = ".log";

    private record Delivery(NodeId to, Event event) {}

    private final Map<NodeId, CommitLog> logs = new TreeMap<>();
    private final Map<NodeId, CommitMachine<?>> machines = new TreeMap<>();
    private final Map<NodeId, Participant> sinks = new TreeMap<>();
    private final Map<TransactionId, Outcome> finished = new TreeMap<>();
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private final Optional<DecisionLog> decisions;
    private final Runnable beforeEffect;

    /// Time stands still: messages take none, and nobody has to be waited for.
    private long nowNanos;

    private LocalCommit(Optional<DecisionLog> decisions, Runnable beforeEffect) {
        this.decisions = decisions;
        this.beforeEffect = beforeEffect;
    }

    /// Opens the logs in a folder, and recovers.
    ///
    /// @param sinks by names that stay the same; all that an unfinished transaction had must be there
    public static LocalCommit open(Path folder, Map<String, Participant> sinks, CommitOptions options) {
        return open(folder, sinks, options, () -> {});
    }

    /// As [#open(Path, Map, CommitOptions)], with a log of decisions that others keep, if there is one, and told before
    /// each step whose effect outlives this process: where a test may want it to crash.
    public static LocalCommit open(
            Path folder, Map<String, Participant> sinks, Optional<DecisionLog> decisions, Runnable beforeEffect) {
        var options = decisions.isPresent() ? CommitOptions.DEFAULT.decidingInLog() : CommitOptions.DEFAULT;
        return open(folder, sinks, options, decisions, beforeEffect);
    }

    /// One that crashes where a test wants it to.
    static LocalCommit open(Path folder, Map<String, Participant> sinks, CommitOptions options, Runnable beforeEffect) {
        if (options.decisionInLog()) {
            throw SparrowException.invalidArgument("A commit within one process has no replicated log to decide in.");
        }
        return open(folder, sinks, options, Optional.empty(), beforeEffect);
    }

    private static LocalCommit open(
            Path folder,
            Map<String, Participant> sinks,
            CommitOptions options,
            Optional<DecisionLog> decisions,
            Runnable beforeEffect) {
        var commit = new LocalCommit(decisions, beforeEffect);
        try {
            commit.start(folder, sinks, options);
            return commit;
        } catch (RuntimeException | Error e) {
            commit.close();
            throw e;
        }
    }

    private void start(Path folder, Map<String, Participant> named, CommitOptions options) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "Folder %s for commit logs could not be made: %s".formatted(folder, e), e);
        }
        var rules = new TwoPhaseRules();
        var log = openLog(folder, COORDINATOR);
        machines.put(COORDINATOR, TwoPhaseCoordinator.start(COORDINATOR, rules, options, log.found(), nowNanos));
        named.forEach((name, sink) -> {
            var id = new NodeId("sink-" + name);
            var own = openLog(folder, id);
            sinks.put(id, sink);
            machines.put(
                    id, TwoPhaseParticipant.start(id, rules, options, own.found(), !own.found().isEmpty(), nowNanos));
        });
        machines.keySet().forEach(id -> deliveries.add(new Delivery(id, new Event.Tick())));
        sinks.forEach((id, sink) ->
                deliveries.add(new Delivery(id, new Event.Request(new CommitRequest.SinkHolds(sink.recover())))));
        run();
    }

    /// What the coordinator with its logs in a folder has decided about a transaction; empty if nothing, which means
    /// that it will be aborted. Nobody may have the logs open.
    public static Optional<Outcome> decision(Path folder, TransactionId transaction) {
        var path = folder.resolve(COORDINATOR.name() + LOG);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var log = CommitLog.open(path)) {
            return log.found().stream()
                    .flatMap(stored ->
                            stored.record() instanceof CommitRecord.Decision made ? Stream.of(made) : Stream.empty())
                    .filter(decision -> decision.transaction().equals(transaction))
                    .map(CommitRecord.Decision::outcome)
                    .findFirst();
        }
    }

    private CommitLog openLog(Path folder, NodeId id) {
        var log = CommitLog.open(folder.resolve(id.name() + LOG));
        logs.put(id, log);
        return log;
    }

    /// Commits at all of these sinks, or at none.
    ///
    /// @param names of those where something was staged
    public Outcome commit(TransactionId transaction, Collection<String> names) {
        var participants = names.stream().sorted().map(name -> new NodeId("sink-" + name)).toList();
        for (var participant : participants) {
            if (!sinks.containsKey(participant)) {
                throw SparrowException.invalidArgument(
                        "Transaction %s cannot have %s: there are %s."
                                .formatted(transaction, participant, sinks.keySet()));
            }
        }
        deliveries.add(
                new Delivery(COORDINATOR, new Event.Request(new CommitRequest.Begin(transaction, participants))));
        run();
        return finished.remove(transaction);
    }

    private void run() {
        for (var next = deliveries.poll(); next != null; next = deliveries.poll()) {
            for (var effect : machines.get(next.to()).step(next.event(), nowNanos)) {
                carryOut(next.to(), effect);
            }
        }
    }

    private void carryOut(NodeId self, Effect effect) {
        beforeEffect.run();
        switch (effect) {
            case Effect.Write(var record, var forced) -> logs.get(self).append((CommitRecord) record, forced);
            case Effect.Send(var to, var message) ->
                    deliveries.add(new Delivery(to, new Event.Received(self, message)));
            case Effect.Report(var what) -> onReport(self, (CommitReport) what);
            case Effect.WakeAt _ -> {}
            case Effect.SendAtOnce _, Effect.Rewrite _, Effect.Halt _ ->
                    throw new IllegalStateException("Commit machines have no use for " + effect + ".");
        }
    }

    private void onReport(NodeId self, CommitReport report) {
        switch (report) {
            case CommitReport.PrepareSink(var id) ->
                    answer(self, new CommitRequest.SinkVoted(id, prepare(sinks.get(self), id)));
            case CommitReport.EndSink(var id, var outcome) -> {
                if (outcome == Outcome.COMMIT) {
                    sinks.get(self).commit(id);
                } else {
                    sinks.get(self).abort(id);
                }
                answer(self, new CommitRequest.SinkEnded(id));
            }
            case CommitReport.Finished(var id, var outcome) -> finished.put(id, outcome);
            case CommitReport.ProposeDecision(var id, var proposal) -> {
                var decided = decisions.orElseThrow().decide(id, proposal);
                answer(self, new CommitRequest.LogDecided(id, decided));
            }
            case CommitReport.DamagedByHand _ -> {}
        }
    }

    /// A sink that fails has not promised anything.
    private static Vote prepare(Participant sink, TransactionId id) {
        try {
            return sink.prepare(id);
        } catch (SparrowException e) {
            sink.abort(id);
            return Vote.NO;
        }
    }

    private void answer(NodeId self, CommitRequest request) {
        deliveries.add(new Delivery(self, new Event.Request((Record) request)));
    }

    /// Transactions that are prepared somewhere and have no outcome; none, once it is open.
    public List<TransactionId> inDoubt() {
        return sinks.values().stream().flatMap(sink -> sink.recover().stream()).distinct().sorted().toList();
    }

    @Override
    public void close() {
        logs.values().forEach(CommitLog::close);
    }
}
