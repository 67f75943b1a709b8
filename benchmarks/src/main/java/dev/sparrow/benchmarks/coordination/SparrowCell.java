/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import dev.sparrow.cell.CellClient;
import dev.sparrow.cell.LockSession;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// A cell as `bin/sparrow coordination serve` runs it: its map, and its locks.
final class SparrowCell implements LogService, LockService {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("a", "b", "c");

    private final String engine;
    private final Members members;
    private final Map<NodeId, InetSocketAddress> addresses = new TreeMap<>();

    private SparrowCell(String engine, Path folder) throws IOException {
        this.engine = engine;
        this.members = new Members(folder);
        var ports = Members.freePorts(NAMES.size());
        for (var i = 0; i < ports.size(); i++) {
            var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(i));
            addresses.put(new NodeId(NAMES.get(i)), at);
        }
    }

    /// Starts the members, and waits until one leads.
    static SparrowCell start(String engine, Path folder) throws IOException {
        var cell = new SparrowCell(engine, folder);
        var peers =
                cell.addresses.entrySet().stream()
                        .map(peer -> peer.getKey() + "=127.0.0.1:" + peer.getValue().getPort())
                        .collect(Collectors.joining(","));
        for (var name : NAMES) {
            var command = new ArrayList<>(Members.java("-Xmx512m"));
            command.addAll(List.of("dev.sparrow.cli.Main", "coordination", "serve", "--id", name, "--peers", peers));
            command.addAll(List.of("--data", folder.resolve(name).toString(), "--engine", engine));
            cell.members.start(name, command);
        }
        try (var client = cell.client("starter", 1)) {
            client.change(new KeyValues.Change.Put("begun", "yes"), LIMIT);
        }
        return cell;
    }

    private CellClient client(String name, int outstanding) {
        return CellClient.connect(new NodeId(name), addresses, Security.none(), outstanding, LIMIT);
    }

    @Override
    public String name() {
        return "sparrow " + engine;
    }

    @Override
    public LogService.Client connect(String name, int outstanding) {
        var client = client(name, outstanding);
        return new LogService.Client() {
            @Override
            public CompletableFuture<?> put(String key, String value) {
                return client.begin(new KeyValues.Change.Put(key, value), LIMIT);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    /// Kills the leader, and says who it was.
    String killLeader() {
        try (var client = client("killer", 1)) {
            var leader =
                    addresses.keySet().stream()
                            .filter(member -> client.status(member, LIMIT).ready())
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("Nobody leads the cell"));
            members.kill(leader.name());
            return leader.name();
        }
    }

    /// Starts a member that was killed, and waits until it knows of a leader.
    void startAgain(String member) throws IOException {
        members.start(member);
        try (var client = client("watcher", 1)) {
            var until = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < until && !follows(client, new NodeId(member))) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean follows(CellClient client, NodeId member) {
        try {
            return client.status(member, LIMIT).leader().isPresent();
        } catch (SparrowException _) {
            return false;
        }
    }

    @Override
    public LockService.Session open(String name, String lock) {
        var self = new NodeId(name);
        var session = LockSession.open(self, addresses, Security.none(), new LockSession.Listener() {}, LIMIT);
        var file = session.open("/" + lock, LockCall.Create.FILE, false, LIMIT);
        return new Locked(session, file);
    }

    private record Locked(LockSession session, Handle file) implements LockService.Session {
        @Override
        public void acquire() {
            session.acquire(file, true, Duration.ZERO, LIMIT).orElseThrow();
        }

        @Override
        public void release() {
            session.release(file, LIMIT);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Override
    public void close() {
        members.close();
    }
}
