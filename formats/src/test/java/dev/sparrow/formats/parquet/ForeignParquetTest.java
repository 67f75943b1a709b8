/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Files that other programs write, and what is odd or damaged in them.
class ForeignParquetTest extends FormatTest {
    private static final Duration HANGS = Duration.ofSeconds(60);

    private Path nations() throws IOException {
        var rows =
                IntStream.range(0, 100)
                        .<Consumer<Group>>mapToObj(i -> row -> row.append("name", "nation " + i % 7).append("key", i))
                        .toList();
        return ForeignParquet.write(
                folder.resolve("nations.parquet"),
                "message nations { required binary name (STRING); required int32 key; }",
                rows);
    }

    @Test
    void fileWithoutAnIndexOfPages_isRead() throws IOException {
        assertThat(Parquet.read(sc, nations().toString()).maps().collect()).hasSize(100);
    }

    /// The library looks for the rest of a page behind the end of its column, and never stops.
    @Test
    void pageThatIsLongerThanItsColumn_isRefused() throws IOException {
        for (var missing : List.of(1, 13, 20)) {
            var file = nations();
            ForeignParquet.change(
                    file,
                    footer -> {
                        var column = footer.getRow_groups().getFirst().getColumns().getFirst().getMeta_data();
                        column.setTotal_compressed_size(column.getTotal_compressed_size() - missing);
                    });

            assertTimeoutPreemptively(
                    HANGS,
                    () ->
                            fails(ErrorCode.INPUT_UNREADABLE, () -> Parquet.read(sc, file.toString()).maps().count())
                                    .hasMessageContaining(file.toString())
                                    .hasMessageContaining("a page of column name says it has ")
                                    .hasMessageContaining(" packed bytes, "));
        }
    }

    @Test
    void sumOfRowsThatIsLeftOut_isNoDamage() throws IOException {
        var file = ForeignParquet.change(nations(), footer -> footer.setNum_rows(0));

        assertThat(Parquet.read(sc, file.toString()).maps().count()).isEqualTo(100);
    }

    record Key(int key) {}

    @Test
    void packingThatIsNotSupported_isNamedWithItsColumn_andOthersAreRead() throws IOException {
        var file =
                ForeignParquet.change(
                        nations(),
                        footer ->
                                footer.getRow_groups()
                                        .getFirst()
                                        .getColumns()
                                        .getFirst()
                                        .getMeta_data()
                                        .setCodec(CompressionCodec.BROTLI));

        fails(ErrorCode.INPUT_UNREADABLE, () -> Parquet.read(sc, file.toString()).maps().count())
                .hasMessageContaining(
                        file
                                + ": column name is packed by BROTLI, which is not supported. Write the file with one of [");
        assertThat(Parquet.read(sc, file.toString()).as(Key.class).count()).isEqualTo(100);
    }

    /// Each byte of a file in turn.
    @Test
    void anyChangedByte_isReadOrNamed_andNothingHangs() throws IOException {
        var whole = Files.readAllBytes(nations());
        var file = folder.resolve("changed.parquet");
        for (var at = 0; at < whole.length; at++) {
            var bytes = whole.clone();
            bytes[at] ^= 0x10;
            Files.write(file, bytes);
            assertTimeoutPreemptively(
                    HANGS,
                    () -> {
                        try {
                            assertThat(Parquet.read(sc, file.toString()).maps().count()).isNotNegative();
                        } catch (dev.sparrow.error.SparrowException e) {
                            assertThat(e.code()).as(e.toString()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
                        }
                    },
                    "byte " + at);
        }
    }

    @Test
    void nothing_isNeverReadFromAFile() throws IOException {
        try (var input = new PlainInput("name", new RandomAccessFile(nations().toFile(), "r"))) {
            assertThat(input.readRange(4, 2).remaining()).isEqualTo(2);
            assertThatThrownBy(() -> input.readRange(4, 0)).isInstanceOf(EOFException.class);
        }
    }
}
