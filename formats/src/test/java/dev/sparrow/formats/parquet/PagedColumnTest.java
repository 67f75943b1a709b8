/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.ColumnReading;
import dev.sparrow.formats.FormatTest;

import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Columns of all physical types, as other programs encode and pack them.
class PagedColumnTest extends FormatTest {
    private static final String[] NAMES = {"flag", "i", "l", "f", "d", "text", "raw"};
    private static final int ROWS = 3_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    /// What a file is like.
    ///
    /// @param different how many different values a column has
    /// @param nulls of a hundred values; -1 if the columns have none
    private record Form(
            CompressionCodecName codec, WriterVersion version, int different, int nulls, boolean hasDictionary) {}

    private List<Form> forms() {
        var forms = new ArrayList<Form>();
        for (var codec :
                List.of(
                        CompressionCodecName.UNCOMPRESSED,
                        CompressionCodecName.GZIP,
                        CompressionCodecName.ZSTD,
                        CompressionCodecName.LZ4_RAW)) {
            for (var version : WriterVersion.values()) {
                for (var different : new int[] {1, 9, 1_000_000}) {
                    for (var nulls : new int[] {-1, 0, 20, 100}) {
                        forms.add(new Form(codec, version, different, nulls, random.nextBoolean()));
                    }
                }
            }
        }
        return forms;
    }

    private Object value(int column, int number) {
        return switch (column) {
            case 0 -> number % 2 == 0;
            case 1 -> number * 7;
            case 2 -> number * 7_000_000_000L;
            case 3 -> number / 4f;
            case 4 -> number / 4.0;
            case 5 -> "ä".repeat(number % 5) + number;
            default -> (number + "..").substring(0, 3);
        };
    }

    private List<Object> row(Form form) {
        var row = new ArrayList<Object>();
        for (var column = 0; column < NAMES.length; column++) {
            row.add(random.nextInt(100) < form.nulls ? null : value(column, random.nextInt(form.different)));
        }
        return row;
    }

    private static void add(Group group, List<Object> row) {
        for (var column = 0; column < NAMES.length; column++) {
            switch (row.get(column)) {
                case null -> {}
                case Boolean value -> group.append(NAMES[column], value);
                case Integer value -> group.append(NAMES[column], value);
                case Long value -> group.append(NAMES[column], value);
                case Float value -> group.append(NAMES[column], value);
                case Double value -> group.append(NAMES[column], value);
                case Object value -> group.append(NAMES[column], Binary.fromString((String) value));
            }
        }
    }

    private static String schema(String repetition) {
        return """
        message m {
          %1$s boolean flag;
          %1$s int32 i;
          %1$s int64 l;
          %1$s float f;
          %1$s double d;
          %1$s binary text (STRING);
          %1$s fixed_len_byte_array(3) raw;
        }
        """
                .formatted(repetition);
    }

    private Path write(Form form, List<List<Object>> rows) throws IOException {
        var groups = new ArrayList<Consumer<Group>>();
        rows.forEach(row -> groups.add(group -> add(group, row)));
        return ForeignParquet.write(
                folder.resolve("rows.parquet"),
                schema(form.nulls < 0 ? "required" : "optional"),
                groups,
                options ->
                        options.withCompressionCodec(form.codec)
                                .withWriterVersion(form.version)
                                .withDictionaryEncoding(form.hasDictionary)
                                .withDictionaryPageSize(8_000)
                                .withPageRowCountLimit(random.nextInt(1, ROWS))
                                .withRowGroupSize((long) random.nextInt(20_000, 200_000)));
    }

    @Test
    void valuesOfEachType_areReadHoweverTheyAreEncodedAndPacked() throws IOException {
        for (var form : forms()) {
            var rows = new ArrayList<List<Object>>();
            for (var i = 0; i < ROWS; i++) {
                rows.add(row(form));
            }
            var file = write(form, rows);
            var read = ColumnReading.rows(Parquet.source(ColumnReading.files(file.toString())), NAMES);
            assertThat(read).as("%s, seed %d", form, seed).hasSize(ROWS);
            for (var i = 0; i < ROWS; i++) {
                assertThat(texts(read.get(i))).as("%s, row %d, seed %d", form, i, seed).isEqualTo(rows.get(i));
            }
        }
    }

    private static List<Object> texts(List<Object> row) {
        var texts = new ArrayList<>(row);
        texts.replaceAll(value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : value);
        return texts;
    }

    @Test
    void damagedPage_isFoundByItsChecksum() throws IOException {
        var file = folder.resolve("damaged.parquet");
        var text = "some text that stands in the file as it is";
        ForeignParquet.write(
                file,
                "message m { required binary text (STRING); }",
                List.of(row -> row.append("text", text)),
                options -> options.withPageWriteChecksumEnabled(true));
        var bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text)]++;
        Files.write(file, bytes);

        var source = Parquet.source(ColumnReading.files(file.toString()));
        fails(ErrorCode.INPUT_UNREADABLE, () -> ColumnReading.rows(source, "text"))
                .hasMessageContaining("at row 1: ")
                .hasMessageContaining("the checksum of a page is not that of its bytes");
    }
}
