/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.ParseMode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Formats of text take for a value only what says exactly this value; all else is a bad record.
class ExactValuesTest extends FormatTest {
    enum Color {
        RED,
        GREEN;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Values(
            Boolean flag,
            Byte tiny,
            Short small,
            Integer number,
            Long large,
            Float half,
            Double whole,
            Character letter,
            Color color,
            UUID id,
            BigInteger big,
            BigDecimal price,
            LocalDate day,
            LocalTime time,
            LocalDateTime at,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Instant moment,
            Duration span) {}

    private static final List<String> COLUMNS =
            Arrays.stream(Values.class.getRecordComponents()).map(java.lang.reflect.RecordComponent::getName).toList();

    /// Of columns, texts that are none of their values.
    private static final Map<String, List<String>> WRONG = new LinkedHashMap<>();

    /// Of columns, JSON that is none of their values.
    private static final Map<String, List<String>> WRONG_JSON = new LinkedHashMap<>();

    static {
        WRONG.put("flag", List.of("", "1", "0", "yes", "t", "truth"));
        WRONG.put("tiny", List.of("", "128", "-129", "200", "1.0", "1e1", "0x1", "1d", "٣", "1_0", "--1"));
        WRONG.put("small", List.of("", "32768", "70000", "1.5", "NaN"));
        WRONG.put("number", List.of("", "2147483648", "1.0", "1e3", "5L", "one", "٣", "+", "-"));
        WRONG.put("large", List.of("", "9223372036854775808", "1e3", "1.5", "1l"));
        WRONG.put("half", List.of("", "1e39", "-1e39", "1e-46", "1f", "0x1p3", "nan", "Inf", "1,5", ".", "e1"));
        WRONG.put("whole", List.of("", "1e400", "-1e400", "1e-400", "1d", "1f", "0x1p3", "inf", "+NaN", "1e", "٣"));
        WRONG.put("letter", List.of("", "ab", "𝄞"));
        WRONG.put("color", List.of("", "0", "1", "red", "Red", "BLUE"));
        WRONG.put("id", List.of("", "1-1-1-1-1", "AAAAAAAAAAAAAAAAAAAAAA==", "00000000-0000-0000-0000-0000000000011"));
        WRONG.put("big", List.of("", "1.0", "1e3", "٣"));
        WRONG.put("price", List.of("", "1.5d", "NaN", "Infinity", "٣"));
        WRONG.put("day", List.of("", "20200101", "2023-02-29", "2020-1-1", "2020-01-01T00:00:00", "2020-01-01Z"));
        WRONG.put("time", List.of("", "24:00", "10", "10:00Z", "10:60"));
        WRONG.put("at", List.of("", "2020-01-01", "2020-01-01T10:00Z", "2023-02-29T10:00", "2020-01-01  10:00"));
        WRONG.put("offset", List.of("", "2020-01-01T10:00", "2020-01-01T10:00:00+19:00"));
        WRONG.put("zoned", List.of("", "2020-06-01T10:00[Europe/Berlin]", "2020-06-01T10:00+05:00[Europe/Berlin]"));
        WRONG.put("moment", List.of("", "1577836800", "2016-12-31T23:59:60Z", "2020-01-01T10:00:00"));
        WRONG.put("span", List.of("", "60", "1m", "P1Y"));

        WRONG_JSON.put("flag", List.of("1", "0", "2.0", "[true]", "{}"));
        WRONG_JSON.put("tiny", List.of("200", "128", "-129", "1.0", "1e1", "true", "[1]", "99999999999999999999"));
        WRONG_JSON.put("small", List.of("32768", "1.5", "false"));
        WRONG_JSON.put("number", List.of("2147483648", "1.0", "1e3", "true", "{}"));
        WRONG_JSON.put("large", List.of("9223372036854775808", "1.0", "1e3"));
        WRONG_JSON.put("half", List.of("1e39", "-1e39", "1e-46", "true"));
        WRONG_JSON.put("whole", List.of("1e400", "-1e400", "1e-400", "true", "1" + "0".repeat(400)));
        WRONG_JSON.put("letter", List.of("65", "5", "true", "[]"));
        WRONG_JSON.put("color", List.of("0", "1", "1.0", "true", "[\"RED\"]"));
        WRONG_JSON.put("id", List.of("1", "[1]"));
        WRONG_JSON.put("big", List.of("1.5", "1e3", "true"));
        WRONG_JSON.put("price", List.of("true", "[1]"));
        WRONG_JSON.put("day", List.of("20200101", "0", "[2020,1,1]", "1.5"));
        WRONG_JSON.put("time", List.of("10", "[10,0]"));
        WRONG_JSON.put("at", List.of("0", "[2020,1,1,10,0]"));
        WRONG_JSON.put("offset", List.of("1577836800", "1577836800.5"));
        WRONG_JSON.put("zoned", List.of("1577836800"));
        WRONG_JSON.put("moment", List.of("1577836800", "1577836800.5", "true"));
        WRONG_JSON.put("span", List.of("60", "1.5"));
    }

    private static String csv(Map<String, List<String>> texts) {
        var csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        texts.forEach((column, all) ->
                all.forEach(text -> {
                    var at = COLUMNS.indexOf(column);
                    csv.append(",".repeat(at))
                            .append('"' + text + '"')
                            .append(",".repeat(COLUMNS.size() - at - 1))
                            .append('\n');
                }));
        return csv.toString();
    }

    private static String json(Map<String, List<String>> values, String quote) {
        var json = new StringBuilder();
        values.forEach((column, all) ->
                all.forEach(value -> json.append("{\"" + column + "\":" + quote + value + quote + "}\n")));
        return json.toString();
    }

    private static void allAreBad(Map<String, List<String>> wrong, Rdd<Values> good, Rdd<BadRecord> bad) {
        assertThat(good.collect()).isEmpty();
        var expected = new ArrayList<String>();
        wrong.forEach((column, texts) -> texts.forEach(_ -> expected.add(column)));
        assertThat(bad.map(BadRecord::column).collect()).isEqualTo(expected);
    }

    @Test
    void textThatDoesNotSayTheValue_isABadRecord() throws IOException {
        var csv = Csv.read(sc, file("wrong.csv", csv(WRONG))).header(true).mode(ParseMode.DROPMALFORMED);
        allAreBad(WRONG, csv.as(Values.class), csv.badRecords(Values.class));
        var json = Json.read(sc, file("wrong.json", json(WRONG, "\""))).mode(ParseMode.DROPMALFORMED);
        allAreBad(WRONG, json.as(Values.class), json.badRecords(Values.class));
        assertThat(json.mode(ParseMode.PERMISSIVE).as(Values.class).distinct().collect())
                .containsExactly(
                        new Values(
                                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                                null, null, null, null, null));
    }

    @Test
    void jsonThatDoesNotSayTheValue_isABadRecord() throws IOException {
        var json = Json.read(sc, file("wrong.json", json(WRONG_JSON, ""))).mode(ParseMode.DROPMALFORMED);
        allAreBad(WRONG_JSON, json.as(Values.class), json.badRecords(Values.class));
        assertThat(json.mode(ParseMode.PERMISSIVE).as(Values.class).distinct().count()).isOne();
    }

    private List<String> taken(String column, String... texts) throws IOException {
        var csv = Csv.read(sc, file("good.csv", csv(Map.of(column, List.of(texts))))).header(true);
        var json = Json.read(sc, file("good.json", json(Map.of(column, List.of(texts)), "\"")));
        var values = csv.mode(ParseMode.FAILFAST).as(Values.class).map(row -> value(row, column)).collect();
        assertThat(json.mode(ParseMode.FAILFAST).as(Values.class).map(row -> value(row, column)).collect())
                .isEqualTo(values);
        return values;
    }

    private static String value(Values row, String column) {
        var values = row.toString();
        var begin = values.indexOf(column + "=") + column.length() + 1;
        return values.substring(begin, values.indexOf(column.equals("span") ? "]" : ", ", begin));
    }

    @Test
    void textThatSaysTheValue_isTaken_alsoWithSpacesAround() throws IOException {
        assertThat(taken("flag", "true", "FALSE", " True ")).containsExactly("true", "false", "true");
        assertThat(taken("tiny", "-128", "+127", "007", " 5 ")).containsExactly("-128", "127", "7", "5");
        assertThat(taken("half", "0.1", "16777217", "NaN", "-Infinity", "1e-45", "-0", "0e9"))
                .containsExactly("0.1", "1.6777216E7", "NaN", "-Infinity", "1.4E-45", "-0.0", "0.0");
        assertThat(taken("whole", "0.1", ".5", "5.", "9007199254740993", "1e308", "4.9e-324", "-0.0", " 2.5"))
                .containsExactly("0.1", "0.5", "5.0", "9.007199254740992E15", "1.0E308", "4.9E-324", "-0.0", "2.5");
        assertThat(taken("letter", " ", "ä")).containsExactly(" ", "ä");
        assertThat(taken("color", "GREEN")).containsExactly("green");
        assertThat(taken("id", "0000000A-0000-0000-0000-000000000001"))
                .containsExactly("0000000a-0000-0000-0000-000000000001");
        assertThat(taken("price", "1.50", "1e400")).containsExactly("1.50", "1E+400");
        assertThat(taken("at", "2024-01-01 10:00:00", "2024-01-01T10:00:00.5"))
                .containsExactly("2024-01-01T10:00", "2024-01-01T10:00:00.500");
        assertThat(taken("offset", "2024-01-01T00:00:00+02:00", "2024-01-01 00:00:00+02:00"))
                .containsExactly("2024-01-01T00:00+02:00", "2024-01-01T00:00+02:00");
        assertThat(
                        taken(
                                "zoned",
                                "2024-11-03T01:30-04:00[America/New_York]",
                                "2024-11-03T01:30-05:00[America/New_York]"))
                .containsExactly(
                        "2024-11-03T01:30-04:00[America/New_York]", "2024-11-03T01:30-05:00[America/New_York]");
        assertThat(taken("moment", "2024-01-01T00:00:00+02:00", "2024-01-01 00:00:00Z"))
                .containsExactly("2023-12-31T22:00:00Z", "2024-01-01T00:00:00Z");
    }

    @Test
    void numbersOfJson_areTakenForNumbersThatTheySay() throws IOException {
        var path =
                file(
                        "numbers.json",
                        """
                        {"whole":-0,"half":-0.0,"price":1.50,"big":123456789012345678901,"tiny":-128}
                        {"whole":9007199254740993,"half":16777217,"price":1e400,"big":-1,"tiny":127}
                        """);
        var rows = Json.read(sc, path).mode(ParseMode.FAILFAST).as(Values.class).collect();

        assertThat(rows).extracting(Values::whole).containsExactly(-0.0, 9007199254740992.0);
        assertThat(rows).extracting(Values::half).containsExactly(-0f, 16777216f);
        assertThat(rows).extracting(Values::price).containsExactly(new BigDecimal("1.50"), new BigDecimal("1e400"));
        assertThat(rows)
                .extracting(Values::big)
                .containsExactly(new BigInteger("123456789012345678901"), BigInteger.ONE.negate());
        assertThat(rows).extracting(Values::tiny).containsExactly((byte) -128, (byte) 127);
        var any = file("any.json", "{\"a\":1e400,\"b\":[-1e-400,0e-400,0.10,true,null,{\"c\":7}],\"d\":12345678901}\n");
        assertThat(Json.read(sc, any).maps().first().toString())
                .isEqualTo("{a=1E+400, b=[-1E-400, 0.0, 0.1, true, null, {c=7}], d=12345678901}");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Nested(
            byte[] bytes,
            int[] ints,
            double[] doubles,
            boolean[] flags,
            Map<Color, Float> colors,
            Map<LocalDate, List<Byte>> days,
            Map<Byte, String> keys,
            Number any) {}

    @Test
    void whatIsWithinArraysMapsAndLists_isTakenByTheSameRules() throws IOException {
        var wrong =
                List.of(
                        "\"bytes\":[1,200]",
                        "\"bytes\":\"?\"",
                        "\"ints\":[1,1.0]",
                        "\"ints\":[\"\"]",
                        "\"ints\":[null]",
                        "\"ints\":1",
                        "\"doubles\":[0,1e400]",
                        "\"doubles\":[\"1d\"]",
                        "\"flags\":[2]",
                        "\"colors\":{\"0\":1}",
                        "\"colors\":{\"red\":1}",
                        "\"colors\":{\"RED\":1e39}",
                        "\"days\":{\"20200101\":[]}",
                        "\"days\":{\"2020-01-01\":[128]}",
                        "\"keys\":{\"128\":\"\"}",
                        "\"any\":\"x\"",
                        "\"any\":true");
        var path = file("nested.json", "{" + String.join("}\n{", wrong) + "}\n");
        var read = Json.read(sc, path).mode(ParseMode.DROPMALFORMED);
        assertThat(read.as(Nested.class).count()).isZero();
        assertThat(read.badRecords(Nested.class).map(BadRecord::column).collect())
                .startsWith("bytes[1]", "bytes", "ints[1]", "ints[0]", "ints[0]", "ints", "doubles[1]")
                .hasSize(wrong.size());

        var good =
                file(
                        "good.json",
                        "{\"bytes\":\"AcgA\",\"ints\":[1,\"2\"],\"doubles\":[1,0.5,\"NaN\"],\"flags\":[true],\"colors\":"
                                + "{\"RED\":1.5},\"days\":{\"2020-01-01\":[1]},\"keys\":{\"-1\":\"a\"},\"any\":1.5}");
        var row = Json.read(sc, good).mode(ParseMode.FAILFAST).as(Nested.class).first();
        assertThat(row.bytes()).containsExactly(1, -56, 0);
        assertThat(row.ints()).containsExactly(1, 2);
        assertThat(row.doubles()).containsExactly(1, 0.5, Double.NaN);
        assertThat(row.flags()).containsExactly(true);
        assertThat(row.colors()).isEqualTo(Map.of(Color.RED, 1.5f));
        assertThat(row.days()).isEqualTo(Map.of(LocalDate.of(2020, 1, 1), List.of((byte) 1)));
        assertThat(row.keys()).isEqualTo(Map.of((byte) -1, "a"));
        assertThat(row.any()).isEqualTo(1.5);
        Json.write(sc.parallelize(List.of(row), 1)).to(target("out"));
        assertThat(sc.textFile(target("out")).first())
                .isEqualTo(
                        "{\"bytes\":\"AcgA\",\"ints\":[1,2],\"doubles\":[1.0,0.5,\"NaN\"],\"flags\":[true],\"colors\":"
                                + "{\"RED\":1.5},\"days\":{\"2020-01-01\":[1]},\"keys\":{\"-1\":\"a\"},\"any\":1.5}");
    }

    record Primitives(byte tiny, double whole, char letter, boolean flag) {}

    @Test
    void primitives_areReadByTheRulesOfTheirBoxes() throws IOException {
        var sound = "\"tiny\":1,\"whole\":1,\"letter\":\"a\",\"flag\":true";
        var lines = new ArrayList<String>();
        for (var wrong : List.of("\"tiny\":200", "\"whole\":1e400", "\"letter\":65", "\"flag\":1", "\"tiny\":null")) {
            var name = wrong.substring(0, wrong.indexOf(':'));
            lines.add("{" + wrong + "," + sound.replaceAll(name + ":[^,]*,?", "") + "}");
        }
        lines.set(3, lines.get(3).replace(",}", "}"));
        var path = file("primitives.json", "{" + sound + "}\n" + String.join("\n", lines) + "\n");
        var read = Json.read(sc, path);

        assertThat(read.mode(ParseMode.DROPMALFORMED).as(Primitives.class).collect())
                .containsExactly(new Primitives((byte) 1, 1, 'a', true));
        assertThat(read.badRecords(Primitives.class).map(bad -> bad.column() + ": " + bad.reason()).first())
                .startsWith("tiny: '200' is not a byte (at character ");
        var one = file("one.json", lines.getFirst());
        fails(ErrorCode.MALFORMED_INPUT, () -> Json.read(sc, one).as(Primitives.class).collect())
                .hasMessageContaining(one + ": line 1, column tiny: '200' is not a byte.");
    }

    record Note(String note, Integer number) {}

    @Test
    void numbersAndBooleansOfJson_areTakenForTextAsTheyAreWritten_inBadRecordsToo() throws IOException {
        var path =
                file("notes.json", "{\"note\":1.50}\n{\"note\":1e5,\"number\":\"x\"}\n{\"note\":true,\"number\":1}\n");

        assertThat(Json.read(sc, path).as(Note.class).collect())
                .containsExactly(new Note("1.50", null), new Note("1e5", null), new Note("true", 1));
    }
}
