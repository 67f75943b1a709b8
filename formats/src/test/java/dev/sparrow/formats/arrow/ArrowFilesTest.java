/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.TypedRecordsTest;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ArrowFilesTest extends TypedRecordsTest {
    record Row(Long number, String text) {}

    @Test
    void damagedFile_leavesNoMemoryBehind() throws IOException {
        write(sc.range(0, 100, 1, 1).map(x -> new Row(x, "text " + x)), Row.class, target("out"));
        var whole = Files.readAllBytes(folder.resolve("out/part-00000.arrow"));
        var log = (Logger) LoggerFactory.getLogger("org.apache.arrow");
        var complaints = new ListAppender<ILoggingEvent>();
        complaints.start();
        log.addAppender(complaints);
        try {
            for (var at = 0; at < whole.length; at += 7) {
                var bytes = whole.clone();
                bytes[at] ^= (byte) 0xFF;
                var file = Files.write(folder.resolve("damaged-" + at + ".arrow"), bytes).toString();
                try {
                    assertThat(read(sc, file, Row.class).count()).isNotNegative();
                } catch (SparrowException e) {
                    assertThat(e).hasMessageContaining(file);
                }
            }
        } finally {
            log.detachAppender(complaints);
        }
        assertThat(complaints.list).isEmpty();
    }

    /// Each byte in turn, by several kinds of damage. `-Dfuzz.seed=…` repeats a failure.
    @Test
    void anyDamage_isAnErrorOrChangesNothing() throws IOException {
        var seed = Long.getLong("fuzz.seed", 1);
        var random = new java.util.Random(seed);
        var rows = IntStream.range(0, 40).mapToObj(x -> new Row(x % 5 == 0 ? null : (long) x, "text " + x)).toList();
        write(sc.parallelize(rows, 1), Row.class, target("out"));
        var whole = Files.readAllBytes(folder.resolve("out/part-00000.arrow"));
        var file = folder.resolve("damaged.arrow");
        for (var at = 0; at < whole.length; at++) {
            for (var change : List.of(1 << random.nextInt(8), 0xFF, whole[at] & 0xFF, random.nextInt(256))) {
                var bytes = whole.clone();
                bytes[at] ^= change.byteValue();
                Files.write(file, bytes);
                try {
                    assertThat(read(sc, file.toString(), Row.class).collect())
                            .as("byte %s of %s, change %s, seed %s", at, whole.length, change, seed)
                            .isEqualTo(rows);
                } catch (SparrowException e) {
                    assertThat(e.code()).isIn(ErrorCode.INPUT_UNREADABLE, ErrorCode.MALFORMED_INPUT);
                }
            }
        }
        for (var length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            fails(ErrorCode.INPUT_UNREADABLE, () -> read(sc, file.toString(), Row.class).collect());
        }
    }

    @Test
    void fileOfAnotherKind_isRefusedInOurWords() throws IOException {
        for (var text : List.of("", "ARR", "name,age\nAda,36\n")) {
            var file = Files.writeString(folder.resolve("people.arrow"), text).toString();
            fails(ErrorCode.INPUT_UNREADABLE, () -> read(sc, file, Row.class).collect())
                    .hasMessageContaining(file + ": it is not an Arrow file: it does not begin with 'ARROW1'.")
                    .hasMessageNotContaining("xception");
        }
    }

    @Test
    void damagedValue_isToldByItsChecksum() throws IOException {
        write(sc.range(0, 10, 1, 1).map(x -> new Row(x, "text")), Row.class, target("out"));
        var bytes = Files.readAllBytes(folder.resolve("out/part-00000.arrow"));
        var at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("texttext");
        bytes[at] = 'n';
        var file = Files.write(folder.resolve("damaged.arrow"), bytes).toString();

        fails(ErrorCode.INPUT_UNREADABLE, () -> read(sc, file, Row.class).collect())
                .hasMessageContaining(
                        "at record batch 1: java.io.IOException: its checksum is another than when it was written");
    }

    @Test
    void fileOfManyBatches_isReadByManyTasks_eachRowOnce() {
        var rows = sc.range(0, 300_000, 1, 1).map(x -> new Row(x == 290_000 ? null : x, "text " + x % 10));
        write(rows, Row.class, target("out"));
        assertThat(read(sc, target("out"), Row.class).getNumPartitions()).isLessThanOrEqualTo(2);
        var expected = rows.collect();
        for (var splitBytes : List.of("50k", "1m", "2m")) {
            var cut = context("sparrow.text.split.max", splitBytes);
            var sizes = read(cut, target("out"), Row.class).glom().map(List::size).collect();
            assertThat(sizes.stream().filter(size -> size > 0).count()).as(sizes.toString()).isGreaterThan(2);
            assertThat(read(cut, target("out"), Row.class).collect()).isEqualTo(expected);
        }
        record Strict(long number) {}
        assertThatThrownBy(() -> read(sc, target("out"), Strict.class).count())
                .hasMessageContaining("row 27857 of record batch 5, column number");
    }

    @Override
    protected <T> void write(Rdd<T> rows, Class<T> type, String path) {
        ArrowFiles.write(rows, type).to(path);
    }

    @Override
    protected <T> Rdd<T> read(Sparrow context, String path, Class<T> type) {
        return ArrowFiles.read(context, path).as(type);
    }

    @Override
    protected Rdd<Map<String, Object>> maps(Sparrow context, String path) {
        return ArrowFiles.read(context, path).maps();
    }

    @Override
    protected String extension() {
        return ".arrow";
    }
}
