/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.cell.Cell;
import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LockSession;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.cell.Node;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.repl.Shell;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(400)
class CellCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "correct horse battery staple";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sparrow(String... arguments) {
        return Main.commandLine(Interrupts.watch(), Shell.create())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "paxos"})
    void demo_killsTheLeader_andExplainsWhatClientsSaw(String engine, @TempDir Path folder) {
        var history = folder.resolve("history").toString();
        var code =
                sparrow(
                        "coordination",
                        "demo",
                        "--engine",
                        engine,
                        "--seconds",
                        "3",
                        "--clients",
                        "3",
                        "--history",
                        history);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains(
                        "leads; kill -9",
                        "The next answer came",
                        "starts again from its disk",
                        "lock it by another       -> not granted",
                        "The lock is still held by its first holder",
                        "given back, the other    -> Sequencer[name=/ls/demo, exclusive=true, generation=2]",
                        "operations of 3 clients")
                .contains(": ok, after");
        assertThat(code).isZero();
        assertThat(sparrow("check-history", "--model", "kv", history)).isZero();
    }

    @Test
    void cellOfOne_isAsked(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        var a = new NodeId("a");
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings =
                new CellSettings(
                        a, Map.of(a, any), folder.resolve("data"), LogEngine.RAFT, Security.secret(SECRET), false);
        try (var node = Cell.start(settings, _ -> {})) {
            var peers = "a=127.0.0.1:" + node.address().getPort();
            assertThat(ask(peers, secret, "put", "x", "1")).isZero();
            assertThat(ask(peers, secret, "get", "x")).isZero();
            assertThat(ask(peers, secret, "cas", "x", "1", "2")).isZero();
            assertThat(ask(peers, secret, "cas", "x", "1", "3")).isOne();
            assertThat(ask(peers, secret, "get", "none")).isOne();
            assertThat(ask(peers, secret, "status")).isZero();
            assertThat(out.toString().lines()).startsWith("1", "1", "2", "2");
            assertThat(out.toString()).containsPattern("a: term \\d+, leads, applied up to \\d+");
        }
    }

    @Test
    void lock_runsACommand_whileItHoldsTheLock(@TempDir Path folder) throws Exception {
        var a = new NodeId("a");
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings =
                new CellSettings(a, Map.of(a, any), folder.resolve("data"), LogEngine.RAFT, Security.none(), false);
        try (var node = Cell.start(settings, _ -> {})) {
            var cell = "a=127.0.0.1:" + node.address().getPort();
            var seen = folder.resolve("seen");
            var script = "echo $SPARROW_LOCK $SPARROW_LOCK_GENERATION >> " + seen + "; exit 7";
            for (var i = 0; i < 2; i++) {
                assertThat(sparrow("lock", "--cell", cell, "nightly", "--", "sh", "-c", script)).isEqualTo(7);
            }
            assertThat(seen).content().isEqualTo("/ls/nightly 1\n/ls/nightly 2\n");
            assertThat(sparrow(nestedLock(cell, "60"))).isEqualTo(3);
            try (var holder = holder(node)) {
                var file = holder.open("/deep/er/job", LockCall.Create.FILE, false, LIMIT);
                assertThat(holder.acquire(file, true, Duration.ZERO, LIMIT)).isPresent();
                assertThat(sparrow(nestedLock(cell, "1"))).isOne();
            }
            assertThat(err.toString()).contains("Lock /deep/er/job was not free within 1 s; the command was not run");
            // Given back with the end of the session.
            assertThat(sparrow(nestedLock(cell, "60"))).isEqualTo(3);
        }
    }

    private static String[] nestedLock(String cell, String seconds) {
        return new String[] {"lock", "--cell", cell, "--wait", seconds, "/deep/er/job", "--", "sh", "-c", "exit 3"};
    }

    private static LockSession holder(Node node) {
        return LockSession.open(
                new NodeId("holder"),
                Map.of(new NodeId("a"), node.address()),
                Security.none(),
                new LockSession.Listener() {},
                LIMIT);
    }

    private int ask(String peers, Path secret, String... question) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("coordination", "ask", "--peers", peers, "--secret-file", secret.toString()));
        arguments.addAll(List.of(question));
        return sparrow(arguments.toArray(String[]::new));
    }

    @Test
    void noAnswer_isTold() {
        assertThat(sparrow("coordination", "ask", "--peers", "a=127.0.0.1:1", "--seconds", "1", "get", "x")).isOne();
        assertThat(err.toString()).contains("No answer from [a] within 1000 ms", "Connected are []");
    }

    @Test
    void strangePeers_areRefused() {
        for (var peers :
                new String[] {"a", "a=", "a=host", "a=:1", "a=host:x", "a=host:70000", "a=h:1,a=h:2", "=h:1"}) {
            assertThat(sparrow("coordination", "ask", "--peers", peers, "status")).as(peers).isEqualTo(2);
        }
        assertThat(err.toString()).contains("is no member, or named twice: write a=host:port,b=host:port");
    }

    @Test
    void addressForAll_isRefusedWithoutProtection(@TempDir Path folder) {
        assertThat(sparrow("coordination", "serve", "--id", "a", "--peers", "a=0.0.0.0:0", "--data", folder.toString()))
                .isOne();
        assertThat(err.toString()).contains("a cannot call 0.0.0.0:0 without a secret or certificates");
    }

    @Test
    void memberThatIsNoPeer_isRefused(@TempDir Path folder) {
        assertThat(
                        sparrow(
                                "coordination",
                                "serve",
                                "--id",
                                "z",
                                "--peers",
                                "a=127.0.0.1:0",
                                "--data",
                                folder.toString()))
                .isOne();
        assertThat(err.toString()).contains("Member z is not among the members [a]");
    }
}
