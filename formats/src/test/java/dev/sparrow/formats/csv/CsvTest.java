/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.value.Compression;
import dev.sparrow.value.SaveMode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class CsvTest extends FormatTest {
    enum Color {
        RED,
        GREEN
    }

    record Trip(String city, Integer passengers, double distance) {}

    record Everything(
            boolean flag,
            byte tiny,
            short small,
            int number,
            long large,
            float half,
            double whole,
            char letter,
            String text,
            BigDecimal price,
            LocalDate day,
            LocalDateTime at,
            Color color,
            Long missing) {}

    // ---- Reading ----------------------------------------------------------------------------------------------------

    @Test
    void components_takeColumnsOfTheirNamesInAnyOrder() throws IOException {
        var path = file("trips.csv", "Distance,ignored,city,PASSENGERS\r\n1.5,x,Köln,2\n-2,y,\"a,\"\"b\"\"\",\n");

        assertThat(Csv.read(sc, path).header(true).as(Trip.class).collect())
                .containsExactly(new Trip("Köln", 2, 1.5), new Trip("a,\"b\"", null, -2));
    }

    @Test
    void headerThatWasNotSaid_isSuspected_whereItCannotBeARow() throws IOException {
        var suspicion = "The first line looks like names of columns: say header(true).";
        var named = file("named.csv", "city,passengers,distance (km)\nUlm,1,2\n");
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, named).as(Trip.class).collect())
                .hasMessageContaining("line 1, column distance: 'distance (km)' is not a double. " + suspicion);
        var wider = file("wider.csv", "city,passengers,distance,x\nUlm,1,2,3\n");
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, wider).as(Trip.class).collect())
                .hasMessageContaining("it has 4 field(s), and there are 3 columns. " + suspicion);
        for (var row : List.of("Ulm,1,far 2.5km!\n", "Ulm,,far\n", "Ulm,Ulm,far\n", "Ulm,1,2\nBonn,many,far\n")) {
            fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, file("row.csv", row)).as(Trip.class).collect())
                    .hasMessageNotContaining("looks like");
        }
    }

    record Booking(LocalDate day, LocalTime from, LocalDateTime made, Instant sent, double price, BigDecimal tax) {}

    @Test
    void datesTimesAndDecimalCommas_areReadAsTheyAreWrittenThere() throws IOException {
        var path =
                file(
                        "german.csv",
                        "day;from;made;sent;price;tax\n29.02.2024;09:30;28.02.2024 23:59;01.03.2024 00:00;1,50;-0,250\n");
        var expected =
                new Booking(
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(9, 30),
                        LocalDateTime.of(2024, 2, 28, 23, 59),
                        Instant.parse("2024-03-01T00:00:00Z"),
                        1.5,
                        new BigDecimal("-0.250"));
        var german =
                Csv.read(sc, path)
                        .header(true)
                        .delimiter(';')
                        .dateFormat("dd.MM.yyyy")
                        .timeFormat("HH:mm")
                        .timestampFormat("dd.MM.yyyy HH:mm")
                        .decimal(',');

        assertThat(german.as(Booking.class).collect()).containsExactly(expected);
        assertThat(german.inferSchema(true).schema())
                .isEqualTo(
                        Map.of(
                                "day", LocalDate.class,
                                "from", String.class,
                                "made", LocalDateTime.class,
                                "sent", LocalDateTime.class,
                                "price", Double.class,
                                "tax", Double.class));
        assertThat(german.inferSchema(true).maps().first())
                .containsEntry("day", LocalDate.of(2024, 2, 29))
                .containsEntry("price", 1.5);
    }

    record Sent(LocalDate day, LocalTime from, Instant sent, double price, BigDecimal tax) {
        private static Sent of(Booking booking) {
            return new Sent(booking.day(), booking.from(), booking.sent(), booking.price(), booking.tax());
        }
    }

    @Test
    void whatIsWrittenByPatterns_isReadBackByThem() throws IOException {
        var booking =
                new Booking(
                        LocalDate.of(1999, 12, 31),
                        LocalTime.of(23, 5),
                        LocalDateTime.of(2000, 1, 1, 0, 0, 7),
                        Instant.parse("2001-02-03T04:05:06Z"),
                        -12_345.75,
                        new BigDecimal("0.10"));
        Csv.write(sc.parallelize(List.of(booking)).map(Sent::of))
                .header(true)
                .dateFormat("d MMM yyyy")
                .timeFormat("hh:mm a")
                .timestampFormat("yyyyMMdd'T'HHmmssXX")
                .decimal(',')
                .mode(SaveMode.OVERWRITE)
                .to(target("out"));
        record Text(String day, String from, String sent, String price) {}
        var input = Csv.read(sc, target("out")).header(true);

        assertThat(
                        input.dateFormat("d MMM yyyy")
                                .timeFormat("hh:mm a")
                                .timestampFormat("yyyyMMdd'T'HHmmssXX")
                                .decimal(',')
                                .as(Sent.class)
                                .first())
                .isEqualTo(Sent.of(booking));
        assertThat(input.as(Text.class).first())
                .isEqualTo(new Text("31 Dec 1999", "11:05 PM", "20010203T040506Z", "-12345,75"));
    }

    @Test
    void whatPatternsDoNotSay_isABadRecord() throws IOException {
        record Day(LocalDate day, Double price) {}
        var path = file("bad.csv", "31.02.2024;1,5\n2024-02-29;2,5\n29.02.2024;1.500\n29.02.2024;1.500,25\n");
        var input = Csv.read(sc, path).delimiter(';').dateFormat("dd.MM.yyyy").decimal(',');

        assertThat(input.badRecords(Day.class).map(BadRecord::reason).collect())
                .containsExactly(
                        "'31.02.2024' is not a LocalDate.",
                        "'2024-02-29' is not a LocalDate.",
                        "'1.500' is not a Double.",
                        "'1.500,25' is not a Double.");
    }

    @Test
    void patternThatIsNone_isRefusedByName() {
        assertThatThrownBy(() -> Csv.read(sc, "x.csv").dateFormat("dd.MM.bbbb").maps())
                .hasMessageStartingWith("csv does not understand the dateFormat 'dd.MM.bbbb' (")
                .hasMessageEndingWith("It is a pattern of Java's DateTimeFormatter, such as dd.MM.yyyy or HH:mm:ss.");
        assertThatThrownBy(() -> Csv.read(sc, "x.csv").timeFormat(null).maps())
                .hasMessageStartingWith("csv does not understand the timeFormat 'null'");
        assertThatThrownBy(() -> Csv.read(sc, "x.csv").decimal(';').maps())
                .hasMessage("csv cannot have ';' between a whole number and its fraction, only . or ,");
    }

    @Test
    void columnsWithoutNamesAtTheEndOfAHeader_mayBeMissingInRows() throws IOException {
        var path =
                file("wide.csv", "city,passengers,distance,,\"\"\nA,1,1.5\nB,2,2.5,x\nC,3,3.5,,y\nD,4\nE,5,5.5,,,\n");
        var input = Csv.read(sc, path).header(true);

        assertThat(input.mode(ParseMode.DROPMALFORMED).as(Trip.class).map(Trip::city).collect())
                .containsExactly("A", "B", "C");
        assertThat(input.badRecords(Trip.class).map(BadRecord::line).collect()).containsExactly(5L, 6L);
        assertThat(input.mode(ParseMode.DROPMALFORMED).maps().first())
                .hasToString("{city=A, passengers=1, distance=1.5, _c3=null, _c4=null}");
    }

    @Test
    void rowsAreAddedToAFolder_orTakeItsPlace() {
        var trips = sc.parallelize(List.of(new Trip("A", 1, 1), new Trip("B", 2, 2)), 2);
        var out = target("saved");
        Csv.write(trips).header(true).mode(SaveMode.APPEND).to(out);
        Csv.write(trips).header(true).compression(Compression.GZIP).mode(SaveMode.APPEND).to(out);
        assertThat(Csv.read(sc, out).header(true).as(Trip.class).map(Trip::city).collect())
                .containsExactly("A", "B", "A", "B");

        Csv.write(Csv.read(sc, out).header(true).as(Trip.class).distinct())
                .header(true)
                .mode(SaveMode.OVERWRITE)
                .to(out);
        assertThat(Csv.read(sc, out).header(true).as(Trip.class).count()).isEqualTo(2);
        assertThatThrownBy(() -> Csv.write(trips).to(out)).hasMessageContaining("SaveMode.OVERWRITE");
    }

    @Test
    void filesOfOneFolder_haveTheirOwnHeaders() throws IOException {
        file("in/a.csv", "city,passengers,distance\nA,1,1\n");
        file("in/b.csv", "distance,city,passengers\n2,B,2\n");
        file("in/_SUCCESS", "");
        file("in/empty.csv", "");

        assertThat(Csv.read(sc, target("in")).header(true).as(Trip.class).collect())
                .containsExactly(new Trip("A", 1, 1), new Trip("B", 2, 2));
    }

    @Test
    void withoutHeader_columnsComeInTheOrderOfComponentsOrAsNamed() throws IOException {
        var path = file("trips.csv", "A,1,1.5\n");

        assertThat(Csv.read(sc, path).as(Trip.class).collect()).containsExactly(new Trip("A", 1, 1.5));
        assertThat(Csv.read(sc, path).columns("city", "passengers", "distance").maps().collect())
                .containsExactly(Map.of("city", "A", "passengers", "1", "distance", "1.5"));
        assertThat(Csv.read(sc, path).maps().collect()).containsExactly(Map.of("_c0", "A", "_c1", "1", "_c2", "1.5"));
        assertThat(Csv.read(sc, path).rows().collect()).containsExactly(List.of("A", "1", "1.5"));
    }

    @Test
    void delimiterQuoteNullValueAndByteOrderMark_areUnderstood() throws IOException {
        var path = file("trips.csv", "\uFEFFcity;passengers;distance\n'a;b';NA;1\n'NA';3;2\n'';4;3\n;5;4\n");

        assertThat(Csv.read(sc, path).header(true).delimiter(';').quote('\'').nullValue("NA").as(Trip.class).collect())
                .containsExactly(
                        new Trip("a;b", null, 1), new Trip("NA", 3, 2), new Trip("", 4, 3), new Trip(null, 5, 4));
    }

    @Test
    void delimiterAndQuoteThatCannotBe_areRefusedWhereTheyAreUsed() throws IOException {
        var path = file("trips.csv", "a,b\n");
        var swapped = Csv.read(sc, path).delimiter('"').quote('\'');
        assertThat(swapped.rows().collect()).containsExactly(List.of("a,b"));

        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).delimiter('"').rows())
                .hasMessage(
                        "csv cannot have the delimiter '\"' with the quote '\"': they must differ from each other and from"
                                + " line ends.");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).delimiter('\n').as(Trip.class))
                .hasMessageContaining("the delimiter U+000A with the quote '\"'");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.write(swapped.rows()).quote('\r').to(target("out")))
                .hasMessageContaining("the delimiter ',' with the quote U+000D");
    }

    @Test
    void optionsThatWouldLoseData_areRefused() throws IOException {
        var path = file("trips.csv", "1,2\n");

        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).columns("a", "b", "a").maps())
                .hasMessage("csv cannot have two columns of one name in [a, b, a].");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).nullValue(null).maps())
                .hasMessage("csv cannot have null for the text that means null.");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).mode(null).maps())
                .hasMessage("The mode for bad records is null.");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.read(sc, path).as(null))
                .hasMessage("The record class that rows are to be is null.");
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.write(sc.textFile(path)).compression(null).to(target("out")))
                .hasMessageContaining("csv at CsvTest.java:")
                .hasMessageContaining("the compression is null.");
    }

    @Test
    void numberWordsAreDoubles_andColumnsOfNullsText_whenTypesAreFound() throws IOException {
        var path = file("words.csv", "a,b,c,d\n1,NaN,,NaNny\n2,Infinity,,1\n3,-Infinity,,\n");
        var input = Csv.read(sc, path).header(true).inferSchema(true);

        assertThat(input.schema().values()).containsExactly(Long.class, Double.class, String.class, String.class);
        assertThat(input.maps().map(row -> row.get("b")).collect())
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void keyWithoutAColumn_isRefusedAndNotLost() {
        List<Map<String, Integer>> maps = List.of(Map.of("a", 1), Map.of("b", 2));

        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.write(sc.parallelize(maps, 1)).to(target("lost")))
                .hasMessageContaining(
                        "csv cannot write a map with the key 'b': the first one of its file has only 'a'. Name the columns"
                                + " of all with columns(…).");
        Csv.write(sc.parallelize(maps, 1)).columns("b").to(target("chosen"));
        assertThat(sc.textFile(target("chosen")).collect()).containsExactly("", "2");
    }

    @Test
    void otherEncoding_isAnErrorInEveryMode() throws IOException {
        var path = target("wide.csv");
        Files.write(Path.of(path), "\uFEFFcity,passengers,distance\nKöln,1,2\n".getBytes(StandardCharsets.UTF_16LE));
        for (var mode : ParseMode.values()) {
            for (var multiLine : List.of(false, true)) {
                var trips = Csv.read(sc, path).header(true).mode(mode).multiLine(multiLine).as(Trip.class);
                assertThatThrownBy(trips::collect)
                        .hasMessageContaining(
                                "cannot read "
                                        + path
                                        + ": it is in UTF-16, for it begins with the bytes FF FE 63 00; text is read as"
                                        + " UTF-8. Convert it first: iconv -f UTF-16 -t UTF-8.");
            }
        }
    }

    @Test
    void rows_areTheSameHoweverFilesAreCut() throws IOException {
        var text =
                IntStream.range(0, 300)
                        .mapToObj(i -> i % 7 == 0 ? "bad" : "\"c," + i + "\"," + i + "," + i / 2.0)
                        .collect(Collectors.joining("\n", "city,passengers,distance\n", ""));
        var path = file("trips.csv", text);
        var input = Csv.read(sc, path).header(true).mode(ParseMode.DROPMALFORMED);
        var trips = input.as(Trip.class).collect();
        var bad = input.badRecords(Trip.class).collect();
        assertThat(trips).hasSize(257).contains(new Trip("c,1", 1, 0.5));
        assertThat(bad).hasSize(43).contains(new BadRecord(path, 2, "", "it has 1 field(s), and there are 3 columns."));

        for (var most : List.of("1", "50", "333")) {
            context("sparrow.text.split.max", most);
            var cut = Csv.read(sc, path).header(true).mode(ParseMode.DROPMALFORMED);
            assertThat(cut.as(Trip.class).getNumPartitions()).isGreaterThan(5);
            assertThat(cut.as(Trip.class).collect()).isEqualTo(trips);
            assertThat(cut.badRecords(Trip.class).collect()).isEqualTo(bad);
        }
    }

    @Test
    void lineEndsInFields_areReadIfAllowed() throws IOException {
        var path = file("trips.csv", "\uFEFFcity,passengers,distance\n\"two\nlines\",1,1\n\nB,x,2\n");
        var input = Csv.read(sc, path).header(true).multiLine(true);

        assertThat(input.as(Trip.class).collect())
                .containsExactly(new Trip("two\nlines", 1, 1), new Trip("B", null, 2));
        assertThat(input.badRecords(Trip.class).collect())
                .containsExactly(new BadRecord(path, 5, "passengers", "'x' is not an Integer."));
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, path).header(true).mode(ParseMode.FAILFAST).rows().count())
                .hasMessageContaining("use multiLine(true)");
        var broken = file("broken.csv", "a,b\n1,2\n\"open,3\n4,5\n");
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, broken).multiLine(true).rows().count())
                .hasMessageContaining(broken + ": after the record at line 2, it is not CSV");
    }

    @Test
    void twentyThousandColumns_areRead() throws IOException {
        var header = IntStream.range(0, 20_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        var row = IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        var path = file("wide.csv", header + "\n" + row + "\n" + row + "\n");

        var rows = Csv.read(sc, path).header(true).inferSchema(true).maps().collect();

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).hasSize(20_000).containsEntry("c19999", 19_999L);
    }

    @Test
    void hugeField_isReadOrRefusedWithTheLimit() throws IOException {
        var path = file("huge.csv", "1,\"" + "x".repeat(100 << 20) + "\"\n");
        assertThat(Csv.read(sc, path).rows().map(row -> row.get(1).length()).collect()).containsExactly(100 << 20);

        context("sparrow.text.line.max", "1m");
        fails(ErrorCode.LIMIT_EXCEEDED, () -> Csv.read(sc, path).rows().count())
                .hasMessageContaining(path)
                .hasMessageContaining("longer than 1048576 bytes");
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, path).multiLine(true).rows().count())
                .hasMessageContaining(path)
                .hasMessageContaining("1048576");
    }

    // ---- Schema -----------------------------------------------------------------------------------------------------

    @Test
    void narrowestTypes_areInferred() throws IOException {
        var path =
                file(
                        "types.csv",
                        """
                        flag,count,size,mixed,day,at,name,nothing
                        true,1,1,1,2024-02-29,2024-02-29 12:30:00,x,
                        FALSE,-2,2.5,z,2025-01-01,2024-02-29T12:30:01,"1",
                        """);
        var input = Csv.read(sc, path).header(true).inferSchema(true);

        assertThat(input.schema())
                .containsEntry("flag", Boolean.class)
                .containsEntry("count", Long.class)
                .containsEntry("size", Double.class)
                .containsEntry("mixed", String.class)
                .containsEntry("day", LocalDate.class)
                .containsEntry("at", LocalDateTime.class)
                .containsEntry("name", String.class)
                .containsEntry("nothing", String.class);
        var row = input.maps().first();
        assertThat(row)
                .containsEntry("flag", true)
                .containsEntry("count", 1L)
                .containsEntry("size", 1.0)
                .containsEntry("day", LocalDate.of(2024, 2, 29))
                .containsEntry("nothing", null);
        assertThat(row.keySet()).startsWith("flag", "count", "size");
    }

    private List<Class<?>> inferred(String... fields) throws IOException {
        var path = file("inferred.csv", "x\n" + String.join("\n", fields) + "\n");
        return List.copyOf(Csv.read(sc, path).header(true).inferSchema(true).schema().values());
    }

    @Test
    void numbersThatWouldLoseDigitsOrZeros_stayText() throws IOException {
        for (var text :
                List.of(
                        "01234",
                        "00",
                        "+1",
                        "-01",
                        "1d",
                        "1f",
                        "0x10",
                        "1e400",
                        "1e-400",
                        "123456789012345678901",
                        "0.1234567890123456",
                        "1234567890123456.0",
                        "01.5",
                        "1e",
                        ".",
                        "-",
                        "1.2.3",
                        "--1",
                        "1-1",
                        "9223372036854775808",
                        "+1.5",
                        "1 2",
                        "٣",
                        "nan",
                        "inf",
                        "+Infinity",
                        "1_000")) {
            assertThat(inferred(text)).as(text).containsExactly(String.class);
        }
        for (var whole : List.of("0", "-1", "9223372036854775807", "-9223372036854775808", "1000000000000000000")) {
            assertThat(inferred(whole)).as(whole).containsExactly(Long.class);
        }
        for (var number :
                List.of(
                        "-0",
                        "0.5",
                        ".5",
                        "5.",
                        "1.50000000000000000000",
                        "1e5",
                        "-1.5E-300",
                        "NaN",
                        "-Infinity",
                        "123456789012345e10",
                        "1000000000000000000000",
                        "0.000000000000000000001",
                        "0.0")) {
            assertThat(inferred(number)).as(number).containsExactly(Double.class);
        }
    }

    @Test
    void idsAmongFractions_stayText_andKeepTheirDigits() throws IOException {
        assertThat(inferred("9007199254740993", "1")).containsExactly(Long.class);
        assertThat(inferred("1", "0.5", "2")).containsExactly(Double.class);
        assertThat(inferred("9007199254740993", "0.5")).containsExactly(String.class);
        assertThat(inferred("1", "0.5", "9007199254740993")).containsExactly(String.class);
        assertThat(inferred("1", "2024-01-01")).containsExactly(String.class);
        var path = file("ids.csv", "id,zip\n123456789012345678901,01234\n123456789012345678902,00501\n");
        assertThat(
                        Csv.read(sc, path)
                                .header(true)
                                .inferSchema(true)
                                .maps()
                                .map(row -> row.get("id"))
                                .distinct()
                                .count())
                .isEqualTo(2);
        assertThat(Csv.read(sc, path).header(true).inferSchema(true).maps().first()).containsEntry("zip", "01234");
    }

    // ---- Bad rows ---------------------------------------------------------------------------------------------------

    private String bad() throws IOException {
        return file(
                "bad.csv", "city,passengers,distance\nA,1,1\nB,two,2\nC,3\nD,4,4,4\nE,5,\"5\"6\n\nF,6,6\n\"open,7,7\n");
    }

    @Test
    void permissive_makesNullOfWhatCannotBeRead() throws IOException {
        assertThat(
                        Csv.read(sc, bad())
                                .header(true)
                                .maps()
                                .map(row -> row.get("city") + ":" + row.get("passengers"))
                                .collect())
                .containsExactly("A:1", "B:two", "C:3", "D:4", "null:null", "F:6", "null:null");
    }

    @Test
    void permissive_cannotMakeNullOfAPrimitive() throws IOException {
        var path = bad();

        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, path).header(true).as(Trip.class).collect())
                .hasMessageContaining("csv at CsvTest.java:")
                .hasMessageContaining(
                        "cannot read "
                                + path
                                + ": line 4, it has 2 field(s), and there are 3 columns. Nulls cannot take its place: column"
                                + " distance: it is empty, and double cannot be null. Make the component a boxed type to"
                                + " allow it.");
    }

    @Test
    void rowThatIsNoCsv_isTheReason_andNotThatItsColumnsAreMissing() throws IOException {
        var path = file("cut.csv", "Köln,2,1.5\n\"Bonn,2,1.5\n");

        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, path).as(Trip.class).collect())
                .hasMessageContaining(
                        ": line 2, it is not CSV: Unclosed quoted field at end of input. If fields of this file hold line"
                                + " ends, use multiLine(true). Nulls cannot take its place: column distance: it is empty,"
                                + " and double cannot be null.");
    }

    @Test
    void dropMalformed_leavesOutExactlyWhatBadRecordsNames() throws IOException {
        var path = bad();
        var input = Csv.read(sc, path).header(true).mode(ParseMode.DROPMALFORMED);

        assertThat(input.as(Trip.class).collect()).containsExactly(new Trip("A", 1, 1), new Trip("F", 6, 6));
        var records = input.badRecords(Trip.class).collect();
        assertThat(records).extracting(BadRecord::line).containsExactly(3L, 4L, 5L, 6L, 9L);
        assertThat(records.getFirst()).hasToString(path + ":3, column passengers: 'two' is not an Integer.");
        assertThat(records.get(2).reason()).isEqualTo("it has 4 field(s), and there are 3 columns.");
        assertThat(records.getLast().reason())
                .startsWith("it is not CSV: Unclosed quoted field at end of input. If fields of this file")
                .endsWith("use multiLine(true).");
    }

    @Test
    void failFast_namesTheFirst() throws IOException {
        var path = file("bad.csv", "city,passengers,distance\nA,1,1\nB,two,2\nC,3,3\n");

        fails(
                        ErrorCode.MALFORMED_INPUT,
                        () -> Csv.read(sc, path).header(true).mode(ParseMode.FAILFAST).as(Trip.class).collect())
                .hasMessageContaining("cannot read " + path + ": line 3, column passengers: 'two' is not an Integer.");
    }

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    @Test
    void constructorThatRefuses_makesABadRow() throws IOException {
        var path = file("numbers.csv", "value\n1\n-1\n2\n");
        var input = Csv.read(sc, path).header(true).mode(ParseMode.DROPMALFORMED);

        assertThat(input.as(Positive.class).collect()).containsExactly(new Positive(1), new Positive(2));
        assertThat(input.badRecords(Positive.class).first().reason()).contains("not positive: -1");
    }

    @Test
    void columnThatAPrimitiveNeedsAndIsNotThere_isNamed() throws IOException {
        var path = file("trips.csv", "city,passengers\nA,1\n");

        fails(
                        ErrorCode.MALFORMED_INPUT,
                        () -> Csv.read(sc, path).header(true).mode(ParseMode.DROPMALFORMED).as(Trip.class).collect())
                .hasMessageContaining(
                        path
                                + ": line 1, column distance: there is no such column, and the double of Trip cannot be null."
                                + " The columns are 'city, passengers'.");
        var twice = file("twice.csv", "a,b,a\n1,2,3\n");
        fails(ErrorCode.MALFORMED_INPUT, () -> Csv.read(sc, twice).header(true).maps().collect())
                .hasMessageContaining(twice + ": line 1, the header names the column 'a' twice.");
    }

    @Test
    void columnsThatTheHeaderDoesNotName_areCalledByTheirPlace() throws IOException {
        var path = file("trailing.csv", "a,b,,\n1,2,,\n");

        assertThat(Csv.read(sc, path).header(true).maps().first().toString())
                .isEqualTo("{a=1, b=2, _c2=null, _c3=null}");
    }

    @Test
    void classThatRowsCannotBecome_isRefusedAtOnce() throws IOException {
        var input = Csv.read(sc, file("x.csv", "1\n"));
        record Nested(List<String> list) {}

        fails(ErrorCode.INVALID_ARGUMENT, () -> input.as(String.class)).hasMessageContaining("is not a record");
        fails(ErrorCode.INVALID_ARGUMENT, () -> input.as(Nested.class))
                .hasMessageContaining("The component 'list' is a java.util.List<java.lang.String>");
    }

    // ---- Writing ----------------------------------------------------------------------------------------------------

    @Test
    void records_comeBackAsTheyWere() {
        var rows =
                List.of(
                        new Everything(
                                true,
                                (byte) 1,
                                (short) 2,
                                3,
                                4,
                                0.1f,
                                0.2,
                                'x',
                                "a \"quoted\", text",
                                new BigDecimal("1.50"),
                                LocalDate.of(2024, 2, 29),
                                LocalDateTime.of(2024, 2, 29, 1, 2, 3),
                                Color.GREEN,
                                null),
                        new Everything(
                                false,
                                Byte.MIN_VALUE,
                                Short.MAX_VALUE,
                                Integer.MIN_VALUE,
                                Long.MAX_VALUE,
                                Float.MAX_VALUE,
                                Double.MIN_VALUE,
                                ',',
                                "",
                                null,
                                null,
                                null,
                                null,
                                -1L));

        for (var compression : Compression.values()) {
            var out = target("out-" + compression);
            Csv.write(sc.parallelize(rows, 3)).header(true).compression(compression).to(out);
            assertThat(Csv.read(sc, out).header(true).as(Everything.class).collect()).isEqualTo(rows);
        }
    }

    @Test
    void mapsAndLists_areWritten() throws IOException {
        Csv.write(sc.parallelize(List.of(Map.of("b", 1, "a", "x"), Map.of("a", "y;")), 1))
                .header(true)
                .columns("a", "b")
                .delimiter(';')
                .to(target("maps"));
        Csv.write(sc.parallelize(List.of(Arrays.asList(1, null, ""), List.of("one")), 1)).to(target("lists"));

        assertThat(names(target("maps"))).containsExactly("_SUCCESS", "part-00000.csv");
        assertThat(Files.readString(Path.of(target("maps"), "part-00000.csv"))).isEqualTo("a;b\nx;1\n\"y;\";\n");
        assertThat(Files.readString(Path.of(target("lists"), "part-00000.csv"))).isEqualTo("1,,\"\"\none\n");
    }

    @Test
    void elementsThatAreNoRows_areRefusedAndLeaveNothing() {
        for (var compound : List.of(new int[] {1}, List.of(1), Map.of(), Optional.of(1))) {
            fails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> Csv.write(sc.parallelize(List.of(List.of(0, compound)), 1)).to(target("out")))
                    .hasMessageContaining("csv cannot write the " + compound.getClass().getSimpleName())
                    .hasMessageContaining("in column 2: fields are single values. Make it text with map before");
        }
        fails(ErrorCode.INVALID_ARGUMENT, () -> Csv.write(sc.range(0, 10)).to(target("out")))
                .hasMessageContaining("csv cannot write an element of java.lang.Long: rows are records, maps or lists");
        assertThat(folder).isEmptyDirectory();
    }
}
