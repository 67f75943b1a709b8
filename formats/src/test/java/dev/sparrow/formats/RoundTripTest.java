/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.column.JavaForm;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.formats.arrow.ArrowFiles;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.formats.record.ParseMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// What was written comes back, in every format and of every type of component, or is refused when it is written.
class RoundTripTest extends FormatTest {
    enum Format {
        CSV {
            @Override
            <T> void write(Rdd<T> rows, Class<T> type, String path) {
                Csv.write(rows).header(true).to(path);
            }

            @Override
            <T> Rdd<T> read(Sparrow sc, String path, Class<T> type) {
                return Csv.read(sc, path).header(true).multiLine(true).mode(ParseMode.FAILFAST).as(type);
            }
        },
        JSON {
            @Override
            <T> void write(Rdd<T> rows, Class<T> type, String path) {
                Json.write(rows).to(path);
            }

            @Override
            <T> Rdd<T> read(Sparrow sc, String path, Class<T> type) {
                return Json.read(sc, path).mode(ParseMode.FAILFAST).as(type);
            }
        },
        PARQUET {
            @Override
            <T> void write(Rdd<T> rows, Class<T> type, String path) {
                Parquet.write(rows, type).to(path);
            }

            @Override
            <T> Rdd<T> read(Sparrow sc, String path, Class<T> type) {
                return Parquet.read(sc, path).as(type);
            }
        },
        ARROW {
            @Override
            <T> void write(Rdd<T> rows, Class<T> type, String path) {
                ArrowFiles.write(rows, type).to(path);
            }

            @Override
            <T> Rdd<T> read(Sparrow sc, String path, Class<T> type) {
                return ArrowFiles.read(sc, path).as(type);
            }
        };

        abstract <T> void write(Rdd<T> rows, Class<T> type, String path);

        abstract <T> Rdd<T> read(Sparrow sc, String path, Class<T> type);

        BatchSource<?> source(Sparrow sc, InputFiles files) {
            return switch (this) {
                case CSV ->
                        Csv.read(sc, ".")
                                .header(true)
                                .multiLine(true)
                                .mode(ParseMode.FAILFAST)
                                .source(files, JavaForm.schemaOf(Common.class));
                case PARQUET -> Parquet.source(files);
                case ARROW -> ArrowFiles.source(files);
                case JSON -> throw new IllegalArgumentException("JSON has no columns");
            };
        }
    }

    /// Prints as something else than its name, and one constant is of a class of its own.
    enum Size {
        SMALL,
        LARGE {};

        @Override
        public String toString() {
            return this == SMALL ? "LARGE" : "xl";
        }
    }

    /// What all formats hold.
    record Common(
            Boolean flag,
            Byte tiny,
            Short small,
            Integer number,
            Long large,
            Float half,
            Double whole,
            Character letter,
            String text,
            Size size,
            UUID id,
            BigDecimal price,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            Instant moment,
            Duration length) {
        static Common of(Random random) {
            return new Common(
                    or(random, Random::nextBoolean),
                    or(random, r -> (byte) r.nextInt()),
                    or(random, r -> (short) r.nextInt()),
                    or(random, Random::nextInt),
                    or(random, Random::nextLong, Long.MIN_VALUE, Long.MAX_VALUE),
                    or(random, r -> Float.intBitsToFloat(r.nextInt()), Float.NaN, -0f, Float.MIN_VALUE, 1 / 0f),
                    or(random, r -> Double.longBitsToDouble(r.nextLong()), 0.1, -0.0, Double.MIN_VALUE, -1 / 0.0),
                    or(random, r -> (char) r.nextInt(' ', 0xD800), '\n', '\r', '"', ',', '\uFEFF', '\0'),
                    or(random, RoundTripTest::text, "", " ", "null", "\uFEFF", "\"", "a\r\nb", "NaN", "𝄞"),
                    or(random, r -> r.nextBoolean() ? Size.SMALL : Size.LARGE),
                    or(random, r -> new UUID(r.nextLong(), r.nextLong())),
                    or(random, r -> BigDecimal.valueOf(r.nextLong(), 18)),
                    or(random, r -> LocalDate.ofEpochDay(r.nextInt(-3_000_000, 3_000_000))),
                    or(random, r -> LocalTime.ofSecondOfDay(r.nextInt(86_400)).plus(micros(r)), LocalTime.MIN),
                    or(random, r -> LocalDateTime.ofEpochSecond(seconds(r), 0, ZoneOffset.UTC).plus(micros(r))),
                    or(random, r -> Instant.ofEpochSecond(seconds(r)).plus(micros(r)), Instant.EPOCH),
                    or(random, r -> Duration.ofSeconds(seconds(r)).plus(micros(r)), Duration.ZERO));
        }
    }

    /// What formats of text hold besides.
    record Textual(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float half,
            double whole,
            char letter,
            BigInteger big,
            BigDecimal price,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            OffsetDateTime offset,
            OffsetTime offsetTime,
            ZonedDateTime zoned,
            Instant moment,
            YearMonth month,
            MonthDay birthday,
            ZoneId zone,
            ZoneOffset zoneOffset,
            Duration duration,
            Period period) {
        static Textual of(Random random) {
            var zone =
                    pick(
                            random,
                            ZoneId.of("America/New_York"),
                            ZoneId.of("UTC"),
                            ZoneId.of("GMT+2"),
                            anyOffset(random));
            return new Textual(
                    random.nextBoolean(),
                    (byte) random.nextInt(),
                    (short) random.nextInt(),
                    random.nextInt(),
                    random.nextLong(),
                    Float.intBitsToFloat(random.nextInt()),
                    Double.longBitsToDouble(random.nextLong()),
                    (char) random.nextInt(0xD800),
                    or(random, r -> new BigInteger(4_000, r).negate()),
                    or(random, r -> new BigDecimal(new BigInteger(200, r), r.nextInt(-500, 500))),
                    or(random, r -> LocalDate.ofEpochDay(r.nextInt()), LocalDate.MIN, LocalDate.MAX),
                    or(random, r -> LocalTime.ofNanoOfDay(r.nextLong(86_400_000_000_000L)), LocalTime.MAX),
                    or(random, RoundTripTest::local, LocalDateTime.MIN, LocalDateTime.MAX),
                    or(random, r -> local(r).atOffset(anyOffset(r)), OffsetDateTime.MIN, OffsetDateTime.MAX),
                    or(random, r -> local(r).toLocalTime().atOffset(anyOffset(r))),
                    or(random, r -> doubled(r).atZone(zone), local(random).atZone(zone)),
                    or(random, r -> local(r).toInstant(anyOffset(r)), Instant.MIN, Instant.MAX),
                    or(random, r -> YearMonth.from(local(r)), YearMonth.of(999_999_999, 12), YearMonth.of(-5, 1)),
                    or(random, r -> MonthDay.from(local(r)), MonthDay.of(2, 29)),
                    zone,
                    anyOffset(random),
                    or(random, r -> Duration.ofSeconds(r.nextLong(), r.nextInt()), Duration.ofNanos(-1)),
                    or(random, r -> Period.of(r.nextInt(), r.nextInt(), r.nextInt()), Period.ZERO));
        }
    }

    /// All types within others, and any of them may be missing.
    record Nested(
            Common common,
            List<Common> list,
            Map<String, Common> map,
            List<Map<String, List<Integer>>> deep,
            Map<String, Nested> within) {
        static Nested of(Random random, int depth) {
            return new Nested(
                    or(random, Common::of),
                    or(random, r -> several(r, Common::of), List.of()),
                    or(random, r -> byText(r, Common::of), Map.of()),
                    or(random, r -> several(r, inner -> byText(inner, i -> several(i, Random::nextInt)))),
                    depth == 0 ? null : or(random, r -> byText(r, inner -> of(inner, depth - 1))));
        }

        private static <V> List<V> several(Random random, Function<Random, V> value) {
            return Stream.generate(() -> value.apply(random)).limit(random.nextInt(4)).toList();
        }

        private static <V> Map<String, V> byText(Random random, Function<Random, V> value) {
            var map = new LinkedHashMap<String, V>();
            for (var i = random.nextInt(4); i > 0; i--) {
                map.put(text(random), value.apply(random));
            }
            return map;
        }
    }

    @Test
    void everyTypeWithinOthers_comesBackInJson() {
        comesBack(Format.JSON, Nested.class, random -> Nested.of(random, 1));
    }

    /// They are portable batches.
    @Test
    void everyType_alsoWithinOthers_comesBackInObjectFiles() {
        inObjectFiles("common", Common::of);
        inObjectFiles("textual", Textual::of);
        inObjectFiles("nested", random -> Nested.of(random, 2));
    }

    private <T> void inObjectFiles(String name, Function<Random, T> row) {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var rows = Stream.generate(() -> row.apply(random)).limit(500).toList();

        sc.parallelize(rows, 7).saveAsObjectFile(target(name));

        assertThat(sc.<T>objectFile(target(name)).collect()).as("-Dseed=%d", seed).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfAllFormats_comesBack(Format format) {
        comesBack(format, Common.class, Common::of);
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "JSON"})
    void everyTypeOfText_comesBack(Format format) {
        comesBack(format, Textual.class, Textual::of);
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "PARQUET", "ARROW"})
    void everyTypeOfAllFormats_comesBackInColumns(Format format) throws ReflectiveOperationException {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var rows = Stream.generate(() -> Common.of(random)).limit(500).toList();
        format.write(sc.parallelize(rows, 3), Common.class, target("out"));

        var source = format.source(sc, ColumnReading.files(target("out")));

        for (var component : Common.class.getRecordComponents()) {
            var expected = new ArrayList<Object>();
            for (var row : rows) {
                expected.add(inColumn(component.getAccessor().invoke(row), format));
            }
            var read = new ArrayList<Object>();
            ColumnReading.rows(source, component.getName()).forEach(read::addAll);
            assertThat(read).as("-Dseed=%d, %s", seed, component).isEqualTo(expected);
        }
    }

    /// What a column has of a value: text where the format knows no such type.
    private static Object inColumn(Object value, Format format) {
        return switch (value) {
            case Character letter -> letter.toString();
            case Size size -> size.name();
            case UUID id when format != Format.CSV -> id.toString();
            case Duration length when format == Format.PARQUET -> length.toString();
            case BigDecimal price -> price.setScale(18);
            case null, default -> value;
        };
    }

    private <T> void comesBack(Format format, Class<T> type, Function<Random, T> row) {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var rows = Stream.generate(() -> row.apply(random)).limit(500).toList();

        format.write(sc.parallelize(rows, 7), type, target("out"));

        assertThat(format.read(sc, target("out"), type).collect()).as("-Dseed=%d", seed).isEqualTo(rows);
    }

    @SafeVarargs
    private static <V> V pick(Random random, V... of) {
        return of[random.nextInt(of.length)];
    }

    /// Null, one of these that are odd, or another one.
    @SafeVarargs
    private static <V> V or(Random random, Function<Random, V> value, V... odd) {
        var which = random.nextInt(odd.length + 4);
        return which < odd.length ? odd[which] : which == odd.length ? null : value.apply(random);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            var character = random.nextInt(pick(random, 0x80, 0x800, 0x10000, 0x110000));
            text.appendCodePoint(character >= 0xD800 && character < 0xE000 ? '?' : character);
        }
        return text.toString();
    }

    private static Duration micros(Random random) {
        return Duration.of(random.nextInt(1_000_000), ChronoUnit.MICROS);
    }

    private static long seconds(Random random) {
        return random.nextLong(-200_000_000_000L, 200_000_000_000L);
    }

    private static LocalDateTime local(Random random) {
        return LocalDateTime.of(
                LocalDate.of(random.nextInt(-20_000, 20_000), random.nextInt(1, 13), random.nextInt(1, 29)),
                LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)));
    }

    private static ZoneOffset anyOffset(Random random) {
        return ZoneOffset.ofTotalSeconds(random.nextInt(-64_000, 64_000));
    }

    /// Around the hour that comes twice in New York.
    private static Instant doubled(Random random) {
        return Instant.parse("2024-11-03T04:00:00Z").plusSeconds(random.nextInt(4 * 3600));
    }

    record Text(String text) {}

    record Letter(Character letter) {}

    @ParameterizedTest
    @EnumSource
    void halfOfASurrogatePair_comesBackOrIsRefused(Format format) {
        for (var text : List.of("\uD834", "a\uDD1Eb", "ä𝄞\uD834", "\uDD1E\uD834")) {
            var rows = sc.parallelize(List.of(new Text("fine 𝄞"), new Text(text)), 1);
            if (format == Format.JSON) {
                format.write(rows, Text.class, target("out-" + text.hashCode()));
                assertThat(format.read(sc, target("out-" + text.hashCode()), Text.class).collect())
                        .containsExactly(new Text("fine 𝄞"), new Text(text));
            } else {
                fails(ErrorCode.INVALID_ARGUMENT, () -> format.write(rows, Text.class, target("refused")))
                        .hasMessageContaining("cannot write text with half a surrogate pair");
            }
        }
        var letter = sc.parallelize(List.of(new Letter('\uD834')), 1);
        if (format == Format.JSON) {
            format.write(letter, Letter.class, target("letter"));
            assertThat(format.read(sc, target("letter"), Letter.class).collect()).containsExactly(new Letter('\uD834'));
        } else {
            fails(ErrorCode.INVALID_ARGUMENT, () -> format.write(letter, Letter.class, target("refused")))
                    .hasMessageContaining("(U+D834 at character 1), which UTF-8 does not have.");
        }
    }

    @Test
    void halfOfASurrogatePair_isRefusedInTextFilesAndInNamesOfColumns() {
        fails(
                        ErrorCode.INVALID_ARGUMENT,
                        () -> sc.parallelize(List.of("a\uDD1Eb"), 1).saveAsTextFile(target("refused")))
                .hasMessageContaining(
                        "saveAsTextFile cannot write text with half a surrogate pair (U+DD1E at character 2)");
        fails(
                        ErrorCode.INVALID_ARGUMENT,
                        () ->
                                Csv.write(sc.parallelize(List.of(Map.of("\uDD1E", 1)), 1))
                                        .header(true)
                                        .to(target("refused")))
                .hasMessageContaining("csv cannot write text with half a surrogate pair (U+DD1E at character 1)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void byteOrderMarkOfAValue_isNotTakenForThatOfTheFile() {
        Csv.write(sc.parallelize(List.of(new Text("\uFEFFa")), 1)).to(target("out"));

        assertThat(Csv.read(sc, target("out")).as(Text.class).collect()).containsExactly(new Text("\uFEFFa"));
    }
}
