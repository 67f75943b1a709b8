/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.codec.RecordCodec;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.Stored;
import dev.sparrow.transport.Security;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A machine that remembers words, and has another node remember them too.
@Timeout(180)
class NodeTest {
    private sealed interface Word {
        record Say(String text) implements Word {}

        record Heard(String text) implements Word {}

        record Remembered(List<String> texts) implements Word {}

        record Late() implements Word {}

        record Stop() implements Word {}
    }

    private static final RecordCodec CODEC = RecordCodec.of(Word.class);
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Node> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Node::close);
    }

    private static Program echo(NodeId other) {
        return (_, disk, _, _) -> {
            var words = new ArrayList<String>();
            disk.stream().map(Stored::record).forEach(record -> words.add(((Word.Say) record).text()));
            return echo(other, words, new AtomicLong(Long.MAX_VALUE));
        };
    }

    /// @param lateAt when it is to be woken, from its first tick on
    private static Machine<Event, Effect> echo(NodeId other, List<String> words, AtomicLong lateAt) {
        return (event, nowNanos) ->
                switch (event) {
                    case Event.Request(Word.Say say) -> {
                        words.add(say.text());
                        yield List.of(new Effect.Write(say), new Effect.Send(other, say));
                    }
                    case Event.Received(var from, Word.Say say) -> {
                        words.add(say.text());
                        yield List.of(new Effect.Write(say), new Effect.Send(from, new Word.Heard(say.text())));
                    }
                    case Event.Received(_, Word.Heard heard) -> List.of(new Effect.Report(heard));
                    case Event.Request(Word.Stop _) -> List.of(new Effect.Halt("it was told to"));
                    case Event.Tick _ when nowNanos >= lateAt.get() -> List.of(new Effect.Report(new Word.Late()));
                    case Event.Tick _ -> {
                        lateAt.set(nowNanos + 50_000_000);
                        yield List.of(
                                new Effect.Report(new Word.Remembered(List.copyOf(words))),
                                new Effect.WakeAt(lateAt.get()));
                    }
                    case Event.Received _, Event.Request _, Event.Durable _ -> List.of();
                };
    }

    private Node start(
            NodeId self, NodeId other, Map<NodeId, InetSocketAddress> peers, Path data, BlockingQueue<Record> reports) {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var settings = new NodeSettings(self, Optional.of(any), peers, Optional.of(data), CODEC, Security.none());
        var node = Node.start(settings, echo(other), reports::add);
        open.add(node);
        return node;
    }

    private static Record next(BlockingQueue<Record> reports) throws InterruptedException {
        var report = reports.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(report).as("a report within %s", LIMIT).isNotNull();
        return report;
    }

    @Test
    void machine_writesSendsHearsAndWakes_andFindsItsDiskAgain(@TempDir Path folder) throws Exception {
        var ofA = new LinkedBlockingQueue<Record>();
        var ofB = new LinkedBlockingQueue<Record>();
        var a = start(A, B, Map.of(), folder.resolve("a"), ofA);
        var b = start(B, A, Map.of(A, a.address()), folder.resolve("b"), ofB);
        assertThat(next(ofB)).isEqualTo(new Word.Remembered(List.of()));
        assertThat(next(ofB)).isEqualTo(new Word.Late());
        b.awaitConnection(connected -> !connected.isEmpty(), LIMIT);
        for (var i = 0; i < 100; i++) {
            b.request(new Word.Say("word " + i));
        }
        for (var i = 0; i < 100; i++) {
            assertThat(next(ofB)).isEqualTo(new Word.Heard("word " + i));
        }
        a.close();
        var again = new LinkedBlockingQueue<Record>();
        start(A, B, Map.of(), folder.resolve("a"), again);
        var remembered = (Word.Remembered) next(again);
        assertThat(remembered.texts()).hasSize(100).startsWith("word 0").endsWith("word 99");
    }

    @Test
    void machineThatHalts_tellsWhy_andDoesNothingMore(@TempDir Path folder) throws Exception {
        var reports = new LinkedBlockingQueue<Record>();
        var a = start(A, B, Map.of(), folder, reports);
        next(reports);
        a.request(new Word.Stop());
        assertThat(a.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("it was told to");
    }

    @Test
    void folderOfARunningNode_andADamagedOne_areRefused(@TempDir Path folder) throws Exception {
        var reports = new LinkedBlockingQueue<Record>();
        var a = start(A, B, Map.of(), folder, reports);
        assertThatThrownBy(() -> start(A, B, Map.of(), folder, reports))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("is in use by another process");
        next(reports);
        a.request(new Word.Say("one"));
        a.request(new Word.Stop());
        a.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        a.close();
        try (var files = Files.list(folder)) {
            var file = files.filter(path -> path.toString().endsWith(".log")).findAny().orElseThrow();
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
        assertThatThrownBy(() -> start(A, B, Map.of(), folder, reports))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("is damaged");
    }
}
