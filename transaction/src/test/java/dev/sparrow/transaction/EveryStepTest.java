/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cell.Cell;
import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.cell.Node;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;
import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A transaction that goes no further from any of its steps on, and recovery after it: with the decision in the
/// transaction's own log, and in that of a cell of which a member is down. `-Dsteps=all` stops at each of them.
@Timeout(300)
class EveryStepTest {
    private static final int STEPS_MAX = 200;

    /// A part of the steps, unless all are asked for.
    private static final int STRIDE = System.getProperty("steps", "").equals("all") ? 1 : 5;

    @TempDir private Path folder;

    private final Map<NodeId, Node> members = new TreeMap<>();

    @AfterEach
    void close() {
        Transactions.beforeStep = () -> {};
        members.values().forEach(Node::close);
    }

    /// No error of a program that could be handled.
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aStopAtAnyStep_leavesAllOrNothing() throws SQLException {
        var outcomes = stopAtEachStep(conf());
        assertThat(outcomes).contains(true, false);
    }

    @Test
    void aStopAtAnyStep_leavesAllOrNothing_whenACellDecides_ofWhichAMemberIsDown() throws IOException, SQLException {
        var addresses = startCell();
        members.remove(new NodeId("c")).close();
        var outcomes = stopAtEachStep(conf().set("sparrow.transaction.cell", addresses));
        assertThat(outcomes).contains(true, false);
    }

    private static SparrowConf conf() {
        return new SparrowConf().setMaster("local[2]").setAppName("steps").set("sparrow.progress", "off");
    }

    private String startCell() throws IOException {
        var addresses = new LinkedHashMap<NodeId, InetSocketAddress>();
        for (var name : List.of("a", "b", "c")) {
            addresses.put(
                    new NodeId(name),
                    free(15_000 + 97 * addresses.size() + (int) (ProcessHandle.current().pid() % 10_000)));
        }
        for (var self : addresses.keySet()) {
            var settings =
                    new CellSettings(
                            self,
                            addresses,
                            folder.resolve("cell-" + self.name()),
                            LogEngine.RAFT,
                            Security.none(),
                            false);
            members.put(self, Cell.start(settings, _ -> {}));
        }
        return addresses.entrySet().stream()
                .map(one -> one.getKey().name() + "=127.0.0.1:" + one.getValue().getPort())
                .collect(Collectors.joining(","));
    }

    /// An address that nobody listens on, of those that no system gives to connections.
    private static InetSocketAddress free(int from) {
        for (var port = from; ; port++) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            if (isFree(address)) {
                return address;
            }
        }
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var _ = new ServerSocket(address.getPort(), 1, address.getAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Says of each step whether all was visible after recovery.
    private List<Boolean> stopAtEachStep(SparrowConf conf) throws SQLException {
        var outcomes = new ArrayList<Boolean>();
        try (var sc = new Sparrow(conf)) {
            for (var step = 2; step < STEPS_MAX; step += STRIDE) {
                var place = folder.resolve("step" + step);
                if (!stopped(sc, place, step)) {
                    return outcomes;
                }
                Transactions.beforeStep = () -> {};
                var ended = Recovery.recover(place, _ -> Map.of());
                assertThat(Recovery.recover(place, _ -> Map.of())).isEmpty();
                var visible = visible(sc, place);
                assertThat(visible)
                        .as("outputs after a stop at step %d", step)
                        .isIn(List.of(0L, 0L, 0L), List.of(3L, 3L, 3L));
                assertThat(ended).as("at step %d", step).allMatch(one -> one.committed() == (visible.getFirst() == 3));
                outcomes.add(visible.getFirst() == 3);
            }
        }
        throw new AssertionError("A transaction has more than " + STEPS_MAX + " steps.");
    }

    private static boolean stopped(Sparrow sc, Path place, int step) throws SQLException {
        var url = url(place);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create table numbers (n bigint)");
        }
        var steps = new AtomicInteger();
        Transactions.beforeStep =
                () -> {
                    if (steps.incrementAndGet() >= step) {
                        throw new Crash();
                    }
                };
        try {
            sc.transaction(t -> {
                t.save(sc.range(0, 3, 1, 1), place.resolve("a").toString());
                t.save(sc.range(0, 3, 1, 2), place.resolve("b").toString(), SaveMode.APPEND);
                t.jdbc(sc.range(0, 3, 1, 2), url, "numbers", n -> List.of(n));
            });
            return false;
        } catch (Crash e) {
            return true;
        } catch (SparrowException e) {
            assertThat(e)
                    .hasMessageContaining("is committed, but not all of it is visible yet")
                    .hasCauseInstanceOf(Crash.class);
            return true;
        }
    }

    private static String url(Path place) {
        return "jdbc:h2:" + place.resolve("db").toAbsolutePath();
    }

    private static List<Long> visible(Sparrow sc, Path place) throws SQLException {
        return List.of(lines(sc, place.resolve("a")), lines(sc, place.resolve("b")), rows(place));
    }

    private static long lines(Sparrow sc, Path path) {
        return Files.exists(path) ? sc.textFile(path.toString()).count() : 0;
    }

    private static long rows(Path place) throws SQLException {
        try (var connection = DriverManager.getConnection(url(place));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from numbers")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
