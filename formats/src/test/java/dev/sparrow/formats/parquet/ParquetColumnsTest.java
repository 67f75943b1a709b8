/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.ColumnReading;
import dev.sparrow.formats.FormatTest;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Files as columns.
class ParquetColumnsTest extends FormatTest {
    private static final String TYPES =
            """
            message types {
              required boolean flag;
              optional int32 tiny (INTEGER(8,true));
              required int32 u32 (INTEGER(32,false));
              required int64 u64 (INTEGER(64,false));
              optional double whole;
              optional binary text (STRING);
              required binary raw;
              required fixed_len_byte_array(16) id (UUID);
              optional int32 d9 (DECIMAL(9,2));
              optional int64 d18 (DECIMAL(18,2));
              optional binary d20 (DECIMAL(20,2));
              optional fixed_len_byte_array(16) d38 (DECIMAL(38,18));
              optional binary d5 (DECIMAL(5,2));
              optional int32 time (TIME(MILLIS,false));
              optional int64 nanos (TIMESTAMP(NANOS,false));
              optional int64 moment (TIMESTAMP(MILLIS,true));
              optional group list (LIST) { repeated group list { optional int32 element; } }
            }
            """;

    private static Binary bytes(String number, int length) {
        var digits = new BigInteger(number).toByteArray();
        var fixed = new byte[length];
        Arrays.fill(fixed, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, fixed, length - digits.length, digits.length);
        return Binary.fromConstantByteArray(fixed);
    }

    private static void fill(Group row) {
        row.append("flag", true).append("tiny", -1).append("u32", -1).append("u64", -1L).append("whole", -0.0);
        row.append("text", "ä€").append("raw", Binary.fromConstantByteArray(new byte[] {1, -1}));
        row.append("id", bytes("1", 16));
        row.append("d9", -12345).append("d18", Long.MIN_VALUE / 10);
        row.append("d20", bytes("-12345678901234567890", 9)).append("d38", bytes("-1", 16));
        row.append("d5", bytes("-12345", 3));
        row.append("time", 1).append("nanos", -1L).append("moment", 1L);
        row.addGroup("list").addGroup("list").append("element", 7);
    }

    private static void fillWhatIsRequired(Group row) {
        row.append("flag", false).append("u32", 1).append("u64", 1L);
        row.append("raw", Binary.EMPTY).append("id", bytes("-1", 16));
    }

    @Test
    void everyType_comesAsItsArrays() throws IOException {
        var file = folder.resolve("types.parquet").toString();
        var rows = new ArrayList<Consumer<Group>>();
        IntStream.range(0, 20_000)
                .forEach(i -> rows.add(i % 3 == 0 ? ParquetColumnsTest::fill : ParquetColumnsTest::fillWhatIsRequired));
        ForeignParquet.write(Path.of(file), TYPES, rows);
        var source = Parquet.source(ColumnReading.files(file));
        var names = "flag tiny u32 u64 whole text id d9 d18 d20 d38 d5 time nanos moment list".split(" ", -1);

        assertThat(ColumnReading.schema(source, names))
                .hasToString(
                        "flag: boolean not null, tiny: tinyint, u32: bigint not null, u64: decimal(20,0) not null,"
                                + " whole: double, text: text, id: uuid not null, d9: decimal(9,2), d18:"
                                + " decimal(18,2), d20: decimal(20,2), d38: decimal(38,18), d5: decimal(5,2), time:"
                                + " time, nanos: timestamp, moment: instant, list: opaque('java.lang.Object')");
        var full =
                Arrays.<Object>asList(
                        true,
                        (byte) -1,
                        4294967295L,
                        new BigDecimal("18446744073709551615"),
                        -0.0,
                        "ä€",
                        new UUID(0, 1),
                        new BigDecimal("-123.45"),
                        BigDecimal.valueOf(Long.MIN_VALUE / 10, 2),
                        new BigDecimal("-123456789012345678.90"),
                        new BigDecimal("-0.000000000000000001"),
                        new BigDecimal("-123.45"),
                        LocalTime.ofNanoOfDay(1_000_000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
                        Instant.ofEpochMilli(1),
                        List.of(7));
        var bare = new ArrayList<Object>(Collections.nCopies(names.length, null));
        bare.set(0, false);
        bare.set(2, 1L);
        bare.set(3, BigDecimal.ONE);
        bare.set(6, new UUID(-1, -1));
        var read = ColumnReading.rows(source, names);
        assertThat(read).hasSize(20_000);
        for (var i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).as("row %d", i).isEqualTo(i % 3 == 0 ? full : bare);
        }
        // The other way round, and only some of them.
        assertThat(ColumnReading.rows(source, "text", "flag").getFirst()).isEqualTo(List.of("ä€", true));
    }

    record Sale(long id, double amount) {}

    @Test
    void columnsOfFolders_standWhereTheyAreWanted() throws IOException {
        Parquet.write(sc.parallelize(List.of(new Sale(1, 0.5)), 1), Sale.class).to(target("sales/year=2020"));
        Parquet.write(sc.parallelize(List.of(new Sale(2, 1.5)), 1), Sale.class).to(target("sales/year=2021"));
        var source = Parquet.source(ColumnReading.files(target("sales")));

        assertThat(ColumnReading.schema(source, "year", "id")).hasToString("year: bigint, id: bigint not null");
        assertThat(ColumnReading.rows(source, "id", "year")).containsExactly(List.of(1L, 2020L), List.of(2L, 2021L));
        fails(ErrorCode.MALFORMED_INPUT, () -> ColumnReading.rows(source, "id", "weight"))
                .hasMessageContaining("column weight: there is no such column. The columns are 'id, amount'.");
    }

    record Priced(BigDecimal price, BigDecimal tax, String kind) {}

    /// Also a number with more digits than its column says, which no loop may take for one that has them.
    @Test
    void decimals_areWhatTheFileHas() throws IOException {
        var file = folder.resolve("prices.parquet");
        var schema =
                """
                message m {
                  optional int64 price (DECIMAL(18,2));
                  optional binary tax (DECIMAL(9,4));
                  optional binary kind (STRING);
                }
                """;
        for (var greatest : new long[] {5, Long.MAX_VALUE}) {
            var rows = new ArrayList<Consumer<Group>>();
            var expected = new ArrayList<Priced>();
            for (var i = 0; i < 20_000; i++) {
                var cents = i == 12_345 ? greatest : i * 3L;
                var tax = i % 8;
                var hasTax = i % 5 != 0;
                rows.add(row -> {
                    row.append("price", cents);
                    if (hasTax) {
                        row.append("tax", bytes("" + tax, 2)).append("kind", "kind " + tax);
                    }
                });
                expected.add(
                        new Priced(
                                BigDecimal.valueOf(cents, 2),
                                hasTax ? BigDecimal.valueOf(tax, 4) : null,
                                hasTax ? "kind " + tax : null));
            }
            ForeignParquet.write(file, schema, rows);

            var read = Parquet.read(sc, file.toString()).as(Priced.class);
            assertThat(read.map(row -> row).collect()).isEqualTo(expected);
            assertThat(read.map(row -> row.price()).reduce(BigDecimal::add))
                    .isEqualTo(expected.stream().map(row -> row.price()).reduce(BigDecimal::add).orElseThrow());
            var dear = new BigDecimal("0.0003");
            assertThat(read.filter(row -> row.tax() != null && row.tax().compareTo(dear) > 0).count())
                    .isEqualTo(
                            expected.stream()
                                    .filter(row -> row.tax() != null && row.tax().compareTo(dear) > 0)
                                    .count());
        }
    }

    @Test
    void numberWithMoreBytesThanItsDigits_isAnError() throws IOException {
        var file = folder.resolve("long.parquet");
        ForeignParquet.write(
                file,
                "message m { required binary price (DECIMAL(18,2)); }",
                List.of(row -> row.append("price", bytes("99999999999999999999", 9))));

        fails(ErrorCode.INPUT_UNREADABLE, () -> Parquet.read(sc, file.toString()).maps().collect())
                .hasMessageContaining("a decimal number of 9 bytes has more digits than its column says");
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void fileOfAnotherKind_isRefusedInOurWords() throws IOException {
        for (var text : List.of("", "PAR", "name,age\nAda,36\n")) {
            var file = Files.writeString(folder.resolve("people.parquet"), text).toString();
            fails(ErrorCode.INPUT_UNREADABLE, () -> Parquet.read(sc, file).maps().collect())
                    .hasMessageContaining(file + ": it is not a Parquet file: it does not begin with 'PAR1'.")
                    .hasMessageNotContaining("xception");
        }
    }

    @Test
    void fileWithoutItsEnd_isRefused() throws IOException {
        var file = folder.resolve("cut.parquet");
        ForeignParquet.write(file, "message m { required int32 x; }", List.of(row -> row.append("x", 1)));
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        fails(ErrorCode.INPUT_UNREADABLE, () -> Parquet.read(sc, file.toString()).maps().collect())
                .hasMessageContaining("it does not end with 'PAR1'");
    }
}
