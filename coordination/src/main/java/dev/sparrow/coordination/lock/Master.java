/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.simulation.NodeId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The master of a cell in one epoch: sessions with their leases, and what they ask for.
///
/// All of it is memory, and lost with the epoch. A new master goes through the nine steps of Burrows 2006, section 2.9:
///
/// 1. it takes a new epoch, and refuses calls of earlier ones ([#onMessage]);
/// 2. it says at once that it is the master, and serves nobody else;
/// 3. it finds sessions and locks in the replicated state, and lets all leases begin anew (the constructor);
/// 4. it takes [LockMessage.KeepAlive]s;
/// 5. it tells each session of the fail-over, so that caches are emptied;
/// 6. it waits until all sessions know, or have ended ([#serveWhenAllKnow]);
/// 7. it serves;
/// 8. it honours handles that earlier masters opened ([Watchers#resolve]);
/// 9. after a while it deletes ephemeral files that nobody has shown to have open ([#deleteOrphans]).
final class Master {
    /// Leases are looked at so often in their time.
    private static final int SCANS_PER_LEASE = 32;

    private final long epoch;
    private final CellState state;
    private final LockSettings settings;
    private final LockRules rules;
    private final LockServer.Member member;
    private final Map<Long, ClientSession> sessions = new TreeMap<>();
    private final Map<String, Delay> delays = new TreeMap<>();
    private final Caches caches;
    private final Watchers watchers;
    private final Proposals proposals;
    private final Queues queues;
    private final Calls calls;
    private final long orphansNanos;
    private boolean serves;
    private boolean knowsHandles;
    private long nowNanos;
    private long nextScanNanos;

    /// A lock-delay that runs.
    private record Delay(long loss, long endNanos) {}

    Master(
            long epoch,
            CellState state,
            LockSettings settings,
            LockRules rules,
            LockServer.Member member,
            long nowNanos) {
        this.epoch = epoch;
        this.state = state;
        this.settings = settings;
        this.rules = rules;
        this.member = member;
        this.nowNanos = nowNanos;
        this.nextScanNanos = nowNanos;
        this.orphansNanos = nowNanos + settings.orphans().toNanos();
        this.caches = new Caches(rules, (session, name) -> tell(session, new LockEvent.Invalidated(name)));
        this.watchers = new Watchers(rules, epoch, sessions, this::tell, state);
        this.proposals = new Proposals(member, caches);
        this.queues = new Queues(state, proposals, this::tell);
        this.calls = new Calls(epoch, state, member, proposals, caches, watchers, queues, this::deleteIfUnused);
        var lease = rules.inheritedLeaseNanos(settings.lease().toNanos());
        for (var id : state.sessions().keySet()) {
            var session = new ClientSession(id, true, nowNanos + lease);
            session.lastCall = state.lastCall(id);
            session.tell(new LockEvent.FailedOver());
            sessions.put(id, session);
        }
        startDelays();
        serveWhenAllKnow();
    }

    long epoch() {
        return epoch;
    }

    boolean serves() {
        return serves;
    }

    /// When it wants to look at leases again.
    long wakeNanos() {
        return nextScanNanos;
    }

    private void tell(long id, LockEvent event) {
        var session = sessions.get(id);
        if (session != null) {
            session.tell(event);
            release(session);
        }
    }

    void onMessage(NodeId from, LockMessage message, long now) {
        nowNanos = now;
        switch (message) {
            case LockMessage.OpenSession(var client) -> onOpenSession(from, client);
            case LockMessage.KeepAlive keepAlive ->
                    find(from, keepAlive.session(), keepAlive.epoch())
                            .ifPresent(session -> onKeepAlive(session, keepAlive));
            case LockMessage.Call call ->
                    find(from, call.session(), call.epoch()).ifPresent(session -> onCall(session, call));
            case LockMessage.Opened _,
                    LockMessage.KeptAlive _,
                    LockMessage.Answered _,
                    LockMessage.NewEpoch _,
                    LockMessage.NotMaster _,
                    LockMessage.SessionEnded _ -> {}
        }
    }

    private Optional<ClientSession> find(NodeId from, long id, long callEpoch) {
        var session = sessions.get(id);
        if (session == null || !isOf(from, state.sessions().get(id))) {
            member.send(from, new LockMessage.SessionEnded(id));
            return Optional.empty();
        }
        if (!rules.accepts(callEpoch, epoch)) {
            member.send(from, new LockMessage.NewEpoch(id, epoch));
            return Optional.empty();
        }
        session.address = from;
        return Optional.of(session);
    }

    // Sessions and leases (2.8)

    /// Who has which name is the network's affair; nobody gets another one's session by its number.
    private static boolean isOf(NodeId from, String client) {
        return client == null || client.startsWith(from.name() + "/");
    }

    private void onOpenSession(NodeId from, String client) {
        if (!isOf(from, client)) {
            return;
        }
        proposals.propose(
                new CellCommand.OpenSession(client),
                answer -> {
                    if (answer instanceof CellAnswer.Session(var id)) {
                        member.send(from, new LockMessage.Opened(client, id, epoch, settings.lease().toNanos()));
                    }
                },
                () -> {});
    }

    private void onKeepAlive(ClientSession session, LockMessage.KeepAlive keepAlive) {
        if (keepAlive.number() < session.keepAlive) {
            return;
        }
        session.insists = keepAlive.number() == session.keepAlive && !session.pending;
        if (keepAlive.number() > session.keepAlive) {
            session.keepAlive = keepAlive.number();
            session.keptAliveSinceNanos = nowNanos;
        }
        session.pending = true;
        for (var event : session.acknowledged(keepAlive.acknowledged())) {
            switch (event) {
                case LockEvent.Invalidated(var name) -> caches.forgotten(session.id, name);
                case LockEvent.FailedOver _ -> session.aware = true;
                case LockEvent.ContentsModified _,
                        LockEvent.ChildChanged _,
                        LockEvent.HandleInvalid _,
                        LockEvent.LockAcquired _,
                        LockEvent.LockGranted _,
                        LockEvent.LockFree _,
                        LockEvent.LockWanted _ -> {}
            }
        }
        release(session);
        serveWhenAllKnow();
        proposals.goOnWriting();
    }

    /// Answers a [LockMessage.KeepAlive] if it is time to.
    private void release(ClientSession session) {
        // A client believes in less than the whole lease, and must have the next one before.
        var isDue = nowNanos >= session.leaseEndNanos - settings.lease().toNanos() / 2;
        if (!session.pending || session.releasing || session.ending) {
            return;
        }
        if (session.hasEvents() || session.insists || isDue) {
            session.releasing = true;
            var number = session.keepAlive;
            var askedNanos = nowNanos;
            if (rules.confirmsLeadership()) {
                // Had another become master before this moment, the log would refuse; so a later one lets this lease
                // end before it ends the session.
                proposals.whenConfirmed(() -> keepAlive(session, number, askedNanos), () -> session.releasing = false);
            } else {
                keepAlive(session, number, askedNanos);
            }
        }
    }

    private void keepAlive(ClientSession session, long number, long leaseBeginNanos) {
        session.releasing = false;
        if (session.ending || sessions.get(session.id) != session) {
            return;
        }
        if (session.keepAlive != number) {
            release(session);
            return;
        }
        session.pending = false;
        session.insists = false;
        var lease = settings.lease().toNanos();
        session.leaseEndNanos = Math.max(session.leaseEndNanos, leaseBeginNanos + lease);
        var held = leaseBeginNanos - session.keptAliveSinceNanos;
        member.send(
                session.address, new LockMessage.KeptAlive(session.id, epoch, number, held, lease, session.events()));
        if (!rules.keepsEvents()) {
            session.dropEvents();
        }
    }

    /// Lets happen what is due.
    void onTime(long now) {
        nowNanos = now;
        if (now < nextScanNanos) {
            return;
        }
        nextScanNanos = now + Math.max(1, settings.lease().toNanos() / SCANS_PER_LEASE);
        for (var session : List.copyOf(sessions.values())) {
            release(session);
            if (!session.ending && rules.mayExpire(session.leaseEndNanos, now)) {
                session.ending = true;
                proposals.propose(new CellCommand.EndSession(session.id, false), _ -> {}, () -> session.ending = false);
            }
        }
        delays.forEach((name, delay) -> {
            if (now >= delay.endNanos) {
                proposals.propose(new CellCommand.EndDelay(name, delay.loss), _ -> {}, () -> {});
            }
        });
        deleteOrphans();
    }

    private void sessionEnded(long id) {
        var session = sessions.remove(id);
        if (session == null) {
            return;
        }
        caches.gone(id);
        queues.gone(id);
        watchers.gone(session).forEach(this::deleteIfUnused);
        startDelays();
        serveWhenAllKnow();
        proposals.goOnWriting();
    }

    private void startDelays() {
        for (var delay : state.delays()) {
            var known = delays.get(delay.name());
            if (known == null || known.loss != delay.loss()) {
                var nanos = rules.delayNanos(1_000_000 * delay.millis(), settings.clockRatioMax());
                delays.put(delay.name(), new Delay(delay.loss(), nowNanos + nanos));
            }
        }
    }

    /// Steps 6 and 7.
    private void serveWhenAllKnow() {
        if (serves) {
            return;
        }
        var unaware = (int) sessions.values().stream().filter(session -> !session.aware).count();
        if (rules.waitsForFailOver(unaware)) {
            return;
        }
        serves = true;
        for (var session : List.copyOf(sessions.values())) {
            if (session.early != null) {
                var call = session.early;
                session.early = null;
                calls.serve(session, call);
            }
        }
    }

    /// Step 9.
    private void deleteOrphans() {
        var nobodyIsLeft = sessions.values().stream().noneMatch(session -> session.inherited);
        if (!knowsHandles && serves && rules.deletesOrphans(nobodyIsLeft || nowNanos >= orphansNanos)) {
            knowsHandles = true;
            state.ephemerals().keySet().forEach(this::deleteIfUnused);
        }
    }

    private void deleteIfUnused(String name) {
        if (knowsHandles) {
            calls.deleteIfUnused(name, () -> knowsHandles = false);
        }
    }

    // Calls

    private void onCall(ClientSession session, LockMessage.Call call) {
        if (session.ending || call.number() == session.callUnderWay) {
            return;
        }
        if (serves) {
            calls.serve(session, call);
        } else {
            session.early = call;
        }
    }

    // What the log says

    /// A proposal was applied.
    void done(long number, CellAnswer answer) {
        proposals.done(number, answer);
    }

    /// This member still leads.
    void readAllowed(long number, long now) {
        nowNanos = now;
        proposals.done(number, null);
    }

    /// The log does not take a proposal or question now.
    void refused(long number) {
        proposals.refused(number);
    }

    /// A command was applied, proposed by whom it may be.
    void applied(CellCommand command, CellAnswer answer, long now) {
        nowNanos = now;
        switch (command) {
            case CellCommand.OpenSession _ -> {
                if (answer instanceof CellAnswer.Session(var id) && !sessions.containsKey(id)) {
                    sessions.put(id, new ClientSession(id, false, now + settings.lease().toNanos()));
                }
            }
            case CellCommand.EndSession(var id, _) -> sessionEnded(id);
            case CellCommand.EndDelay(var name, var loss) ->
                    delays.computeIfPresent(name, (_, delay) -> delay.loss == loss ? null : delay);
            case CellCommand.NewMaster _,
                    CellCommand.Fenced _,
                    CellCommand.Call _,
                    CellCommand.Create _,
                    CellCommand.SetContents _,
                    CellCommand.SetAcl _,
                    CellCommand.Delete _,
                    CellCommand.Acquire _,
                    CellCommand.Release _ -> {}
        }
        watchers.applied(command, answer);
        queues.applied(command, answer);
    }
}
