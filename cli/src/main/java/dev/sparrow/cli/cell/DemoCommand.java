/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.CellClient;
import dev.sparrow.cell.LockSession;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.Linearizability;
import dev.sparrow.simulation.history.Model;
import dev.sparrow.simulation.history.Operation;
import dev.sparrow.transport.Security;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Shows a cell of three processes, and that it loses nothing when its leader is killed.
@Command(
        name = "demo",
        header = "Run a cell of three processes, kill its leader while clients write, and check what they saw.",
        description = {
            "",
            "Processes, clients and checker run on this computer. The exit code is 0 if what the clients saw can be explained:"
                    + " if it is linearizable."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KEYS = 3;
    private static final Duration MOMENT = Duration.ofMillis(500);

    @Spec private CommandSpec spec;

    @Option(
            names = "--engine",
            defaultValue = "raft",
            paramLabel = "ENGINE",
            description = "raft or paxos. Default: ${DEFAULT-VALUE}.")
    private LogEngine engine;

    @Option(
            names = "--clients",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many clients write. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "6",
            paramLabel = "N",
            description = "How long they write. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Write what the clients saw to this file, for 'sparrow check-history --model kv'.")
    private Path historyFile;

    private final Map<NodeId, MemberProcess> processes = new TreeMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var members = members();
        var folder = folder();
        say("Three members by %s: %s", engine, members);
        say("Data and logs are in %s", folder);
        try {
            for (var member : members.addresses().keySet()) {
                var process = new MemberProcess(member, members, folder, engine.name());
                processes.put(member, process);
                process.start();
            }
            return show(members);
        } finally {
            processes.values().forEach(MemberProcess::close);
            delete(folder);
        }
    }

    /// A new folder for the data of a cell.
    static Path folder() throws IOException {
        return Files.createTempDirectory("sparrow-cell");
    }

    /// Three addresses that are free now.
    static MembersConverter.Members members() throws IOException {
        var addresses = new TreeMap<NodeId, InetSocketAddress>();
        var sockets = new ArrayList<ServerSocket>();
        for (var name : new String[] {"a", "b", "c"}) {
            var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            sockets.add(socket);
            addresses.put(new NodeId(name), (InetSocketAddress) socket.getLocalSocketAddress());
        }
        for (var socket : sockets) {
            socket.close();
        }
        return new MembersConverter.Members(addresses);
    }

    private int show(MembersConverter.Members members) throws IOException, InterruptedException {
        try (var client = CellClient.connect(new NodeId("demo"), members.addresses(), Security.none(), LIMIT)) {
            say(
                    "put greeting hello       -> %s",
                    client.change(new KeyValues.Change.Put("greeting", "hello"), LIMIT).orElseThrow());
            say(
                    "cas greeting hello world -> %s",
                    client.change(new KeyValues.Change.Cas("greeting", "hello", "world"), LIMIT).orElseThrow());
            say(
                    "cas greeting hello again -> %s",
                    client.change(new KeyValues.Change.Cas("greeting", "hello", "again"), LIMIT).orElseThrow());
            say("get greeting             -> %s", client.read(new KeyValues.Get("greeting"), LIMIT));
            return lockAndKill(members, client);
        }
    }

    /// A session holds a lock while the master of the lock service dies.
    private int lockAndKill(MembersConverter.Members members, CellClient client)
            throws IOException, InterruptedException {
        var quiet = new LockSession.Listener() {};
        try (var holder = LockSession.open(new NodeId("holder"), members.addresses(), Security.none(), quiet, LIMIT);
                var other = LockSession.open(new NodeId("other"), members.addresses(), Security.none(), quiet, LIMIT)) {
            holder.open("/ls", LockCall.Create.DIRECTORY, false, LIMIT);
            var file = holder.open("/ls/demo", LockCall.Create.FILE, false, LIMIT);
            var sequencer = holder.acquire(file, true, Duration.ZERO, LIMIT).orElseThrow();
            say("lock /ls/demo            -> %s", sequencer);
            var same = other.open("/ls/demo", LockCall.Create.FILE, false, LIMIT);
            say("lock it by another       -> %s", granted(other, same, MOMENT));
            var code = killWhileWriting(members, client);
            var kept = other.check(sequencer, LIMIT);
            say("The lock is %s by its first holder", kept ? "still held" : "NOT held any more");
            holder.release(file, LIMIT);
            say("given back, the other    -> %s", granted(other, same, LIMIT));
            return kept ? code : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static String granted(LockSession session, Handle file, Duration wait) {
        return session.acquire(file, true, Duration.ZERO, wait).map(Sequencer::toString).orElse("not granted");
    }

    private int killWhileWriting(MembersConverter.Members members, CellClient client)
            throws IOException, InterruptedException {
        var third = Duration.ofSeconds(seconds).dividedBy(3);
        var writers = new Writers(members.addresses(), KEYS);
        try {
            writers.start(clients, System.nanoTime());
            Thread.sleep(third);
            var leader = leader(client);
            say("%s leads; kill -9", leader);
            processes.get(leader).kill();
            var killed = System.nanoTime();
            Thread.sleep(third);
            writers.awaitAnswerAfter(killed, LIMIT)
                    .ifPresent(answered -> say("The next answer came %d ms later", (answered - killed) / 1_000_000));
            processes.get(leader).start();
            say("%s leads now; %s starts again from its disk", leader(client), leader);
            Thread.sleep(third);
        } finally {
            writers.stop();
        }
        return judge(writers);
    }

    private NodeId leader(CellClient client) {
        var until = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < until) {
            for (var member : processes.keySet()) {
                try {
                    if (client.status(member, MOMENT).ready()) {
                        return member;
                    }
                } catch (SparrowException _) {
                    // It is down.
                }
            }
        }
        throw new SparrowException(
                ErrorCode.LIMIT_EXCEEDED, "Nobody has led for " + LIMIT.toSeconds() + " s. The logs may tell why.");
    }

    private int judge(Writers writers) {
        var history = writers.history();
        if (historyFile != null) {
            history.write(historyFile);
            say("The history is in %s", historyFile);
        }
        var unknown =
                history.operations().stream().filter(operation -> operation.outcome() != Operation.Outcome.OK).count();
        var verdict = new Linearizability(Model.KV, Linearizability.STATES_MAX).check(history);
        say(
                "%,d operations of %d clients, %d with unknown outcome: %s",
                history.operations().size(), clients, unknown, verdict);
        return verdict.isExplained() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void say(String form, Object... values) {
        var out = spec.commandLine().getOut();
        out.printf(form + "%n", values);
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
