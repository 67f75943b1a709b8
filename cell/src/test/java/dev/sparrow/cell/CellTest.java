/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@Timeout(600)
class CellTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Security SECRET = Security.secret("correct horse battery staple");

    @TempDir private Path folder;
    private final Map<NodeId, InetSocketAddress> members = new LinkedHashMap<>();
    private final Map<NodeId, Node> running = new TreeMap<>();
    private CellClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        running.values().forEach(Node::close);
    }

    /// Addresses that are free now.
    private void name(String... names) throws IOException {
        members.putAll(FreeAddresses.of(names));
    }

    private void start(NodeId self, LogEngine engine, boolean joins) {
        var data = folder.resolve(self.name());
        running.put(self, Cell.start(new CellSettings(self, members, data, engine, SECRET, joins), _ -> {}));
    }

    private void connect() {
        client = CellClient.connect(new NodeId("client"), members, SECRET, LIMIT);
    }

    private NodeId leader() {
        var until = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < until) {
            for (var member : running.keySet()) {
                if (client.status(member, LIMIT).ready()) {
                    return member;
                }
            }
        }
        throw new AssertionError("Nobody leads within " + LIMIT);
    }

    private Optional<Record> put(String key, String value) {
        return client.change(new KeyValues.Change.Put(key, value), LIMIT);
    }

    private String get(String key) {
        return ((KeyValues.Value) client.read(new KeyValues.Get(key), LIMIT)).value();
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void cell_keepsWhatItAnswered_whenItsLeaderDiesAndWhenAllStartAgain(LogEngine engine) throws Exception {
        name("a", "b", "c");
        members.keySet().forEach(member -> start(member, engine, false));
        connect();
        assertThat(put("x", "1")).contains(new KeyValues.Value("1", true));
        assertThat(client.change(new KeyValues.Change.Cas("x", "1", "2"), LIMIT))
                .contains(new KeyValues.Value("2", true));
        assertThat(client.change(new KeyValues.Change.Cas("x", "1", "3"), LIMIT))
                .contains(new KeyValues.Value("2", false));

        var first = leader();
        running.remove(first).close();
        assertThat(get("x")).isEqualTo("2");
        put("y", "4");
        assertThat(leader()).isNotEqualTo(first);

        start(first, engine, false);
        running.values().forEach(Node::close);
        running.clear();
        members.keySet().forEach(member -> start(member, engine, false));
        assertThat(List.of(get("x"), get("y"))).containsExactly("2", "4");
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void requestsThatAreOpenTogether_areEachDoneOnce_whenTheLeaderDies(LogEngine engine) throws Exception {
        name("a", "b", "c");
        members.keySet().forEach(member -> start(member, engine, false));
        client = CellClient.connect(new NodeId("client"), members, SECRET, 16, LIMIT);
        var answers = new ArrayList<CompletableFuture<Optional<Record>>>();
        for (var i = 0; i < 400; i++) {
            if (i == 200) {
                running.remove(leader()).close();
            }
            answers.add(client.begin(new KeyValues.Change.Append("all", "<" + i + ">"), LIMIT));
        }
        for (var answer : answers) {
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isPresent();
        }
        var all = get("all");
        for (var i = 0; i < 400; i++) {
            assertThat(all).containsOnlyOnce("<" + i + ">");
        }
    }

    @Test
    void questionToAMember_waitsForTheConnection() throws Exception {
        name("a", "b", "c");
        var late = new NodeId("c");
        start(new NodeId("a"), LogEngine.RAFT, false);
        start(new NodeId("b"), LogEngine.RAFT, false);
        connect();
        var status = CompletableFuture.supplyAsync(() -> client.status(late, LIMIT));
        start(late, LogEngine.RAFT, false);
        assertThat(status.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void member_isAddedAndAnotherRemoved(LogEngine engine) throws Exception {
        name("a", "b", "c", "d");
        var d = new NodeId("d");
        var firstDay = new LinkedHashMap<>(members);
        firstDay.remove(d);
        for (var member : firstDay.keySet()) {
            var data = folder.resolve(member.name());
            running.put(member, Cell.start(new CellSettings(member, firstDay, data, engine, SECRET, false), _ -> {}));
        }
        start(d, engine, true);
        connect();
        put("x", "1");
        var old = leader();
        var others = new TreeSet<>(members.keySet());
        change(Set.copyOf(others));
        others.remove(old);
        change(Set.copyOf(others));
        running.remove(old).close();
        put("y", "2");
        assertThat(List.of(get("x"), get("y"))).containsExactly("1", "2");
        assertThat(client.changeMembers(follower(), Set.of(d), LIMIT)).contains("this member does not lead");
    }

    /// A change before it may still be on its way.
    private void change(Set<NodeId> voters) {
        var until = System.nanoTime() + LIMIT.toNanos();
        var refused = client.changeMembers(leader(), voters, LIMIT);
        while (refused.isPresent() && System.nanoTime() < until) {
            refused = client.changeMembers(leader(), voters, LIMIT);
        }
        assertThat(refused).isEmpty();
    }

    private NodeId follower() {
        return running.keySet().stream().filter(member -> !member.equals(leader())).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void folderOfAnotherMember_isRefused(LogEngine engine) throws Exception {
        name("a", "b");
        var data = folder.resolve("shared");
        var a = new NodeId("a");
        Cell.start(new CellSettings(a, members, data, engine, SECRET, false), _ -> {}).close();
        assertThatThrownBy(() ->
                        Cell.start(new CellSettings(new NodeId("b"), members, data, engine, SECRET, false), _ -> {}))
                .isInstanceOf(SparrowException.class)
                .hasMessage(
                        "The folder %s belongs to member a %s, not to b %s. Give each member a folder of its own."
                                .formatted(data, engine, engine));
        assertThatThrownBy(() -> new CellSettings(new NodeId("z"), members, data, engine, SECRET, false))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("Member z is not among the members [a, b]");
    }
}
