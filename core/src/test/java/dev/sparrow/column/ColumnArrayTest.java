/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class ColumnArrayTest {
    private static final Map<ColumnType, List<?>> VALUES =
            Map.ofEntries(
                    Map.entry(Plain.BOOLEAN, List.of(true, false)),
                    Map.entry(Plain.TINYINT, List.of(Byte.MIN_VALUE, (byte) 1, Byte.MAX_VALUE)),
                    Map.entry(Plain.SMALLINT, List.of(Short.MIN_VALUE, (short) 1, Short.MAX_VALUE)),
                    Map.entry(Plain.INT, List.of(Integer.MIN_VALUE, 1, Integer.MAX_VALUE)),
                    Map.entry(Plain.BIGINT, List.of(Long.MIN_VALUE, 1L, Long.MAX_VALUE)),
                    Map.entry(Plain.FLOAT, List.of(Float.NaN, -0f, Float.MIN_VALUE)),
                    Map.entry(Plain.DOUBLE, List.of(Double.NaN, -0.0, Double.MAX_VALUE)),
                    Map.entry(Plain.TEXT, List.of("", "a", "ä€𝄞\0")),
                    Map.entry(Plain.DATE, List.of(LocalDate.EPOCH, LocalDate.of(-1, 2, 3), LocalDate.MAX)),
                    Map.entry(Plain.TIME, List.of(LocalTime.MIN, LocalTime.MAX)),
                    Map.entry(
                            Plain.TIMESTAMP,
                            List.of(LocalDateTime.MIN, LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999))),
                    Map.entry(Plain.INSTANT, List.of(Instant.MAX, Instant.ofEpochSecond(-1, 1), Instant.EPOCH)),
                    Map.entry(Plain.DURATION, List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE))),
                    Map.entry(Plain.UUID, List.of(new UUID(-1, 1), new UUID(1, -1))),
                    Map.entry(new Decimal(18, 2), List.of(new BigDecimal("-9999999999999999.99"))),
                    Map.entry(
                            new Decimal(38, 18),
                            List.of(
                                    new BigDecimal("-0.000000000000000001"),
                                    new BigDecimal("99999999999999999999.999999999999999999"))),
                    Map.entry(new EnumOf(List.of("A", "B")), List.of("A", "B")),
                    Map.entry(new ListOf(Plain.INT, true), List.of(List.of(1), List.of())),
                    Map.entry(new Opaque("a.B"), List.of('x', List.of())));

    @Test
    void valuesOfEveryType_areInTheArraysAsTheyWere() {
        var seed = Long.getLong("seed", 11L);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        VALUES.forEach((type, values) -> {
            for (var round = 0; round < 20; round++) {
                var some = some(values, random);
                var array = array(type, some);
                var read = new ArrayList<Object>();
                for (var row = 0; row < some.size(); row++) {
                    read.add(array.objects().apply(row));
                    assertThat(array.isNull(row)).isEqualTo(some.get(row) == null);
                }
                assertThat(read).as("seed %d: %s", seed, type).isEqualTo(some);
                assertThat(array.hasNulls()).isEqualTo(some.contains(null));
            }
        });
    }

    @Test
    void bytes_areCopied() {
        var array = array(Plain.BYTES, Arrays.asList(new byte[] {1, 2}, null, new byte[0]));
        assertThat((byte[]) array.objects().apply(0)).containsExactly(1, 2);
        assertThat((byte[]) array.objects().apply(2)).isEmpty();
        assertThat(array.objects().apply(1)).isNull();
    }

    @Test
    void whatTheArraysCannotHold_staysObjects() {
        assertThat(array(new Decimal(3, 1), List.of(new BigDecimal("1.25"))).values())
                .isInstanceOf(ColumnArray.Objects.class);
        assertThat(array(new Decimal(3, 1), List.of(new BigDecimal("100"))).values())
                .isInstanceOf(ColumnArray.Objects.class);
        assertThat(array(Plain.INSTANT, List.of(Instant.MAX)).values()).isInstanceOf(ColumnArray.Objects.class);
        assertThat(array(new Decimal(3, 1), List.of(new BigDecimal("1.2"))).values())
                .isInstanceOf(ColumnArray.Longs.class);
    }

    /// Some of the values, in any order, and null among them or not.
    private static List<Object> some(List<?> values, RandomGenerator random) {
        var withNulls = random.nextBoolean();
        var some = new ArrayList<Object>();
        for (var i = random.nextInt(200); i > 0; i--) {
            some.add(withNulls && random.nextInt(3) == 0 ? null : values.get(random.nextInt(values.size())));
        }
        return some;
    }

    private static ColumnArray array(ColumnType type, List<?> values) {
        var builder = new ColumnBuilder(type);
        values.forEach(builder::add);
        return builder.build();
    }
}
