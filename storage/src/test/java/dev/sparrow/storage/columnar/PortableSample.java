/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.columnar.RandomValues.Named;
import dev.sparrow.storage.columnar.RandomValues.Node;
import dev.sparrow.storage.columnar.RandomValues.Point;
import dev.sparrow.storage.columnar.RandomValues.Shape;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Batches that together have every codec, always the same.
public final class PortableSample {
    /// What a table has, and each may be null.
    record Dated(Long number, LocalDate day, BigDecimal price, String text) {}

    private PortableSample() {}

    /// The elements of each batch.
    public static List<List<Object>> all() {
        var all = new ArrayList<>(ofVersion2());
        all.addAll(
                all.size() - 1,
                List.of(
                        Arrays.asList(
                                new HashMap<>(Map.of("a", 1)), new HashMap<>(), null, new HashMap<>(Map.of("b", 2))),
                        Arrays.asList(new LinkedHashMap<>(Map.of(1L, List.of("x"))), new LinkedHashMap<>()),
                        Arrays.asList(Map.of(Shape.ROUND, LocalDate.EPOCH), Map.of())));
        return List.copyOf(all);
    }

    /// Those that version 2 of the form had columns for.
    static List<List<Object>> ofVersion2() {
        return List.of(
                Arrays.asList(1L, 2L, 3L),
                Arrays.asList(1L << 40, 0L),
                Arrays.asList(7, 7, 7),
                Arrays.asList(1.5, -0.0),
                Arrays.asList(true, false, true),
                Arrays.asList((byte) 1, (byte) -1),
                Arrays.asList('x', '\u20ac'),
                Arrays.asList(1L, null, -3L),
                Arrays.asList(null, null),
                Arrays.asList("a text", null, "", "\u00e9\ud83d\ude00"),
                Arrays.asList(new double[] {1, 2}, new double[0]),
                Arrays.asList(new int[] {1}, null, new int[] {2, 3}),
                Arrays.asList(new BigInteger("12345678901234567890"), BigInteger.ZERO),
                Arrays.asList(new BigDecimal("1.50"), null, new BigDecimal("-2E+3")),
                Arrays.asList(new BigDecimal("1.50"), null, new BigDecimal("-2.00")),
                Arrays.asList(new BigDecimal("1e17"), new BigDecimal("-9e17")),
                Arrays.asList(LocalDate.of(2024, 2, 29), LocalDate.MIN),
                Arrays.asList(LocalDate.of(2024, 2, 29), null, LocalDate.of(2024, 3, 1)),
                Arrays.asList(LocalTime.NOON, LocalTime.MAX),
                Arrays.asList(LocalDateTime.of(2024, 2, 29, 1, 2), null),
                Arrays.asList(Instant.ofEpochSecond(1, 2), Instant.EPOCH),
                Arrays.asList(Duration.ofNanos(-1), Duration.ZERO),
                Arrays.asList(Shape.SQUARE, null, Shape.ROUND, Shape.SQUARE),
                Arrays.asList(new Point(1, 2, 3, true), new Point(4, 2, 5, false)),
                Arrays.asList(
                        new Named("n", 1, new Point(1, 2, 3, true), List.of("u", "v")),
                        new Named(null, null, null, null)),
                Arrays.asList(new Node(1, new Node(2, null)), new Node(3, null)),
                Arrays.asList(Tuple2.of("k", 1L), Tuple2.of("l", 2L)),
                Arrays.asList(Tuple3.of(5, 5, Optional.of("o")), Tuple3.of(6, 6, Optional.empty())),
                Arrays.asList(List.of(Shape.ROUND), List.of()),
                Arrays.asList(new ArrayList<>(List.of(1, 2)), new ArrayList<>(Arrays.asList(null, 3))),
                Arrays.asList(new String[] {"a", null}, new String[0]),
                Arrays.asList(new UUID(1, 2), new UUID(-3, 4)),
                Arrays.asList("yes", "no", "yes", null, "no", "no", "yes", "yes"),
                Arrays.asList(new BigDecimal("1.50"), new BigDecimal("-2.5")),
                Arrays.asList(new BigDecimal("1234567890123456789012.50"), null, new BigDecimal("-0.01")),
                Arrays.asList(new BigDecimal("1e60"), new BigDecimal("-2.5")),
                Arrays.asList(LocalDateTime.MIN, LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4)),
                Arrays.asList(Instant.MAX, null, Instant.EPOCH),
                Arrays.asList(Duration.ofSeconds(Long.MIN_VALUE), Duration.ZERO),
                Arrays.asList(
                        new Dated(1L, LocalDate.EPOCH, new BigDecimal("0.5"), "a"), new Dated(null, null, null, null)),
                Arrays.asList(Tuple2.of(null, 1L), Tuple2.of(null, 2L)),
                Arrays.asList(List.of(LocalDate.EPOCH), List.of()),
                Arrays.asList(
                        new ArrayList<>(List.of(new BigDecimal("1.50"), new BigDecimal("2.00"))),
                        new ArrayList<>(List.of(new BigDecimal("1.5")))),
                Arrays.asList(new ArrayList<>(Arrays.asList(1L, null)), new ArrayList<>()),
                Arrays.asList(new ArrayList<>(List.of(Instant.ofEpochSecond(1, 2))), new ArrayList<>()),
                Arrays.asList(new ArrayList<>(List.of(new BigDecimal("1.50"))), new ArrayList<>()),
                Arrays.asList(new Object[] {new UUID(1, 2)}, new UUID(3, 4), "mixed"));
    }

    /// The elements in one batch.
    static BatchBytes packed(List<Object> elements) {
        var kind = Layout.STORED.kindOf(elements.getFirst());
        for (var element : elements) {
            kind = Layout.STORED.widened(kind, element);
        }
        var builder = new BatchBuilder(kind);
        elements.forEach(builder::append);
        return builder.packWithStatistics();
    }
}
