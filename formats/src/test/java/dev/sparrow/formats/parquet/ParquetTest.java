/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import blue.strategic.parquet.ParquetWriter;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.TypedRecordsTest;
import dev.sparrow.value.Compression;

import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ParquetTest extends TypedRecordsTest {
    record Pair(int number, String text) {}

    @Override
    protected <T> void write(Rdd<T> rows, Class<T> type, String path) {
        Parquet.write(rows, type).to(path);
    }

    @Override
    protected <T> Rdd<T> read(Sparrow context, String path, Class<T> type) {
        return Parquet.read(context, path).as(type);
    }

    @Override
    protected Rdd<Map<String, Object>> maps(Sparrow context, String path) {
        return Parquet.read(context, path).maps();
    }

    @Override
    protected String extension() {
        return ".parquet";
    }

    /// What other programs write if nobody tells them otherwise.
    @Test
    void snappyFileOfAnotherProgram_isRead() throws IOException {
        var schema =
                MessageTypeParser.parseMessageType(
                        "message other { optional binary text (STRING); required int32 number; }");
        var file = folder.resolve("other.parquet");
        try (var writer =
                ParquetWriter.<Pair>writeFile(
                        schema,
                        file.toFile(),
                        (pair, values) -> {
                            values.write("number", pair.number());
                            values.write("text", pair.text());
                        })) {
            for (var i = 0; i < 1_000; i++) {
                writer.write(new Pair(i, "text " + i % 10));
            }
        }

        var pairs = Parquet.read(sc, file.toString()).as(Pair.class).collect();

        assertThat(pairs).hasSize(1_000).endsWith(new Pair(999, "text 9"));
    }

    /// The damaged name of a column says that it is 1 GB long.
    @Test
    void lengthInTheFooterThatDoesNotFit_isRefusedBeforeMemoryIsAskedFor() throws IOException {
        record Named(int lengthOfThisName) {}
        Parquet.write(sc.parallelize(List.of(new Named(1)), 1), Named.class).to(target("out"));
        var file = folder.resolve("damaged.parquet");
        Files.write(file, withNameOfAGigabyte(Files.readAllBytes(onlyPart("out")), "lengthOfThisName"));

        assertThatThrownBy(() -> Parquet.read(sc, file.toString()).as(Named.class).count())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("at its footer")
                .hasMessageContaining("a length of 1073741823 where ");
    }

    /// The library counts to the greatest number there is.
    @Test
    void schemaThatLostItsColumns_isRefused() throws IOException {
        record Root(int number) {}
        Parquet.write(sc.parallelize(List.of(new Root(1)), 1), Root.class).to(target("out"));
        var bytes = Files.readAllBytes(onlyPart("out"));
        // The schema's first element has the name of the record and, as the next field, the number of its children.
        var at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("Root");
        assertThat(bytes[at + 5]).as("one child, in zigzag").isEqualTo((byte) 2);
        bytes[at + 5] = 0;
        var file = folder.resolve("damaged.parquet");
        Files.write(file, bytes);

        assertThatThrownBy(() -> Parquet.read(sc, file.toString()).maps().count())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("a group has 1 columns, the schema 0");
    }

    /// The library would take the bytes of a name for the length of another one.
    @Test
    void listInTheFooterOfAnotherType_isRefusedBeforeMemoryIsAskedFor() throws IOException {
        record Leaf(int number) {}
        Parquet.write(sc.parallelize(List.of(new Leaf(1)), 1), Leaf.class).to(target("out"));
        var bytes = Files.readAllBytes(onlyPart("out"));
        // The path of a column is a list of one text, whose length stands before the name.
        var at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("number") - 2;
        assertThat(bytes[at]).as("a list of one text").isEqualTo((byte) 0x18);
        bytes[at] = 0x15;
        var file = Files.write(folder.resolve("damaged.parquet"), bytes).toString();

        assertThatThrownBy(() -> Parquet.read(sc, file).maps().count())
                .hasMessageContaining(file)
                .hasMessageContaining("field 3 is a list of type 5, which should be 8");
    }

    /// The library never ends without columns.
    @Test
    void fileWithoutColumnsAndRows_isEmpty() throws IOException {
        var footer =
                new byte[] {
                    0x15, 2, // version 1
                    0x19, 0x1C, 0x48, 1, 'r', 0x15, 0, 0, // a schema of the root alone
                    0x16, 0, // no rows
                    0x19, 0x0C, // no groups
                    0
                };
        var file = Files.write(folder.resolve("empty.parquet"), withFooter(footer)).toString();

        assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertThat(Parquet.read(sc, file).maps().count()).isZero());
    }

    /// The library skips no byte of a truth value in a list, and takes what follows for the length of a text.
    @Test
    void listOfTruthValuesInTheFooter_isRefusedBeforeMemoryIsAskedFor() throws IOException {
        var footer =
                new byte[] {
                    0x15,
                    2, // version 1
                    0x19,
                    0x1C,
                    0x48,
                    1,
                    'r',
                    0x15,
                    0,
                    0, // a schema of the root alone
                    0x16,
                    0, // no rows
                    0x19,
                    0x0C, // no groups
                    (byte) 0x89,
                    0x11,
                    0x18, // one truth value, as a field that nobody knows
                    (byte) 0xF5,
                    -1,
                    -1,
                    0x7F, // a number, or the length that the byte before announces
                    0
                };
        var file = Files.write(folder.resolve("damaged.parquet"), withFooter(footer)).toString();

        assertThatThrownBy(() -> Parquet.read(sc, file).maps().count())
                .hasMessageContaining(file)
                .hasMessageContaining("a list of truth values, where none should be");
    }

    private static byte[] withFooter(byte[] footer) {
        return ByteBuffer.allocate(4 + footer.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("PAR1".getBytes(StandardCharsets.US_ASCII))
                .put(footer)
                .putInt(footer.length)
                .put("PAR1".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    @Test
    void fileOfManyGroups_isReadByManyTasks_eachRowOnceAndByItsNumber() throws IOException {
        var file = folder.resolve("groups.parquet");
        try (var target = Files.newOutputStream(file);
                var writer =
                        new ParquetRowWriter<>(
                                new dev.sparrow.formats.record.RowForm.OfRecords<>(Wide.class),
                                Compression.NONE,
                                64 << 10,
                                target)) {
            for (var i = 0; i < 20_000; i++) {
                writer.write(new Wide(i == 15_000 ? null : (long) i, "text " + i, i));
            }
        }
        var whole = Parquet.read(sc, file.toString()).as(Wide.class);
        assertThat(whole.getNumPartitions()).isEqualTo(1);
        var expected = whole.collect();
        for (var splitBytes : List.of("1k", "10k", "100k")) {
            var cut = Parquet.read(context("sparrow.text.split.max", splitBytes), file.toString());
            var sizes = cut.as(Wide.class).glom().map(List::size).collect();
            assertThat(sizes.stream().filter(size -> size > 0).count()).as(sizes.toString()).isGreaterThan(2);
            assertThat(cut.as(Wide.class).collect()).isEqualTo(expected);
            record Strict(long number) {}
            assertThatThrownBy(() -> cut.as(Strict.class).count()).hasMessageContaining("row 15001, column number");
        }
    }

    /// The index of pages says that it has two thousand million of them.
    @Test
    void lengthInAnIndexOfPagesThatDoesNotFit_isRefusedBeforeMemoryIsAskedFor() throws IOException {
        Parquet.write(sc.parallelize(List.of(new Pair(1, "a")), 1), Pair.class).to(target("out"));
        var file = onlyPart("out");
        var bytes = Files.readAllBytes(file);
        try (var reader = ParquetFileReader.open(InputFile.of(file))) {
            var column = reader.getFileMetaData().rowGroups().getFirst().columns().getFirst();
            // A field that is a list, and then its length and what it is a list of.
            var at = column.offsetIndexOffset().intValue();
            assertThat(bytes[at + 1]).as("one structure").isEqualTo((byte) 0x1C);
            System.arraycopy(new byte[] {(byte) 0xFC, -1, -1, -1, -1, 7}, 0, bytes, at + 1, 6);
        }
        var damaged = Files.write(folder.resolve("damaged.parquet"), bytes).toString();

        assertThatThrownBy(() -> Parquet.read(sc, damaged).as(Pair.class).count())
                .hasMessageContaining(damaged)
                .hasMessageContaining("a length of 2147483647 where ");
    }

    private Path onlyPart(String out) throws IOException {
        try (var files = Files.list(Path.of(target(out)))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
        }
    }

    /// Thrift's compact length stands before the name; a longer one covers the name's first letters.
    private static byte[] withNameOfAGigabyte(byte[] file, String name) {
        var at = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf((char) name.length() + name + (char) 0);
        assertThat(at).as("place of the name").isPositive();
        System.arraycopy(new byte[] {-1, -1, -1, -1, 3}, 0, file, at, 5);
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void pagesOfEveryCompression_areRead(Compression compression) {
        var rows = sc.range(0, 10_000, 1, 1).map(x -> new Pair(x.intValue(), "text " + x % 10));

        Parquet.write(rows, Pair.class).compression(compression).to(target("out"));

        assertThat(Parquet.read(sc, target("out")).as(Pair.class).collect()).isEqualTo(rows.collect());
    }
}
