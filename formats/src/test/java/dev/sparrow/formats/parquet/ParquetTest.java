/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.ParquetWriter;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.TypedRecordsTest;
import dev.sparrow.value.Compression;

import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
