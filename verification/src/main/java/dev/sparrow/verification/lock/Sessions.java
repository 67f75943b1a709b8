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
import dev.sparrow.coordination.lock.LockEvent;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.History;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.simulation.history.Operation.Outcome;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Programs that use a lock service, one on each client: they read and write three files, take two locks and write
/// under them, and keep an ephemeral file open.
final class Sessions {
    private static final List<String> FILES = List.of("/ls/f1", "/ls/f2", "/ls/f3");
    private static final List<String> LOCKS = List.of("/ls/l1", "/ls/l2");
    private static final String DIRECTORY = "/ls";

    /// What one client does and knows, until it crashes or its session ends.
    private static final class Life {
        final NodeId client;
        final Map<Long, Operation> reads = new HashMap<>();
        final Map<Long, LockCall> asked = new HashMap<>();
        final Map<String, Handle> handles = new TreeMap<>();
        final Map<String, Sequencer> held = new TreeMap<>();
        final Map<String, Long> seen = new TreeMap<>();
        final Map<String, Long> told = new TreeMap<>();
        boolean wants;
        boolean over;

        Life(NodeId client) {
            this.client = client;
        }
    }

    private final World world;
    private final SplittableRandom random;
    private final int paceMillis;
    private final Map<NodeId, Life> lives = new HashMap<>();
    private final List<Operation> history = new ArrayList<>();
    private final Map<String, Long> written = new HashMap<>();
    private final List<Sequencer> shown = new ArrayList<>();
    private final List<NodeId> clients;
    private int left;
    private boolean stopped;
    private long numbers;
    private long values;

    Sessions(World world, List<NodeId> clients, Plan plan) {
        this.world = world;
        this.clients = List.copyOf(clients);
        this.random = new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + 5);
        this.paceMillis = 5 + random.nextInt(60);
        this.left = plan.operations() * clients.size();
    }

    /// A client has started, as another session.
    void started(NodeId client) {
        giveUp(client);
        var life = new Life(client);
        lives.put(client, life);
        later(0, life, () -> begin(life));
    }

    private void giveUp(NodeId client) {
        var old = lives.get(client);
        if (old != null) {
            old.over = true;
            history.addAll(old.reads.values());
            old.reads.clear();
        }
    }

    private void later(int millis, Life life, Runnable what) {
        world.at(
                world.nowNanos() + 1_000_000L * millis,
                () -> {
                    if (!life.over && world.node(life.client).isUp()) {
                        what.run();
                    }
                });
    }

    private void begin(Life life) {
        open(life, DIRECTORY, LockCall.Create.DIRECTORY);
        FILES.forEach(file -> open(life, file, LockCall.Create.FILE));
        LOCKS.forEach(lock -> open(life, lock, LockCall.Create.FILE));
        open(life, "/ls/alive-" + ++numbers, LockCall.Create.EPHEMERAL);
        later(1 + random.nextInt(2 * paceMillis), life, () -> goOn(life));
    }

    private void open(Life life, String name, LockCall.Create create) {
        ask(life, new LockCall.Open(++numbers, name, create, FILES.contains(name)));
    }

    private long ask(Life life, LockCall call) {
        var number = ++numbers;
        life.asked.put(number, call);
        world.request(life.client, new LockClient.Ask(number, call));
        return number;
    }

    private void goOn(Life life) {
        if (stopped || left <= 0) {
            return;
        }
        left--;
        later(1 + random.nextInt(2 * paceMillis), life, () -> goOn(life));
        if (life.asked.size() > 3) {
            return;
        }
        var file = life.handles.get(FILES.get(random.nextInt(FILES.size())));
        var lock = life.handles.get(LOCKS.get(random.nextInt(LOCKS.size())));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> read(life, file);
            case 4, 5 -> write(life, file, Optional.empty());
            case 6, 7 -> acquire(life, lock);
            case 8 -> shown(life).ifPresent(sequencer -> write(life, file, Optional.of(sequencer)));
            default -> release(life, lock);
        }
    }

    /// A sequencer of its own, or one that somebody has shown: he may not hold the lock any more.
    private Optional<Sequencer> shown(Life life) {
        return shown.isEmpty() || random.nextBoolean()
                ? life.held.values().stream().findFirst()
                : Optional.of(shown.get(shown.size() - 1 - random.nextInt(Math.min(5, shown.size()))));
    }

    private void read(Life life, Handle file) {
        if (file != null) {
            note(life, ask(life, new LockCall.Read(file)), "get", file.name(), null);
        }
    }

    private void write(Life life, Handle file, Optional<Sequencer> sequencer) {
        if (file != null) {
            var value = "v" + ++values;
            var call = new LockCall.SetContents(file, value, OptionalLong.empty(), sequencer);
            note(life, ask(life, call), "put", file.name(), value);
        }
    }

    private void note(Life life, long number, String kind, String key, String value) {
        var open = new Operation("p" + number, kind, key, value, world.nowNanos(), Long.MAX_VALUE, Outcome.UNKNOWN);
        // A cached answer has come already.
        if (life.asked.containsKey(number)) {
            life.reads.put(number, open);
        }
    }

    private void acquire(Life life, Handle lock) {
        if (lock != null && !life.held.containsKey(lock.name()) && !life.wants) {
            life.wants = true;
            var exclusive = random.nextInt(4) > 0;
            var number = ask(life, new LockCall.Acquire(lock, exclusive, random.nextInt(250), random.nextBoolean()));
            if (random.nextInt(4) == 0) {
                later(
                        random.nextInt(10 * paceMillis),
                        life,
                        () -> world.request(life.client, new LockClient.StopWaiting(number)));
            }
        }
    }

    private void release(Life life, Handle lock) {
        if (lock != null && life.held.remove(lock.name()) != null) {
            ask(life, new LockCall.Release(lock));
        }
    }

    /// Takes what a client has heard.
    void reported(NodeId client, Record what) {
        var life = lives.get(client);
        if (life == null || life.over) {
            return;
        }
        switch (what) {
            case LockClient.Replied(var number, var answer) -> replied(life, number, answer);
            case LockClient.Happened(LockEvent.ContentsModified(var name, var generation)) -> {
                var last = life.told.getOrDefault(name, 0L);
                Violation.unless(generation > last, "D4: %s hears of %s %d after %d", client, name, generation, last);
                life.told.put(name, generation);
                life.seen.merge(name, generation, Math::max);
            }
            case LockClient.Happened(LockEvent.FailedOver _) ->
                    // What is asked already will be answered by the new master.
                    FILES.stream()
                            .map(life.handles::get)
                            .filter(file -> file != null && !life.asked.containsValue(new LockCall.Read(file)))
                            .forEach(file -> read(life, file));
            case LockClient.Became(var standing) when standing == LockClient.Standing.ENDED -> {
                world.note(() -> client + " has no session any more");
                // As a program would: it starts anew.
                later(
                        20,
                        life,
                        () -> {
                            world.crash(client);
                            world.start(client);
                        });
            }
            default -> {}
        }
    }

    private void replied(Life life, long number, CellAnswer answer) {
        var call = life.asked.remove(number);
        finish(life, number, call, answer);
        switch (answer) {
            case CellAnswer.Opened(var handle, var stat) -> {
                life.handles.put(handle.name(), handle);
                life.seen.merge(handle.name(), stat.contentGeneration(), Math::max);
            }
            case CellAnswer.Content(_, var stat) when call instanceof LockCall.Read(var handle) ->
                    life.seen.merge(handle.name(), stat.contentGeneration(), Math::max);
            case CellAnswer.Locked(var sequencer) -> {
                life.wants = false;
                life.held.put(sequencer.name(), sequencer);
                shown.add(sequencer);
            }
            default -> {
                if (call instanceof LockCall.Acquire) {
                    life.wants = false;
                }
            }
        }
    }

    private void finish(Life life, long number, LockCall call, CellAnswer answer) {
        var open = life.reads.remove(number);
        var now = world.nowNanos();
        switch (answer) {
            case CellAnswer.Content(var content, _) when call instanceof LockCall.Read(var handle) -> {
                var began = open == null ? now : open.invokeNanos();
                var value = content.isEmpty() ? null : content;
                history.add(new Operation("p" + number, "get", handle.name(), value, began, now, Outcome.OK));
            }
            case CellAnswer.Done _ when open != null -> history.add(done(open, now));
            case CellAnswer.Refused(CellAnswer.Reason reason)
                    when open != null && reason == CellAnswer.Reason.NO_SESSION ->
                    history.add(open);
            default -> {}
        }
    }

    /// The client whose session this is, if it is sure to have a lease now.
    Optional<NodeId> sure(long session) {
        return clients.stream().filter(client -> isSure(client) && machine(client).session() == session).findFirst();
    }

    private LockClient machine(NodeId client) {
        return (LockClient) world.node(client).machine();
    }

    private boolean isSure(NodeId client) {
        var node = world.node(client);
        return node.isUp() && machine(client).isSure(node.nanos());
    }

    /// A client of another session that is sure to hold a lock.
    Optional<NodeId> sureHolder(String name, long session) {
        return clients.stream()
                .filter(client ->
                        isSure(client)
                                && machine(client).session() != session
                                && lives.get(client).held.containsKey(name))
                .findFirst();
    }

    /// A client that is sure to have this open, and has shown that to the master of this epoch.
    Optional<NodeId> opener(String name, long instance, long epoch) {
        return clients.stream()
                .filter(client -> isSure(client) && machine(client).hasShownHandles(epoch))
                .filter(client -> hasOpen(client, name, instance))
                .findFirst();
    }

    private boolean hasOpen(NodeId client, String name, long instance) {
        var handle = lives.get(client).handles.get(name);
        return handle != null && handle.instance() == instance;
    }

    /// Begins nothing new.
    void stop() {
        stopped = true;
    }

    /// What must hold when all has come to rest.
    void checkRest(CellState state) {
        for (var client : clients) {
            Violation.unless(
                    isSure(client),
                    "liveness: %s has no lease after everything is mended: %s",
                    client,
                    standing(client));
            var life = lives.get(client);
            for (var file : FILES) {
                var generation = state.stat(file).map(stat -> stat.contentGeneration()).orElse(0L);
                Violation.unless(
                        life.seen.getOrDefault(file, 0L).equals(generation),
                        "D4: %s knows of %s as of generation %d, and it is %d",
                        client,
                        file,
                        life.seen.get(file),
                        generation);
            }
            for (var call : life.asked.values()) {
                Violation.unless(
                        call instanceof LockCall.Acquire wanted && !state.isFree(wanted.handle().name()),
                        "liveness: %s waits for %s",
                        client,
                        call);
            }
            checkLocks(life, state);
        }
        var alive = clients.stream().map(client -> machine(client).session()).toList();
        Violation.unless(
                alive.containsAll(state.sessions().keySet()),
                "D2: sessions %s are there, and clients have %s",
                state.sessions(),
                alive);
        for (var orphan : state.ephemerals().entrySet()) {
            Violation.unless(
                    clients.stream().anyMatch(client -> hasOpen(client, orphan.getKey(), orphan.getValue())),
                    "D6: %s is there, and nobody has it open",
                    orphan.getKey());
        }
    }

    /// A session knows what it has: else nobody would ever give it back.
    private void checkLocks(Life life, CellState state) {
        for (var lock : LOCKS) {
            Violation.unless(
                    state.writer(lock) != machine(life.client).session() || life.held.containsKey(lock),
                    "liveness: %s has %s and does not know",
                    life.client,
                    lock);
        }
    }

    private String standing(NodeId client) {
        return world.node(client).isUp() ? machine(client).standing().toString() : "down";
    }

    /// A content was written: the harness knows what a client that crashed never heard.
    void written(String content) {
        written.putIfAbsent(content, world.nowNanos());
    }

    /// What all clients saw. What was not answered has happened when the log applied it, or never: that spares the
    /// checker all other possibilities.
    History history() {
        var all = new ArrayList<>(history);
        lives.values().forEach(life -> all.addAll(life.reads.values()));
        var known = new ArrayList<Operation>();
        for (var operation : all) {
            var at = written.get(String.valueOf(operation.value()));
            if (operation.outcome() == Outcome.OK) {
                known.add(operation);
            } else if (at != null) {
                known.add(done(operation, at));
            }
        }
        return new History(known);
    }

    private static Operation done(Operation open, long atNanos) {
        return new Operation(
                open.process(), open.kind(), open.key(), open.value(), open.invokeNanos(), atNanos, Outcome.OK);
    }
}
