/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// What all formats with typed columns have in common.
public abstract class TypedRecordsTest extends FormatTest {
    enum Color {
        RED,
        GREEN
    }

    /// Every type, primitive where there is one.
    public record Everything(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float half,
            double whole,
            char letter,
            String text,
            Color color,
            UUID id,
            BigDecimal price,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            Instant moment,
            Duration length) {}

    /// Every type that may be null, boxed.
    public record Loose(Boolean flag, Byte tiny, Short small, Integer number, Long large, Float half, Double whole) {}

    protected abstract <T> void write(Rdd<T> rows, Class<T> type, String path);

    protected abstract <T> Rdd<T> read(Sparrow context, String path, Class<T> type);

    protected abstract Rdd<Map<String, Object>> maps(Sparrow context, String path);

    protected abstract String extension();

    private static final Everything FULL =
            new Everything(
                    true,
                    (byte) -1,
                    (short) 2,
                    3,
                    Long.MIN_VALUE,
                    0.1f,
                    0.2,
                    'ä',
                    "text €𝄞",
                    Color.GREEN,
                    new UUID(1, 2),
                    new BigDecimal("-12.500000000000000000"),
                    LocalDate.of(1969, 12, 31),
                    LocalTime.of(1, 2, 3, 4000),
                    LocalDateTime.of(1969, 7, 20, 20, 17, 40, 123456000),
                    Instant.parse("1969-07-20T20:17:40.123456Z"),
                    Duration.ofSeconds(-1, 1_000));

    private static final Everything BARE =
            new Everything(
                    false,
                    Byte.MIN_VALUE,
                    Short.MAX_VALUE,
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    Float.NaN,
                    Double.NEGATIVE_INFINITY,
                    ' ',
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);

    @Test
    void records_comeBackAsTheyWere() throws IOException {
        var rows = List.of(FULL, BARE, FULL);
        write(sc.parallelize(rows, 4), Everything.class, target("out"));

        assertThat(names(target("out")))
                .startsWith("_SUCCESS", "part-00000" + extension(), "part-00001" + extension())
                .hasSize(5);
        assertThat(read(sc, target("out"), Everything.class).collect()).isEqualTo(rows);
    }

    record Price(BigDecimal amount) {}

    @Test
    void decimalsOfAllDigits_comeBack() {
        var most = new BigDecimal("99999999999999999999.999999999999999999");
        var rows = List.of(new Price(most), new Price(null), new Price(most.negate()));
        write(sc.parallelize(rows, 1), Price.class, target("out"));

        assertThat(read(sc, target("out"), Price.class).collect()).isEqualTo(rows);
    }

    record When(Instant moment, LocalDate day) {}

    @Test
    void timesThatColumnsDoNotHold_areRefused() {
        var far = List.of(new When(Instant.MAX, null), new When(null, LocalDate.MIN));
        var limits = List.of("times have 64 bits of microseconds", "dates have 32 bits of days");
        for (var i = 0; i < far.size(); i++) {
            var rows = sc.parallelize(far.subList(i, i + 1), 1);
            fails(ErrorCode.INVALID_ARGUMENT, () -> write(rows, When.class, target("far")))
                    .hasMessageContaining(" cannot write ")
                    .hasMessageContaining(": " + limits.get(i) + ", from 1970 on and back.");
        }
    }

    @Test
    void nothing_comesBackAsNothing_alsoWithoutPartitions() throws IOException {
        write(sc.<Price>emptyRdd(), Price.class, target("none"));
        assertThat(names(target("none"))).containsExactly("_SUCCESS");
        assertThat(read(sc, target("none"), Price.class).collect()).isEmpty();
        assertThat(maps(sc, target("none")).count()).isZero();
    }

    @Test
    void nulls_comeBackInBoxedComponents() {
        var rows =
                List.of(
                        new Loose(null, null, null, null, null, null, null),
                        new Loose(true, (byte) 1, (short) 2, 3, 4L, 5f, 6.0),
                        new Loose(null, null, null, null, null, null, null));
        write(sc.parallelize(rows, 1), Loose.class, target("out"));

        assertThat(read(sc, target("out"), Loose.class).collect()).isEqualTo(rows);
    }

    public record Wide(Long number, String text, double extra) {}

    record Narrow(String TEXT, double number, Integer absent) {}

    @Test
    void columns_areFoundByNameAndWidened() {
        write(sc.parallelize(List.of(new Wide(1L, "a", 0.5), new Wide(2L, null, 1.5)), 1), Wide.class, target("out"));

        assertThat(read(sc, target("out"), Narrow.class).collect())
                .containsExactly(new Narrow("a", 1, null), new Narrow(null, 2, null));
        var row = maps(sc, target("out")).first();
        assertThat(row).isEqualTo(Map.of("number", 1L, "text", "a", "extra", 0.5));
        assertThat(row.keySet()).containsExactly("number", "text", "extra");
    }

    @Test
    void manyRows_comeBackInOrder() {
        var rows = sc.range(0, 50_000, 1, 2).map(x -> new Wide(x, x % 3 == 0 ? null : "text " + x, x / 2.0));
        write(rows, Wide.class, target("out"));

        var read = read(sc, target("out"), Wide.class);

        assertThat(read.count()).isEqualTo(50_000);
        assertThat(
                        read.zipWithIndex()
                                .filter(pair ->
                                        pair._1().number().longValue() != pair._2()
                                                || (pair._1().text() == null) != (pair._2() % 3 == 0))
                                .count())
                .isZero();
    }

    record Strict(int number) {}

    record Missing(String text, long weight) {}

    record Wrong(LocalDate text) {}

    @Test
    void whatAComponentCannotHold_isNamedWithFileRowAndColumn() {
        write(
                sc.parallelize(
                        Arrays.asList(new Wide(1L, "a", 1), new Wide(null, "b", 1), new Wide(1L << 40, "c", 1)), 1),
                Wide.class,
                target("out"));
        var file = target("out") + "/part-00000" + extension();

        fails(ErrorCode.MALFORMED_INPUT, () -> read(sc, file, Strict.class).collect())
                .hasMessageContaining(" at TypedRecordsTest.java:")
                .hasMessageContaining("cannot read " + file + ": row 2")
                .hasMessageContaining(
                        "column number: it is null, and int cannot be. Make the component a boxed type to allow it.");
        record Boxed(Integer number) {}
        fails(ErrorCode.MALFORMED_INPUT, () -> read(sc, file, Boxed.class).collect())
                .hasMessageContaining("cannot read " + file + ": row 3")
                .hasMessageContaining("column number: the Long 1099511627776 is not an Integer.");
        fails(ErrorCode.MALFORMED_INPUT, () -> read(sc, file, Missing.class).collect())
                .hasMessageContaining(
                        file
                                + ": column weight: there is no such column, and the long of Missing cannot be null. The"
                                + " columns are 'number, text, extra'.");
        fails(ErrorCode.MALFORMED_INPUT, () -> read(sc, file, Wrong.class).collect())
                .hasMessageContaining("column text: the String 'a' is not a LocalDate.");
    }

    record Trimmed(Long number, String text) {
        Trimmed {
            text = text == null ? null : text + "!";
        }
    }

    record Widened(long number, double extra, String text) {}

    @Test
    void loopsOverRecords_seeWhatARecordWouldHave() {
        var rows = sc.range(0, 100_000, 1, 2).map(x -> new Wide(x, x % 2 == 0 ? null : "t" + x % 10, x / 4.0));
        write(rows, Wide.class, target("out"));

        var read = read(sc, target("out"), Widened.class);
        assertThat(read.filter(row -> row.number() % 3 == 0).mapToDouble(Widened::extra).sum())
                .isEqualTo(IntStream.range(0, 100_000).filter(x -> x % 3 == 0).mapToDouble(x -> x / 4.0).sum());
        assertThat(read.filter(row -> "t5".equals(row.text())).count()).isEqualTo(10_000);
        assertThat(read.map(row -> row).collect().get(77_777)).isEqualTo(new Widened(77_777, 77_777 / 4.0, "t7"));
        // The constructor does more than keep what it is given.
        assertThat(read(sc, target("out"), Trimmed.class).filter(row -> "t5!".equals(row.text())).count())
                .isEqualTo(10_000);
    }

    record Nullable(
            Byte tiny,
            Short small,
            Integer number,
            Long large,
            Double part,
            Boolean flag,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            Instant moment) {
        static Nullable of(int i) {
            return new Nullable(
                    i % 3 == 0 ? null : (byte) i,
                    i % 4 == 0 ? null : (short) i,
                    i % 5 == 0 ? null : -i,
                    i % 6 == 0 ? null : 1L << (i % 64),
                    i % 7 == 0 ? null : i / 4.0,
                    i % 8 == 0 ? null : i % 2 == 0,
                    i % 9 == 0 ? null : LocalDate.ofEpochDay(i),
                    i % 10 == 0 ? null : LocalTime.ofSecondOfDay(i % 86_400),
                    i % 11 == 0 ? null : LocalDateTime.of(1969, 12, 31, 0, 0).plusMinutes(i),
                    i % 12 == 0 ? null : Instant.EPOCH.minusSeconds(i));
        }
    }

    /// Loops over them compute with the file's numbers.
    @Test
    void nullableNumbersDatesAndTimes_areWhatTheyWereWrittenAs() {
        var rows = IntStream.range(0, 60_000).mapToObj(Nullable::of).toList();
        write(sc.parallelize(rows, 2), Nullable.class, target("out"));

        var read = read(sc, target("out"), Nullable.class);
        assertThat(read.map(row -> row).collect()).isEqualTo(rows);
        assertThat(read.filter(row -> row.number() != null && row.number() < -4).map(row -> row.number()).collect())
                .isEqualTo(
                        rows.stream()
                                .filter(row -> row.number() != null && row.number() < -4)
                                .map(row -> row.number())
                                .toList());
        var limit = LocalDate.of(2000, 1, 1);
        var noon = LocalTime.NOON;
        assertThat(
                        read.filter(row -> row.day() != null && row.day().isBefore(limit))
                                .filter(row -> row.time() == null || row.time().isAfter(noon))
                                .mapToDouble(row -> row.part() == null ? 1 : row.part())
                                .sum())
                .isEqualTo(
                        rows.stream()
                                .filter(row -> row.day() != null && row.day().isBefore(limit))
                                .filter(row -> row.time() == null || row.time().isAfter(noon))
                                .mapToDouble(row -> row.part() == null ? 1 : row.part())
                                .sum());
        var moments = read.filter(row -> row.moment() != null && row.at() != null);
        assertThat(moments.map(row -> Tuple2.of(row.moment(), row.at())).collect())
                .isEqualTo(
                        rows.stream()
                                .filter(row -> row.moment() != null && row.at() != null)
                                .map(row -> Tuple2.of(row.moment(), row.at()))
                                .toList());
        assertThat(read.cache().collect()).isEqualTo(rows);
    }

    @Test
    void valueThatDoesNotFit_isToldWhenTheProgramComesToIt() {
        var rows = sc.range(0, 50_000, 1, 1).map(x -> new Wide(x == 40_000 ? null : x, "", x));
        write(rows, Wide.class, target("out"));

        var read = read(sc, target("out"), Widened.class).map(row -> row.number());
        assertThat(read.take(30_000)).hasSize(30_000).endsWith(29_999L);
        fails(ErrorCode.MALFORMED_INPUT, read::collect).hasMessageContaining(", column number: it is null");
    }

    @Test
    void typesThatTheFormatCannotHold_areRefusedAtOnce() {
        record Nested(List<String> list) {}
        var rows = sc.parallelize(List.of(new Nested(List.of())), 1);

        fails(ErrorCode.INVALID_ARGUMENT, () -> write(rows, Nested.class, target("out")))
                .hasMessageContaining("The component 'list' is a java.util.List<java.lang.String>");
        record Precise(BigDecimal value) {}
        var decimals = sc.parallelize(List.of(new Precise(new BigDecimal("1e-19"))), 1);
        fails(ErrorCode.INVALID_ARGUMENT, () -> write(decimals, Precise.class, target("out")))
                .hasMessageContaining("cannot write 1E-19 exactly");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void emptyPartitions_haveTheirColumnsToo() throws IOException {
        write(sc.parallelize(List.<Wide>of(), 2), Wide.class, target("out"));

        assertThat(names(target("out"))).hasSize(3);
        assertThat(read(sc, target("out"), Wide.class).collect()).isEmpty();
    }

    @Test
    void longText_isKept() {
        var rows = IntStream.range(0, 20).mapToObj(i -> new Wide((long) i, "x".repeat(1 << 20), i)).toList();
        write(sc.parallelize(rows, 1), Wide.class, target("out"));

        assertThat(read(sc, target("out"), Wide.class).collect()).isEqualTo(rows);
    }
}
