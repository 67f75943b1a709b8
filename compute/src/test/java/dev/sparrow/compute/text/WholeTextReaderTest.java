/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.SourceData.Malformed;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class WholeTextReaderTest {
    @TempDir Path folder;

    private final TaskCounters counters = new TaskCounters();

    private List<Object> read(Malformed malformed, FileSplit... files) {
        var read = new ArrayList<>();
        new WholeTextReader(
                        new SourceData.WholeText(List.of(List.of(), List.of(files)), malformed),
                        1,
                        TextFiles.LABEL,
                        counters)
                .forEachRemaining(read::add);
        return read;
    }

    @Test
    void files_arePairsOfPathAndText() throws IOException {
        var plain = TextFiles.whole(Files.writeString(folder.resolve("a.txt"), "\uFEFFone\r\ntwo"));
        var empty = TextFiles.whole(Files.writeString(folder.resolve("b.txt"), ""));
        var large = "zeile ü\n".repeat(100_000);
        var packed = TextFiles.whole(Files.write(folder.resolve("c.gz"), TextFiles.gzip(large.getBytes(UTF_8))));

        assertThat(read(Malformed.FAIL, plain, empty, packed))
                .containsExactly(
                        Tuple2.of(plain.path(), "one\r\ntwo"),
                        Tuple2.of(empty.path(), ""),
                        Tuple2.of(packed.path(), large));
    }

    @Test
    void bytesThatAreNotUtf8_areReplacedOrRefused() throws IOException {
        var broken = TextFiles.whole(Files.write(folder.resolve("a.txt"), new byte[] {'o', 'k', (byte) 0xFF}));

        assertThat(read(Malformed.REPLACE, broken)).containsExactly(Tuple2.of(broken.path(), "ok\uFFFD"));
        assertThat(counters.invalidTextBytes).isEqualTo(1);
        assertThatThrownBy(() -> read(Malformed.FAIL, broken))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT));
    }

    @Test
    void otherEncoding_isNamed_evenIfInvalidBytesAreReplaced() throws IOException {
        for (var text : List.of("\uFEFFid,name\n", "id,name\n")) {
            for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                var file = TextFiles.whole(Files.write(folder.resolve("wide.txt"), text.getBytes(encoding)));
                assertThatThrownBy(() -> read(Malformed.REPLACE, file))
                        .isInstanceOfSatisfying(
                                SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT))
                        .hasMessageContaining(" cannot read " + file.path() + ": it is in UTF-16")
                        .hasMessageContaining("Convert it first: iconv -f UTF-16");
            }
        }
        var wider =
                TextFiles.whole(Files.write(folder.resolve("a.txt"), "\uFEFFab".getBytes(StandardCharsets.UTF_32LE)));
        assertThatThrownBy(() -> read(Malformed.REPLACE, wider))
                .hasMessageContaining(
                        "it is in UTF-32, for it begins with the bytes FF FE 00 00; text is read as UTF-8.");
        var zeros = TextFiles.whole(Files.writeString(folder.resolve("zeros.txt"), "a\0b\0\0c\0d\0"));
        assertThat(read(Malformed.REPLACE, zeros)).containsExactly(Tuple2.of(zeros.path(), "a\0b\0\0c\0d\0"));
    }

    @Test
    void fileThatIsGone_isAnError() throws IOException {
        var file = Files.writeString(folder.resolve("a.txt"), "text");
        var split = TextFiles.whole(file);
        Files.delete(file);

        assertThatThrownBy(() -> read(Malformed.REPLACE, split)).hasMessageContaining("it is gone");
    }
}
