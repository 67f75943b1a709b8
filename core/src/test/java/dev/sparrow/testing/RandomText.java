/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Text files as they come: line ends of all kinds mixed, empty lines, characters of one to four bytes, perhaps a byte
/// order mark, perhaps no end of the last line, perhaps gzip.
final class RandomText {
    private static final List<String> WORDS = List.of("0", "3", "-17", "42", "", "", "ä€", "𝄞", "plain words", "\t");

    private RandomText() {}

    /// Lines of one or two new files, in small splits.
    ///
    /// @param path of a file that does not exist, or of an earlier call
    static Rdd<String> lines(Sparrow sc, Choices choices, Path path) throws IOException {
        Files.createDirectories(path);
        var files = 1 + choices.below(2);
        for (var i = 0; i < files; i++) {
            var text = text(choices).getBytes(StandardCharsets.UTF_8);
            var gzip = choices.below(5) == 0;
            Files.write(path.resolve("part" + i + (gzip ? ".gz" : ".txt")), gzip ? zipped(text) : text);
        }
        return sc.textFile(path.toString(), choices.oneOf(List.of(1, 2, 7)));
    }

    private static String text(Choices choices) {
        var text = new StringBuilder(choices.below(3) == 0 ? "\uFEFF" : "");
        var lines = choices.oneOf(List.of(0, 1, 3, 30, 30));
        for (var i = 0; i < lines; i++) {
            text.append(choices.oneOf(WORDS)).append(choices.oneOf(List.of("\n", "\n", "\r\n", "\r")));
        }
        return choices.coin() ? text.append(choices.below(1000)).toString() : text.toString();
    }

    private static byte[] zipped(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text);
        }
        return bytes.toByteArray();
    }
}
