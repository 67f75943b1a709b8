/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.SourceData.Malformed;
import dev.sparrow.value.Compression;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class ReferenceSourcesTest {
    @TempDir Path folder;

    @Test
    void slices_keepNullsAndEmptyPartitions() throws Exception {
        assertThat(Reference.evaluate(source(SourceData.Slices.of(Arrays.asList(1, null, 3), 2))))
                .isEqualTo(List.of(List.of(1), Arrays.asList(null, 3)));
        assertThat(Reference.evaluate(source(SourceData.Slices.of(List.of(1, 2), 7))))
                .isEqualTo(List.of(List.of(), List.of(), List.of(), List.of(1), List.of(), List.of(), List.of(2)));
        assertThat(Reference.evaluate(source(SourceData.Slices.of(List.of(), 0)))).isEmpty();
    }

    @Test
    void range_isCutLikeACollection() throws Exception {
        assertThat(Reference.evaluate(source(new SourceData.LongRange(10, 5, 5, 2))))
                .isEqualTo(List.of(List.of(10L, 15L), List.of(20L, 25L, 30L)));
        assertThat(Reference.evaluate(source(new SourceData.LongRange(3, -2, 3, 1))))
                .isEqualTo(List.of(List.of(3L, 1L, -1L)));
        assertThat(Reference.evaluate(source(new SourceData.LongRange(0, 1, 0, 2))))
                .isEqualTo(List.of(List.of(), List.of()));
    }

    @Test
    void range_reachesTheEdgesOfLong() throws Exception {
        assertThat(Reference.evaluate(source(new SourceData.LongRange(Long.MIN_VALUE, Long.MAX_VALUE, 3, 3))))
                .isEqualTo(List.of(List.of(Long.MIN_VALUE), List.of(-1L), List.of(Long.MAX_VALUE - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 100})
    void text_hasEveryLineOnce_whereItsFirstByteIs(int splitBytes) throws Exception {
        var file = write("a\r\nb\r\nc\n\nd\r\re €\nlast");
        var starts = List.of(0, 3, 6, 8, 9, 11, 12, 18);
        var lines = List.of("a", "b", "c", "", "d", "", "e €", "last");

        var partitions = Reference.evaluate(text(Malformed.REPLACE, split(file, splitBytes)));

        for (var p = 0; p < partitions.size(); p++) {
            var expected = new ArrayList<Object>();
            for (var i = 0; i < lines.size(); i++) {
                if (starts.get(i) / splitBytes == p) {
                    expected.add(lines.get(i));
                }
            }
            assertThat(partitions.get(p)).as("partition %d", p).isEqualTo(expected);
        }
    }

    @Test
    void text_ofAnEmptyFileAndOfLoneLineEnds() throws Exception {
        assertThat(linesOf("")).isEmpty();
        assertThat(linesOf("\n")).containsExactly("");
        assertThat(linesOf("\r")).containsExactly("");
        assertThat(linesOf("\r\n")).containsExactly("");
        assertThat(linesOf("\n\r")).containsExactly("", "");
        assertThat(linesOf("x\n")).containsExactly("x");
        assertThat(linesOf("x")).containsExactly("x");
    }

    @Test
    void text_dropsAByteOrderMarkAtTheStartOnly() throws Exception {
        assertThat(linesOf("\uFEFFx\n\uFEFFy")).containsExactly("x", "\uFEFFy");
        assertThat(linesOf("\uFEFF")).isEmpty();
        assertThat(linesOf("\uFEFF\n")).containsExactly("");
        // The first line begins at byte 0, with its mark.
        assertThat(Reference.evaluate(text(Malformed.REPLACE, split(write("\uFEFFx\ny"), 2))))
                .isEqualTo(List.of(List.of("x"), List.of(), List.of("y")));
    }

    @Test
    void text_unzips() throws Exception {
        var file = folder.resolve("zipped.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("one\ntwo".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Reference.evaluate(text(Malformed.FAIL, List.of(split(file, 0, Files.size(file), true)))))
                .isEqualTo(List.of(List.of("one", "two")));
    }

    @Test
    void text_thatIsNotUtf8_isReplacedOrRefused() throws Exception {
        var file = folder.resolve("latin1.txt");
        Files.write(file, new byte[] {'a', '\n', (byte) 0xE9, 'b', '\n', (byte) 0xE2, (byte) 0x82, '\n', 'c'});

        assertThat(Reference.evaluate(text(Malformed.REPLACE, split(file, 100))))
                .isEqualTo(List.of(List.of("a", "\uFFFDb", "\uFFFD", "c")));
        assertThatThrownBy(() -> Reference.evaluate(text(Malformed.FAIL, split(file, 100))))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT))
                .hasMessageContaining("latin1.txt is not UTF-8 between bytes 2 and 4");
    }

    @Test
    void text_withALineOverTheLimit_isRefused() throws Exception {
        var splits = split(write("1234\n12345\n"), 100);

        assertThat(Reference.evaluate(source(new SourceData.Text(splits, Malformed.REPLACE, 5))))
                .isEqualTo(List.of(List.of("1234", "12345")));
        assertThatThrownBy(() -> Reference.evaluate(source(new SourceData.Text(splits, Malformed.REPLACE, 4))))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("has a line of 5 bytes at byte 5; at most 4 are read");
    }

    @Test
    void text_thatChangedOrIsGone_isUnreadable() throws Exception {
        var file = write("abc");
        var changed = text(Malformed.REPLACE, List.of(new FileSplit(file.toString(), 0, 2, 2, 0, Compression.NONE)));

        assertThatThrownBy(() -> Reference.evaluate(changed))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageContaining("has changed: it had 2 bytes and has 3 now");
        Files.delete(file);
        assertThatThrownBy(() -> Reference.evaluate(changed)).hasMessageContaining("Cannot read " + file);
    }

    @Test
    void wholeText_pairsPathWithText() throws Exception {
        var file = write("\uFEFFa\r\nb");
        var whole = split(file, 100);

        assertThat(Reference.evaluate(source(new SourceData.WholeText(List.of(whole, List.of()), Malformed.REPLACE))))
                .isEqualTo(List.of(List.of(pair(file.toString(), "a\r\nb")), List.of()));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "text", ".txt"), text);
    }

    private List<Object> linesOf(String text) throws Exception {
        return Reference.evaluate(text(Malformed.FAIL, split(write(text), 100))).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Lineage text(Malformed malformed, List<FileSplit> splits) {
        return source(new SourceData.Text(splits, malformed, 1000));
    }

    private static List<FileSplit> split(Path file, long splitBytes) throws IOException {
        var splits = new ArrayList<FileSplit>();
        for (var start = 0L; start < Files.size(file); start += splitBytes) {
            splits.add(split(file, start, Math.min(splitBytes, Files.size(file) - start), false));
        }
        return splits;
    }

    private static FileSplit split(Path file, long start, long length, boolean gzip) throws IOException {
        return new FileSplit(
                file.toString(), start, length, Files.size(file), 0, gzip ? Compression.GZIP : Compression.NONE);
    }
}
