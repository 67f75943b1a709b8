/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Each type of columns in each nesting, in files of another program.
class ParquetNestingTest extends FormatTest {
    private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    @SuppressWarnings("ImmutableEnumChecker") // nothing changes them
    enum Kind {
        BOOLEAN("boolean", "", (group, name) -> group.add(name, true), true),
        INT8("int32", "(INTEGER(8,true))", (group, name) -> group.add(name, -1), (byte) -1),
        UINT8("int32", "(INTEGER(8,false))", (group, name) -> group.add(name, 255), 255),
        UINT16("int32", "(INTEGER(16,false))", (group, name) -> group.add(name, 65535), 65535),
        INT32("int32", "", (group, name) -> group.add(name, -1), -1),
        UINT32("int32", "(INTEGER(32,false))", (group, name) -> group.add(name, -1), 4294967295L),
        INT64("int64", "", (group, name) -> group.add(name, -1L), -1L),
        UINT64("int64", "(INTEGER(64,false))", (group, name) -> group.add(name, -1L), UNSIGNED_MAX),
        FLOAT("float", "", (group, name) -> group.add(name, 0.5f), 0.5f),
        DOUBLE("double", "", (group, name) -> group.add(name, 0.5), 0.5),
        STRING("binary", "(STRING)", (group, name) -> group.add(name, "text"), "text"),
        ENUM("binary", "(ENUM)", (group, name) -> group.add(name, "RED"), "RED"),
        DECIMAL("int32", "(DECIMAL(5,2))", (group, name) -> group.add(name, -123), new BigDecimal("-1.23")),
        DATE("int32", "(DATE)", (group, name) -> group.add(name, -1), LocalDate.of(1969, 12, 31)),
        TIME("int64", "(TIME(MICROS,false))", (group, name) -> group.add(name, 1L), LocalTime.ofNanoOfDay(1_000)),
        TIMESTAMP(
                "int64",
                "(TIMESTAMP(MICROS,false))",
                (group, name) -> group.add(name, 1_000_000L),
                LocalDateTime.of(1970, 1, 1, 0, 0, 1)),
        INSTANT(
                "int64",
                "(TIMESTAMP(MILLIS,true))",
                (group, name) -> group.add(name, 1_000L),
                Instant.ofEpochSecond(1)),
        UUID_BYTES(
                "fixed_len_byte_array(16)",
                "(UUID)",
                (group, name) -> group.add(name, Binary.fromConstantByteArray(new byte[16])),
                new UUID(0, 0));

        private final String type;
        private final String annotation;
        private final BiConsumer<Group, String> put;
        private final Object value;

        Kind(String type, String annotation, BiConsumer<Group, String> put, Object value) {
            this.type = type;
            this.annotation = annotation;
            this.put = put;
            this.value = value;
        }

        private String column(String repetition, String name) {
            return repetition + " " + type + " " + name + " " + annotation + ";";
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyType_isReadInEveryNesting(Kind kind) throws IOException {
        var schema =
                "message nested {"
                        + kind.column("optional", "plain")
                        + kind.column("repeated", "many")
                        + " optional group list (LIST) { repeated group list { "
                        + kind.column("optional", "element")
                        + " } } optional group map (MAP) { repeated group key_value { "
                        + kind.column("required", "key")
                        + kind.column("optional", "value")
                        + " } } optional group struct { "
                        + kind.column("optional", "field")
                        + " optional group deeper { "
                        + kind.column("repeated", "field")
                        + " } } }";
        var file =
                ForeignParquet.write(
                        folder.resolve("nested.parquet"), schema, List.of(row -> fill(row, kind), _ -> {}));

        var maps = Parquet.read(sc, file.toString()).maps().collect();

        var value = kind.value;
        assertThat(maps.getFirst())
                .isEqualTo(
                        Map.of(
                                "plain",
                                value,
                                "many",
                                List.of(value, value),
                                "list",
                                List.of(value),
                                "map",
                                Map.of(value, value),
                                "struct",
                                Map.of("field", value, "deeper", Map.of("field", List.of(value)))));
        assertThat(maps.getLast()).hasSize(5).containsEntry("plain", null).containsEntry("struct", null);
    }

    private static void fill(Group row, Kind kind) {
        kind.put.accept(row, "plain");
        kind.put.accept(row, "many");
        kind.put.accept(row, "many");
        kind.put.accept(row.addGroup("list").addGroup("list"), "element");
        var entry = row.addGroup("map").addGroup("key_value");
        kind.put.accept(entry, "key");
        kind.put.accept(entry, "value");
        var struct = row.addGroup("struct");
        kind.put.accept(struct, "field");
        kind.put.accept(struct.addGroup("deeper"), "field");
    }

    record Unsigned(long u32, Long u64) {}

    @Test
    void unsignedNumbers_areTakenByWhatHoldsThem() throws IOException {
        var schema = "message m { required int32 u32 (INTEGER(32,false)); required int64 u64 (INTEGER(64,false)); }";
        var fits = folder.resolve("fits.parquet");
        ForeignParquet.write(fits, schema, List.of(row -> row.append("u32", -1).append("u64", Long.MAX_VALUE)));
        assertThat(Parquet.read(sc, fits.toString()).as(Unsigned.class).collect())
                .containsExactly(new Unsigned(4294967295L, Long.MAX_VALUE));

        var large = folder.resolve("large.parquet");
        ForeignParquet.write(large, schema, List.of(row -> row.append("u32", 1).append("u64", -1L)));
        fails(ErrorCode.MALFORMED_INPUT, () -> Parquet.read(sc, large.toString()).as(Unsigned.class).collect())
                .hasMessageContaining("row 1, column u64: the BigInteger 18446744073709551615 is not a Long.");
    }

    record Other(int other) {}

    record Twice(int twice) {}

    /// A schema by the library cannot have them; other programs write them.
    @Test
    void columnsOfOneName_areRefusedWhereTheyAreRead() throws IOException {
        var file = folder.resolve("twice.parquet");
        ForeignParquet.write(
                file,
                "message m { required int32 twice; required int32 twicf; required int32 other; }",
                List.of(row -> row.append("twice", 1).append("twicf", 2).append("other", 3)));
        ForeignParquet.change(
                file,
                footer -> {
                    footer.getSchema().get(2).setName("twice");
                    var column = footer.getRow_groups().getFirst().getColumns().get(1).getMeta_data();
                    column.setPath_in_schema(List.of("twice"));
                });
        var input = Parquet.read(sc, file.toString());

        fails(ErrorCode.MALFORMED_INPUT, () -> input.maps().collect())
                .hasMessageContaining(file + ": column twice: there are several columns of this name");
        fails(ErrorCode.MALFORMED_INPUT, () -> input.as(Twice.class).collect());
        assertThat(input.as(Other.class).collect()).containsExactly(new Other(3));
    }
}
