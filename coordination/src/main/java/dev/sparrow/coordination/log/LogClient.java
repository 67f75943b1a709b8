/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.log;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A client of a [ReplicatedLog]: opens a session, sends one request at a time, and sends it again, to another member
/// if need be, until it is answered.
///
/// The program asks by an [Ask] and hears a [Finished]. It has no disk: a client that starts anew opens another
/// session, and does not know what became of the request before.
public final class LogClient implements Machine<Event, Effect> {
    /// What the program wants; one at a time.
    public sealed interface Ask {
        /// To change something.
        record Change(Record command) implements Ask {}

        /// To read something.
        record Read(Record question) implements Ask {}
    }

    /// What the program hears.
    ///
    /// @param answer empty if nobody knows any more whether a change was applied
    public record Finished(Optional<Record> answer) {}

    /// After so many times of what answers take, one is taken to be lost.
    private static final int LATENCIES = 3;

    private static final int RETRY_TIMES_MAX = 4;

    /// Where nobody leads, so many tries are made in the time of one: somebody will before long.
    private static final int TRIES_WITHOUT_LEADER = 4;

    private final List<NodeId> members;
    private final long retryNanos;
    private List<Effect> effects = new ArrayList<>();
    private NodeId asked;

    /// Who has not answered in time, if anybody: others may take it for the leader a little longer.
    private NodeId silent;

    private long session;
    private long sequence;
    private long number;
    private Ask open;
    private long retryAtNanos = Long.MAX_VALUE;
    private long askedAtNanos;

    /// Whether who was asked last has said that it does not lead, and knows of nobody who does.
    private boolean isRefused;

    /// How long answers take, smoothed: where they are slow by themselves, to ask again would make them slower.
    private long latencyNanos;

    private LogClient(List<NodeId> members, long retryNanos, RandomGenerator random) {
        this.members = List.copyOf(members);
        this.retryNanos = retryNanos;
        this.asked = members.get(random.nextInt(members.size()));
        // An answer to a request from before a restart must not be taken for one to a request of now.
        this.number = random.nextLong() >>> 2;
    }

    /// A program that starts clients.
    ///
    /// @param members whom to ask; they may send a client on to others
    /// @param retryNanos how long to wait for an answer, at least, before another member is asked
    public static Program program(List<NodeId> members, long retryNanos) {
        return (_, _, random, _) -> new LogClient(members, retryNanos, random);
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        effects = new ArrayList<>(2);
        switch (event) {
            case Event.Request(Ask ask) -> onAsk(ask, nowNanos);
            case Event.Received(var from, LogMessage message) when open != null -> onMessage(from, message, nowNanos);
            case Event.Tick _ when open != null && nowNanos >= retryAtNanos -> tryAnother(nowNanos);
            case Event.Tick _, Event.Received _, Event.Durable _, Event.Request _ -> {}
        }
        return effects;
    }

    private void onAsk(Ask ask, long nowNanos) {
        if (open != null) {
            throw new IllegalStateException("A client has one request open at a time: " + open);
        }
        open = ask;
        askedAtNanos = nowNanos;
        number++;
        if (ask instanceof Ask.Change) {
            sequence++;
        }
        send(nowNanos);
    }

    private void onMessage(NodeId from, LogMessage message, long nowNanos) {
        switch (message) {
            case LogMessage.Opened(var opened, var id) when session == 0 && opened == number -> {
                session = id;
                sequence = 1;
                send(nowNanos);
            }
            case LogMessage.Applied(var id, var done, var answer) when isOpen(id, done) ->
                    finish(Optional.of(answer), nowNanos);
            case LogMessage.SessionExpired(var id, var done) when isOpen(id, done) -> {
                session = 0;
                finish(Optional.empty(), nowNanos);
            }
            case LogMessage.Answered(var read, var answer) when open instanceof Ask.Read && read == number ->
                    finish(Optional.of(answer), nowNanos);
            case LogMessage.NotLeader(var refused, var leader) when isAbout(refused) && from.equals(asked) ->
                    leader.filter(to -> !to.equals(silent))
                            .ifPresentOrElse(to -> turnTo(to, nowNanos), () -> tryBefore(nowNanos));
            case LogMessage.Busy _,
                    LogMessage.NotLeader _,
                    LogMessage.Opened _,
                    LogMessage.Applied _,
                    LogMessage.SessionExpired _,
                    LogMessage.Answered _,
                    LogMessage.OpenSession _,
                    LogMessage.Command _,
                    LogMessage.Query _ -> {}
        }
    }

    private boolean isOpen(long id, long done) {
        return open instanceof Ask.Change && id == session && done == sequence;
    }

    private boolean isAbout(long refused) {
        return refused == (open instanceof Ask.Change && session != 0 ? sequence : number);
    }

    private void turnTo(NodeId leader, long nowNanos) {
        asked = leader;
        send(nowNanos);
    }

    private void tryBefore(long nowNanos) {
        retryAtNanos = Math.min(retryAtNanos, nowNanos + retryNanos / TRIES_WITHOUT_LEADER);
        isRefused = true;
        effects.add(new Effect.WakeAt(retryAtNanos));
    }

    private void tryAnother(long nowNanos) {
        if (!isRefused) {
            silent = asked;
        }
        asked = members.get((members.indexOf(asked) + 1) % members.size());
        send(nowNanos);
    }

    private void send(long nowNanos) {
        isRefused = false;
        effects.add(new Effect.SendAtOnce(asked, message()));
        retryAtNanos = nowNanos + Math.clamp(LATENCIES * latencyNanos, retryNanos, RETRY_TIMES_MAX * retryNanos);
        effects.add(new Effect.WakeAt(retryAtNanos));
    }

    private Record message() {
        return switch (open) {
            case Ask.Read(var question) -> new LogMessage.Query(number, question);
            case Ask.Change(var command) ->
                    session == 0
                            ? new LogMessage.OpenSession(number)
                            : new LogMessage.Command(session, sequence, command);
        };
    }

    private void finish(Optional<Record> answer, long nowNanos) {
        silent = null;
        latencyNanos = (latencyNanos + nowNanos - askedAtNanos) / 2;
        open = null;
        retryAtNanos = Long.MAX_VALUE;
        effects.add(new Effect.Report(new Finished(answer)));
    }
}
