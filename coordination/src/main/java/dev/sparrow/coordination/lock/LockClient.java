/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.lock.CellAnswer.Reason;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A session of a lock service, at the client's end (Burrows 2006, sections 2.7 and 2.8): it keeps the session alive,
/// knows how long it may believe in it, caches what it read, and asks for one thing after another.
///
///     opening ──► safe ◄──► jeopardy ──► ended       jeopardy: the lease is over, perhaps a new master is on its way;
///                  └─────────────────────► ▲           nothing is cached, and calls wait
///
/// The program asks by an [Ask] and hears a [Replied] for each, and a [Became] and a [Happened] in between. It has no
/// disk: a client that starts anew is another session, and needs another name.
public final class LockClient implements Machine<Event, Effect> {
    /// What the program wants.
    ///
    /// @param number tells the program's questions apart; positive
    public record Ask(long number, LockCall what) {
        private boolean waits() {
            return what instanceof LockCall.Acquire wanted && wanted.waits();
        }

        private Ask atOnce() {
            return what instanceof LockCall.Acquire(var handle, var exclusive, var delayMillis, _)
                    ? new Ask(number, new LockCall.Acquire(handle, exclusive, delayMillis, false))
                    : this;
        }

        private boolean isFor(Sequencer sequencer) {
            return waits()
                    && what instanceof LockCall.Acquire wanted
                    && wanted.handle().name().equals(sequencer.name())
                    && wanted.exclusive() == sequencer.exclusive();
        }
    }

    /// The program does not want to wait for a lock any more: the [Ask] is answered as soon as it is known whether it
    /// was granted.
    public record StopWaiting(long number) {}

    /// The answer to an [Ask].
    public record Replied(long number, CellAnswer answer) {}

    /// How the session is now.
    public record Became(Standing standing) {}

    /// Something that the master has told.
    public record Happened(LockEvent event) {}

    /// How a session is.
    public enum Standing {
        OPENING,
        SAFE,
        JEOPARDY,
        ENDED
    }

    /// The number of what the client asks for itself.
    private static final long OWN = 0;

    private final String name;
    private final LockSettings settings;
    private final LockRules rules;
    private final Masters masters;
    private final ClientCache cache;
    private final ClientLease lease;
    private final ArrayDeque<Ask> asks = new ArrayDeque<>();
    private final List<Ask> waiting = new ArrayList<>();
    private final Set<Long> stopped = new TreeSet<>();

    /// The latest generation of each lock that this session has had.
    private final Map<String, Long> generations = new TreeMap<>();

    private final Map<Long, Handle> handles = new TreeMap<>();
    private List<Effect> effects = new ArrayList<>();
    private Standing standing = Standing.OPENING;
    private long session;
    private long epoch;
    private Ask current;

    /// What was granted to who waits, before the answer has come that the lock is not free.
    private Sequencer early;

    private long calls;
    private long callRetryNanos;
    private long openRetryNanos;
    private long openedFirstNanos = -1;
    private long wakeNanos = Long.MAX_VALUE;

    private LockClient(
            NodeId self, List<NodeId> members, LockSettings settings, LockRules rules, RandomGenerator random) {
        this.name = self.name() + "/" + Long.toHexString(random.nextLong());
        this.settings = settings;
        this.rules = rules;
        this.masters = new Masters(members, random);
        this.cache = new ClientCache(rules);
        this.lease = new ClientLease(settings, rules);
    }

    /// A program that starts sessions.
    ///
    /// @param members whom to ask; they may send a client on to others
    public static Program program(List<NodeId> members, LockSettings settings, LockRules rules) {
        return (self, _, random, _) -> new LockClient(self, members, settings, rules, random);
    }

    /// How the session is, as far as it knows.
    public Standing standing() {
        return standing;
    }

    /// The number of the session, or 0.
    public long session() {
        return session;
    }

    /// Whether the session is sure to have a lease at this time.
    public boolean isSure(long nowNanos) {
        return standing == Standing.SAFE && !lease.isOver(nowNanos);
    }

    /// Whether the master of this epoch knows what is open.
    public boolean hasShownHandles(long masterEpoch) {
        return epoch == masterEpoch
                && (current == null || current.number() != OWN)
                && asks.stream().noneMatch(ask -> ask.number() == OWN);
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        effects = new ArrayList<>();
        if (standing != Standing.ENDED) {
            onTime(nowNanos);
        }
        switch (event) {
            case Event.Request(Ask ask) -> onAsk(ask);
            case Event.Request(StopWaiting(var number)) -> onStopWaiting(number);
            case Event.Received(var from, LockMessage message) when standing != Standing.ENDED ->
                    onMessage(from, message, nowNanos);
            case Event.Tick _, Event.Received _, Event.Durable _, Event.Request _ -> {}
        }
        if (standing != Standing.ENDED) {
            goOn(nowNanos);
            wake(event instanceof Event.Tick, nowNanos);
        }
        return effects;
    }

    private void onAsk(Ask ask) {
        if (standing == Standing.ENDED) {
            reply(ask, new CellAnswer.Refused(Reason.NO_SESSION));
        } else {
            asks.add(ask);
        }
    }

    /// It may be granted at this very moment, so the client asks once more, and does not wait.
    private void onStopWaiting(long number) {
        for (var ask : List.copyOf(waiting)) {
            if (ask.number() == number && waiting.remove(ask)) {
                asks.addFirst(ask);
            }
        }
        var queued = List.copyOf(asks);
        asks.clear();
        queued.forEach(ask -> asks.add(ask.number() == number ? ask.atOnce() : ask));
        if (current != null && current.number() == number) {
            stopped.add(number);
        }
    }

    // Time

    private void onTime(long now) {
        if (session == 0) {
            if (openedFirstNanos < 0 || now >= openRetryNanos) {
                openedFirstNanos = openedFirstNanos < 0 ? now : openedFirstNanos;
                openRetryNanos = now + settings.retry().toNanos();
                send(masters.next(), new LockMessage.OpenSession(name));
            }
            return;
        }
        if (standing == Standing.SAFE && lease.isOver(now)) {
            become(Standing.JEOPARDY);
        }
        if (!rules.mayUseCache(lease.isOver(now))) {
            cache.clear();
        }
        if (lease.graceIsOver(now)) {
            end();
            return;
        }
        if (lease.asksAgain(now)) {
            send(masters.next(), lease.keepAlive(session, epoch));
        }
        if (current != null && now >= callRetryNanos) {
            masters.next();
            call(now);
        }
    }

    private void wake(boolean ticks, long now) {
        var next =
                session == 0
                        ? openRetryNanos
                        : Math.min(lease.wakeNanos(now), current == null ? Long.MAX_VALUE : callRetryNanos);
        if (ticks || next < wakeNanos) {
            wakeNanos = next;
            effects.add(new Effect.WakeAt(next));
        }
    }

    private void become(Standing other) {
        if (standing != other) {
            standing = other;
            effects.add(new Effect.Report(new Became(other)));
        }
    }

    /// A lease has come; it may have taken so long that it is over.
    private void isSafe(long now) {
        become(lease.isOver(now) ? Standing.JEOPARDY : Standing.SAFE);
    }

    private void end() {
        become(Standing.ENDED);
        cache.clear();
        var all = new ArrayList<>(waiting);
        if (current != null) {
            all.addFirst(current);
        }
        all.addAll(asks);
        current = null;
        waiting.clear();
        asks.clear();
        all.forEach(ask -> reply(ask, new CellAnswer.Refused(Reason.NO_SESSION)));
    }

    // Messages

    private void onMessage(NodeId from, LockMessage message, long now) {
        switch (message) {
            case LockMessage.Opened opened when opened.client().equals(name) && session == 0 -> {
                session = opened.session();
                epoch = opened.epoch();
                masters.found(from);
                lease.begin(openedFirstNanos, now, 0, opened.leaseNanos());
                isSafe(now);
                send(from, lease.ask(session, epoch, now));
            }
            case LockMessage.KeptAlive kept when kept.session() == session && kept.epoch() == epoch -> {
                if (lease.answers(kept, now)) {
                    masters.found(from);
                    isSafe(now);
                    kept.events().forEach(this::onEvent);
                    send(from, lease.ask(session, epoch, now));
                }
            }
            case LockMessage.Answered answered when answered.session() == session -> onAnswer(answered);
            case LockMessage.NewEpoch(var id, var other) when id == session && other > epoch -> {
                epoch = other;
                masters.found(from);
                lease.newEpoch();
                onFailOver();
                send(from, lease.ask(session, epoch, now));
                if (current != null) {
                    call(now);
                }
            }
            case LockMessage.NotMaster(var other) when session == 0 ->
                    other.filter(masters::follow).ifPresent(to -> send(to, new LockMessage.OpenSession(name)));
            case LockMessage.NotMaster(var other) ->
                    other.filter(masters::follow)
                            .ifPresent(to -> {
                                send(to, lease.keepAlive(session, epoch));
                                if (current != null) {
                                    call(now);
                                }
                            });
            case LockMessage.SessionEnded(var id) when id == session && session != 0 -> end();
            case LockMessage.Opened _,
                    LockMessage.KeptAlive _,
                    LockMessage.Answered _,
                    LockMessage.NewEpoch _,
                    LockMessage.SessionEnded _,
                    LockMessage.OpenSession _,
                    LockMessage.KeepAlive _,
                    LockMessage.Call _ -> {}
        }
    }

    private void send(NodeId to, LockMessage message) {
        effects.add(new Effect.SendAtOnce(to, (Record) message));
    }

    /// There is another master: what it does not know is lost, invalidations and waiting locks among it (2.9, step 5).
    private void onFailOver() {
        if (!rules.keepsCacheThroughFailOver()) {
            cache.clear();
        }
        asks.addAll(waiting);
        waiting.clear();
    }

    private void onEvent(LockEvent.Numbered numbered) {
        if (!lease.takesIn(numbered.number())) {
            return;
        }
        switch (numbered.event()) {
            case LockEvent.Invalidated(var invalid) -> cache.invalidated(invalid);
            case LockEvent.FailedOver event -> {
                onFailOver();
                // The new master must know what is open, or an ephemeral file may go.
                handles.values().forEach(handle -> asks.addFirst(new Ask(OWN, new LockCall.Refresh(handle))));
                effects.add(new Effect.Report(new Happened(event)));
            }
            case LockEvent.LockGranted(var sequencer) -> onGranted(sequencer);
            case LockEvent.LockFree(var free) -> {
                for (var ask : List.copyOf(waiting)) {
                    if (ask.what() instanceof LockCall.Acquire acquire && acquire.handle().name().equals(free)) {
                        waiting.remove(ask);
                        asks.add(ask);
                    }
                }
            }
            case LockEvent.HandleInvalid event -> {
                handles.remove(event.number());
                effects.add(new Effect.Report(new Happened(event)));
            }
            case LockEvent.ContentsModified _,
                    LockEvent.ChildChanged _,
                    LockEvent.LockAcquired _,
                    LockEvent.LockWanted _ ->
                    effects.add(new Effect.Report(new Happened(numbered.event())));
        }
    }

    /// One that is known already was the answer to a call meanwhile, and may have been given back since.
    private void onGranted(Sequencer sequencer) {
        if (sequencer.generation() <= generations.getOrDefault(sequencer.name(), 0L)) {
            return;
        }
        for (var ask : List.copyOf(waiting)) {
            if (ask.isFor(sequencer) && waiting.remove(ask)) {
                locked(ask, sequencer);
                return;
            }
        }
        if (current != null && current.isFor(sequencer)) {
            early = sequencer;
        }
    }

    private void locked(Ask ask, Sequencer sequencer) {
        generations.merge(sequencer.name(), sequencer.generation(), Math::max);
        reply(ask, new CellAnswer.Locked(sequencer));
    }

    // Calls

    /// Begins what is asked for next; while the lease is over everything waits (2.8).
    private void goOn(long now) {
        while (current == null && standing == Standing.SAFE && !asks.isEmpty()) {
            var ask = asks.poll();
            var cached = cache.answer(ask.what());
            if (cached.isPresent()) {
                reply(ask, cached.get());
            } else {
                current = ask;
                early = null;
                calls++;
                cache.begin(ask.what());
                call(now);
            }
        }
    }

    private void call(long now) {
        send(masters.present(), new LockMessage.Call(session, epoch, calls, current.what()));
        callRetryNanos = now + settings.retry().toNanos();
    }

    private void onAnswer(LockMessage.Answered answered) {
        if (current == null || answered.number() != calls || !rules.accepts(answered.epoch(), epoch)) {
            return;
        }
        var ask = current;
        var isStopped = stopped.remove(ask.number());
        current = null;
        cache.end(ask.what(), answered.answer(), answered.cacheable());
        switch (answered.answer()) {
            case CellAnswer.Opened(var handle, _) -> handles.put(handle.number(), handle);
            case CellAnswer.Closed _ when ask.what() instanceof LockCall.Close(var handle) ->
                    handles.remove(handle.number());
            case CellAnswer.Closed _ when ask.what() instanceof LockCall.EndSession -> {
                reply(ask, answered.answer());
                end();
                return;
            }
            case CellAnswer.Refused(var reason)
                    when ask.waits() && (reason == Reason.LOCKED || reason == Reason.DELAYED) -> {
                waitFor(ask, isStopped);
                return;
            }
            case CellAnswer.Locked(var sequencer) -> {
                locked(ask, sequencer);
                return;
            }
            case CellAnswer.Closed _,
                    CellAnswer.Refused _,
                    CellAnswer.Session _,
                    CellAnswer.Master _,
                    CellAnswer.Done _,
                    CellAnswer.Content _,
                    CellAnswer.Children _,
                    CellAnswer.Checked _ -> {}
        }
        reply(ask, answered.answer());
    }

    private void waitFor(Ask ask, boolean isStopped) {
        if (early != null) {
            locked(ask, early);
        } else if (isStopped) {
            asks.addFirst(ask.atOnce());
        } else {
            waiting.add(ask);
        }
    }

    private void reply(Ask ask, CellAnswer answer) {
        if (ask.number() != OWN) {
            effects.add(new Effect.Report(new Replied(ask.number(), answer)));
        }
    }
}
