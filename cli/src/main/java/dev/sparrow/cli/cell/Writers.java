/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.CellClient;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.History;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.simulation.history.Operation.Outcome;
import dev.sparrow.transport.Security;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Clients that put, get and swap values of a few keys until they are stopped, and note what they saw.
final class Writers {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Map<NodeId, InetSocketAddress> members;
    private final int keys;
    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Writers(Map<NodeId, InetSocketAddress> members, int keys) {
        this.members = members;
        this.keys = keys;
    }

    void start(int clients, long seed) {
        for (var i = 0; i < clients; i++) {
            var name = "writer-" + i;
            var random = new Random(seed + i);
            threads.add(Thread.ofVirtual().name(name).start(() -> run(name, random)));
        }
    }

    /// A client whose request was not answered is of no more use, so another goes on under another name.
    private void run(String name, Random random) {
        for (var life = 0; !stopped; life++) {
            var self = new NodeId(name + "." + life);
            try (var client = CellClient.connect(self, members, Security.none(), LIMIT)) {
                while (!stopped && operate(client, self.name(), random)) {
                    // The next one.
                }
            }
        }
    }

    /// @return false if there was no answer in time
    private boolean operate(CellClient client, String process, Random random) {
        var key = "k" + random.nextInt(keys);
        var expected = String.valueOf(random.nextInt(5));
        var value = String.valueOf(random.nextInt(5));
        return switch (random.nextInt(3)) {
            case 0 -> note(process, "get", key, null, () -> read(client, key));
            case 1 ->
                    note(
                            process,
                            "put",
                            key,
                            value,
                            () -> change(client, new KeyValues.Change.Put(key, value)) == null ? null : value);
            default ->
                    note(
                            process,
                            "cas",
                            key,
                            List.of(expected, value),
                            () -> {
                                var answer = change(client, new KeyValues.Change.Cas(key, expected, value));
                                return answer == null ? null : List.of(expected, value, answer.done());
                            });
        };
    }

    private static Object read(CellClient client, String key) {
        var value = ((KeyValues.Value) client.read(new KeyValues.Get(key), LIMIT)).value();
        return value == null ? NOTHING : value;
    }

    private static final Object NOTHING = new Object();

    /// Null if nobody knows what became of it.
    private static KeyValues.Value change(CellClient client, KeyValues.Change change) {
        return (KeyValues.Value) client.change((Record) change, LIMIT).orElse(null);
    }

    private interface Attempt {
        /// Null if nobody knows what became of it.
        Object run();
    }

    private boolean note(String process, String kind, String key, Object given, Attempt attempt) {
        var began = System.nanoTime();
        Object seen = null;
        try {
            seen = attempt.run();
        } catch (SparrowException _) {
            // Nobody knows what became of it.
        }
        var ended = seen == null ? Long.MAX_VALUE : System.nanoTime();
        var value = seen == null ? given : seen == NOTHING ? null : seen;
        var outcome = seen == null ? Outcome.UNKNOWN : Outcome.OK;
        operations.add(new Operation(process, kind, key, value, began, ended, outcome));
        return seen != null;
    }

    /// When the first operation that began after a time was answered; empty if none was within the limit.
    OptionalLong awaitAnswerAfter(long nanos, Duration limit) throws InterruptedException {
        var until = System.nanoTime() + limit.toNanos();
        var answered = firstAnswerAfter(nanos);
        while (answered.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(10);
            answered = firstAnswerAfter(nanos);
        }
        return answered;
    }

    private OptionalLong firstAnswerAfter(long nanos) {
        return operations.stream()
                .filter(operation -> operation.outcome() == Outcome.OK && operation.invokeNanos() > nanos)
                .mapToLong(Operation::returnNanos)
                .min();
    }

    History history() {
        return new History(Arrays.asList(operations.toArray(Operation[]::new)));
    }

    /// Waits until each has ended what it has begun.
    void stop() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
