/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.SourceData.Malformed;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LineReaderTest {
    @TempDir Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private List<String> linesOf(String text) throws IOException {
        return TextFiles.lines(TextFiles.whole(file("text.txt", text.getBytes(UTF_8))));
    }

    private static void fails(ThrowingCallable call, ErrorCode code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @Test
    void lines_endWithAnyKindOfEnd() throws IOException {
        assertThat(linesOf("a\nb\r\nc\rd")).containsExactly("a", "b", "c", "d");
        assertThat(linesOf("a\n\n\r\n\r\rb\n\r")).containsExactly("a", "", "", "", "", "b", "");
    }

    @Test
    void lastLine_mayHaveNoEnd() throws IOException {
        assertThat(linesOf("a\nb")).containsExactly("a", "b");
        assertThat(linesOf("a\nb\n")).containsExactly("a", "b");
        assertThat(linesOf("a\nb\r")).containsExactly("a", "b");
        assertThat(linesOf("")).isEmpty();
        assertThat(linesOf("\n")).containsExactly("");
    }

    @Test
    void byteOrderMark_isNoTextAtTheStartOnly() throws IOException {
        assertThat(linesOf("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(linesOf("\uFEFF")).isEmpty();
        assertThat(linesOf("\uFEFF\n")).containsExactly("");
    }

    @Test
    void emptySplits_haveNoLines() throws IOException {
        var text = file("text.txt", "\uFEFFab\ncd\n".getBytes(UTF_8));
        assertThat(
                        TextFiles.lines(
                                TextFiles.cut(text, 0, 0, 1, 1, 6, 6, 9, 9),
                                Malformed.REPLACE,
                                100,
                                new TaskCounters(),
                                2))
                .containsExactly("ab", "cd");
    }

    @Test
    void gzip_isUnpacked_alsoOfSeveralMembers() throws IOException {
        var packed = TextFiles.gzip("a\nb".getBytes(UTF_8), "c\n".getBytes(UTF_8), "ü".getBytes(UTF_8));

        assertThat(TextFiles.lines(TextFiles.whole(file("text.gz", packed)))).containsExactly("a", "bc", "ü");
    }

    @Test
    void gzip_cutShortAnywhere_isAnErrorThatNamesTheFile() throws IOException {
        var first = TextFiles.gzip("some text\n".repeat(50).getBytes(UTF_8));
        var packed = TextFiles.gzip("some text\n".repeat(50).getBytes(UTF_8), "more text".getBytes(UTF_8));
        for (var length = 1; length < packed.length; length++) {
            if (length == first.length) {
                continue; // a whole file
            }
            var cut = TextFiles.whole(file("cut.gz", TextFiles.head(packed, length)));
            fails(
                    () -> TextFiles.lines(cut),
                    ErrorCode.INPUT_UNREADABLE,
                    "textFile at Test.java:1 cannot read "
                            + cut.path()
                            + ": it is damaged, cut short or not a gzip file");
        }
    }

    @Test
    void gzip_thatIsNone_isAnError() throws IOException {
        var plain = TextFiles.whole(file("plain.gz", "text".getBytes(UTF_8)));
        fails(() -> TextFiles.lines(plain), ErrorCode.INPUT_UNREADABLE, plain.path(), "not a gzip file");
    }

    @Test
    void longLine_isAnErrorWithPlaceLimitAndSetting() throws IOException {
        var text = file("text.txt", "ab\n1234567890\n123456789012\n".getBytes(UTF_8));
        for (var buffer : new int[] {1, 8, 100}) {
            fails(
                    () ->
                            TextFiles.lines(
                                    List.of(TextFiles.whole(text)), Malformed.REPLACE, 10, new TaskCounters(), buffer),
                    ErrorCode.LIMIT_EXCEEDED,
                    "textFile at Test.java:1 cannot read " + text,
                    "the line at byte 14 is longer than 10 bytes",
                    "sparrow.text.line.max");
        }
        assertThat(TextFiles.lines(TextFiles.cut(text, 0, 14), Malformed.REPLACE, 10, new TaskCounters(), 4))
                .containsExactly("ab", "1234567890");
    }

    @Test
    void hundredMegabyteLine_isRead() throws IOException {
        var line = new byte[100 << 20];
        Arrays.fill(line, (byte) 'x');
        line[line.length - 1] = '\n';
        var text = TextFiles.whole(file("long.txt", line));

        assertThat(TextFiles.lines(text).getFirst().length()).isEqualTo(line.length - 1);
    }

    @Test
    void bytesThatAreNotUtf8_areReplacedAndCounted() throws IOException {
        var text = file("text.txt", "gr\u00F6\u00DFe\nok\n\u00E2\u0082 x\n".getBytes(ISO_8859_1));
        var counters = new TaskCounters();

        assertThat(TextFiles.lines(List.of(TextFiles.whole(text)), Malformed.REPLACE, 100, counters, 4))
                .containsExactly("gr\uFFFD\uFFFDe", "ok", "\uFFFD x");
        assertThat(counters.invalidTextBytes).isEqualTo(4);
    }

    @Test
    void replacementCharacterInTheText_isValid() throws IOException {
        var text = file("text.txt", "\uFFFD\n".getBytes(UTF_8));
        var counters = new TaskCounters();

        assertThat(TextFiles.lines(List.of(TextFiles.whole(text)), Malformed.FAIL, 100, counters, 4))
                .containsExactly("\uFFFD");
        assertThat(counters.invalidTextBytes).isZero();
    }

    @Test
    void bytesThatAreNotUtf8_areRefusedWithTheirPlace() throws IOException {
        var text = file("text.txt", "ok\ngr\u00F6\u00DFe\n".getBytes(ISO_8859_1));
        fails(
                () -> TextFiles.lines(List.of(TextFiles.whole(text)), Malformed.FAIL, 100, new TaskCounters(), 64),
                ErrorCode.INVALID_TEXT,
                "textFile at Test.java:1 cannot read "
                        + text
                        + ": the text at byte 3 is not valid UTF-8 (2 bytes of it)",
                "sparrow.text.malformed");
    }

    @Test
    void fileThatIsGone_isAnError() throws IOException {
        var text = file("text.txt", "a\n".getBytes(UTF_8));
        var split = TextFiles.whole(text);
        Files.delete(text);
        fails(
                () -> TextFiles.lines(split),
                ErrorCode.INPUT_UNREADABLE,
                "textFile at Test.java:1 cannot read " + text + ": it is gone");
    }

    @Test
    void fileThatChanged_isAnError() throws IOException {
        var text = file("text.txt", "a\n".getBytes(UTF_8));
        var split = TextFiles.whole(text);
        Files.setLastModifiedTime(text, FileTime.fromMillis(split.modifiedMillis() + 5_000));
        fails(() -> TextFiles.lines(split), ErrorCode.INPUT_UNREADABLE, text.toString(), "it has changed since");

        file("text.txt", "abc\n".getBytes(UTF_8));
        Files.setLastModifiedTime(text, FileTime.fromMillis(split.modifiedMillis()));
        fails(() -> TextFiles.lines(split), ErrorCode.INPUT_UNREADABLE, "it had 2 bytes", "now it has 4 bytes");
    }

    @Test
    void folderInPlaceOfAFile_isUnreadable() throws IOException {
        var split = TextFiles.whole(Files.createDirectory(folder.resolve("folder")));
        fails(() -> TextFiles.lines(split), ErrorCode.INPUT_UNREADABLE, split.path());
    }

    @Test
    void lines_haveTheirNumbersInTheFileHoweverItIsCut() throws IOException {
        var text = file("numbered.txt", "a\r\nb\n\nc\rd\ne".getBytes(UTF_8));
        for (var border = 0; border <= Files.size(text); border++) {
            var numbers = new ArrayList<Long>();
            for (var split : TextFiles.cut(text, 0, border, Files.size(text))) {
                try (var lines = LineReader.open(split, Malformed.REPLACE, 100, TextFiles.LABEL, new TaskCounters())) {
                    while (lines.hasNext()) {
                        lines.next();
                        assertThat(lines.hasNext()).isIn(true, false);
                        numbers.add(lines.number());
                    }
                }
            }
            assertThat(numbers).as("cut at %s", border).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }
}
