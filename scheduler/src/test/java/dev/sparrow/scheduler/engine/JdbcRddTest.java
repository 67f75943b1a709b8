/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.JdbcRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Datasets of a database, here one that has a row for each key, with its square.
class JdbcRddTest extends ContextTest {
    private static final String QUERY = "select square from numbers where ? <= n and n <= ?";
    private static final ConcurrentLinkedQueue<List<Long>> ASKED = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger OPEN = new AtomicInteger();

    @BeforeEach
    void begin() {
        ASKED.clear();
        OPEN.set(0);
    }

    private static Rdd<Long> squares(Sparrow sc, long lower, long upper, int partitions) {
        return JdbcRdd.create(sc, () -> connect(), QUERY, lower, upper, partitions, row -> row.getLong(1));
    }

    private static Connection connect() {
        OPEN.incrementAndGet();
        return as(
                Connection.class,
                (_, method, _) ->
                        switch (method.getName()) {
                            case "prepareStatement" -> statement();
                            case "close" -> OPEN.decrementAndGet() < 0 ? fail("closed twice") : null;
                            default -> fail(method.getName());
                        });
    }

    private static PreparedStatement statement() {
        var bounds = new long[2];
        return as(
                PreparedStatement.class,
                (_, method, arguments) ->
                        switch (method.getName()) {
                            case "setLong" -> {
                                bounds[(int) arguments[0] - 1] = (long) arguments[1];
                                yield null;
                            }
                            case "executeQuery" -> {
                                ASKED.add(List.of(bounds[0], bounds[1]));
                                yield rows(bounds);
                            }
                            default -> fail(method.getName());
                        });
    }

    private static ResultSet rows(long[] bounds) {
        var at = new long[] {bounds[0] - 1};
        return as(
                ResultSet.class,
                (_, method, _) ->
                        switch (method.getName()) {
                            case "next" -> ++at[0] <= bounds[1];
                            case "getLong" -> at[0] * at[0];
                            default -> fail(method.getName());
                        });
    }

    private static Object fail(String what) throws SQLException {
        throw new SQLException(what);
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void eachPartition_asksForItsRangeOfKeys() {
        var sc = context("local[2]");
        var squares = squares(sc, 1, 10, 3);
        assertThat(squares.getNumPartitions()).isEqualTo(3);
        assertThat(squares.collect()).containsExactly(1L, 4L, 9L, 16L, 25L, 36L, 49L, 64L, 81L, 100L);
        assertThat(ASKED).containsExactlyInAnyOrder(List.of(1L, 3L), List.of(4L, 6L), List.of(7L, 10L));
        assertThat(OPEN).hasValue(0);
        assertThat(squares(sc, Long.MIN_VALUE, Long.MAX_VALUE, 2).getNumPartitions()).isEqualTo(2);
    }

    @Test
    void connection_isClosedThoughNotAllRowsAreRead() {
        assertThat(squares(context("local[1]"), 1, 1_000_000, 1).take(2)).containsExactly(1L, 4L);
        assertThat(OPEN).hasValue(0);
    }

    @Test
    void failure_isNamed() {
        var sc = context("local[1]");
        assertThatThrownBy(() -> JdbcRdd.create(sc, () -> connect(), QUERY, 1, 2, 1, row -> row.getString(1)).count())
                .hasMessageContaining("A row of a database cannot be mapped: java.sql.SQLException: getString");
        assertThat(OPEN).hasValue(0);
        assertThatThrownBy(() -> squares(sc, 2, 1, 1)).hasMessageContaining("the lower bound 2 is above the upper, 1.");
        assertThatThrownBy(() -> JdbcRdd.create(sc, () -> connect(), "select 1", 1, 2, 1, row -> row.getLong(1)))
                .hasMessageContaining("jdbc at JdbcRddTest.java:")
                .hasMessageContaining("the query has no two ? for the bounds of a partition: select 1");
    }
}
