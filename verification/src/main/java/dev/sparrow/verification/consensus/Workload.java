/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogClient;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.History;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.simulation.history.Operation.Outcome;
import dev.sparrow.simulation.world.World;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Clients that write, swap, append and read on a few keys, and what they saw.
///
/// Some give up before they have an answer: the client crashes, nobody knows what became of the operation, and another
/// process goes on in its place.
final class Workload {
    private static final int CLIENTS = 5;
    private static final int KEYS = 3;
    private static final long RETRY_NANOS = 50_000_000;

    /// A client and what it is doing.
    private static final class Client {
        final NodeId id;
        final Map<String, String> lastSeen = new HashMap<>();
        int life;
        int left;
        long begun;
        Operation open;

        Client(NodeId id, int left) {
            this.id = id;
            this.left = left;
        }

        String process() {
            return id + "/" + life;
        }
    }

    private final World world;
    private final SplittableRandom random;
    private final Map<NodeId, Client> clients = new HashMap<>();
    private final List<Operation> history = new ArrayList<>();
    private final int paceMillis;
    private boolean stopped;
    private long values;

    Workload(World world, List<NodeId> members, int operations, long seed) {
        this.world = world;
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 5);
        this.paceMillis = 5 + random.nextInt(120);
        for (var i = 1; i <= CLIENTS; i++) {
            var client = new Client(new NodeId("c" + i), operations);
            clients.put(client.id, client);
            world.add(client.id, LogClient.program(members, RETRY_NANOS));
            next(client);
        }
    }

    private void next(Client client) {
        if (client.left-- > 0 && !stopped) {
            world.at(world.nowNanos() + 1_000_000L * random.nextInt(2 * paceMillis), () -> begin(client));
        }
    }

    private void begin(Client client) {
        if (stopped) {
            return;
        }
        var number = ++client.begun;
        var key = "k" + random.nextInt(KEYS);
        var value = "v" + ++values;
        switch (random.nextInt(6)) {
            case 0, 1 -> ask(client, "get", key, null, new LogClient.Ask.Read(new KeyValues.Get(key)));
            case 2, 3 -> ask(client, "put", key, value, new KeyValues.Change.Put(key, value));
            case 4 -> ask(client, "append", key, value, new KeyValues.Change.Append(key, value));
            default -> {
                var expected = client.lastSeen.get(key);
                var values = Arrays.<Object>asList(expected, value);
                ask(client, "cas", key, values, new KeyValues.Change.Cas(key, expected, value));
            }
        }
        if (random.nextInt(12) == 0) {
            world.at(
                    world.nowNanos() + 1_000_000L * (1 + random.nextInt(500)),
                    () -> {
                        if (client.open != null && client.begun == number) {
                            giveUp(client);
                        }
                    });
        }
    }

    private void ask(Client client, String kind, String key, Object value, KeyValues.Change change) {
        ask(client, kind, key, value, new LogClient.Ask.Change((Record) change));
    }

    private void ask(Client client, String kind, String key, Object value, LogClient.Ask ask) {
        client.open =
                new Operation(client.process(), kind, key, value, world.nowNanos(), Long.MAX_VALUE, Outcome.UNKNOWN);
        world.request(client.id, (Record) ask);
    }

    private void giveUp(Client client) {
        history.add(client.open);
        client.open = null;
        client.life++;
        world.crash(client.id);
        world.start(client.id);
        next(client);
    }

    /// Takes what a client has heard.
    void finished(NodeId id, Optional<Record> answer) {
        var client = clients.get(id);
        if (client == null || client.open == null) {
            return;
        }
        var open = client.open;
        client.open = null;
        history.add(answer.map(value -> finished(client, open, (KeyValues.Value) value)).orElse(open));
        if (answer.isEmpty()) {
            client.life++;
        }
        next(client);
    }

    private Operation finished(Client client, Operation open, KeyValues.Value answer) {
        var value = open.value();
        if (open.kind().equals("get")) {
            value = answer.value();
        } else if (open.value() instanceof List<?> pair) {
            value = Arrays.asList(pair.get(0), pair.get(1), answer.done());
        }
        client.lastSeen.put(open.key(), answer.value());
        return new Operation(
                open.process(), open.kind(), open.key(), value, open.invokeNanos(), world.nowNanos(), Outcome.OK);
    }

    /// Begins nothing new.
    void stop() {
        stopped = true;
    }

    /// What all clients saw; what is open has an unknown outcome.
    History history() {
        var all = new ArrayList<>(history);
        clients.values().stream().filter(client -> client.open != null).forEach(client -> all.add(client.open));
        return new History(all);
    }
}
