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
    void fileThatIsGone_isAnError() throws IOException {
        var file = Files.writeString(folder.resolve("a.txt"), "text");
        var split = TextFiles.whole(file);
        Files.delete(file);

        assertThatThrownBy(() -> read(Malformed.REPLACE, split)).hasMessageContaining("it is gone");
    }
}
