/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.value.Tuple2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Text, from files that are read as a whole.
final class TextFiles {
    private TextFiles() {}

    /// @param start the offset of the line's first byte in the file
    private record Line(long start, String text) {}

    static List<List<Object>> lines(SourceData.Text source) {
        var linesByPath = new HashMap<String, List<Line>>();
        var output = new ArrayList<List<Object>>();
        for (var split : source.splits()) {
            var elements = new ArrayList<Object>();
            for (var line : linesByPath.computeIfAbsent(split.path(), _ -> linesOf(split, source))) {
                if (split.isCompressed() || (line.start() >= split.start() && line.start() < split.end())) {
                    elements.add(line.text());
                }
            }
            output.add(elements);
        }
        return output;
    }

    /// The lines of a split, each with its number in the file.
    static List<Tuple2<Long, String>> numbered(FileSplit split, SourceData.Text source) {
        var all = linesOf(split, source);
        var numbered = new ArrayList<Tuple2<Long, String>>();
        for (var i = 0; i < all.size(); i++) {
            var start = all.get(i).start();
            if (split.isCompressed() || (start >= split.start() && start < split.end())) {
                numbered.add(Tuple2.of(i + 1L, all.get(i).text()));
            }
        }
        return numbered;
    }

    static List<List<Object>> whole(SourceData.WholeText source) {
        var output = new ArrayList<List<Object>>();
        for (var files : source.files()) {
            var elements = new ArrayList<Object>();
            for (var file : files) {
                var bytes = bytesOf(file);
                var begin = markLength(bytes);
                elements.add(
                        Tuple2.of(file.path(), decoded(bytes, begin, bytes.length, source.malformed(), file.path())));
            }
            output.add(elements);
        }
        return output;
    }

    /// Line ends are searched for among the bytes: in UTF-8 no byte of a longer character looks like CR or LF.
    private static List<Line> linesOf(FileSplit file, SourceData.Text source) {
        var bytes = bytesOf(file);
        var lines = new ArrayList<Line>();
        var start = 0;
        var textBegin = markLength(bytes);
        while (textBegin < bytes.length) {
            var textEnd = textBegin;
            while (textEnd < bytes.length && bytes[textEnd] != '\n' && bytes[textEnd] != '\r') {
                textEnd++;
            }
            if (textEnd - textBegin > source.lineBytesMax()) {
                throw new SparrowException(
                        ErrorCode.LIMIT_EXCEEDED,
                        file.path()
                                + " has a line of "
                                + (textEnd - textBegin)
                                + " bytes at byte "
                                + start
                                + "; at most "
                                + source.lineBytesMax()
                                + " are read.");
            }
            lines.add(new Line(start, decoded(bytes, textBegin, textEnd, source.malformed(), file.path())));
            var crLf = textEnd + 1 < bytes.length && bytes[textEnd] == '\r' && bytes[textEnd + 1] == '\n';
            start = textEnd + (crLf ? 2 : 1);
            textBegin = start;
        }
        return lines;
    }

    private static int markLength(byte[] bytes) {
        var hasMark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return hasMark ? 3 : 0;
    }

    private static String decoded(byte[] bytes, int begin, int end, SourceData.Malformed malformed, String path) {
        return switch (malformed) {
            case REPLACE -> new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
            case FAIL -> {
                try {
                    yield StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, begin, end - begin))
                            .toString();
                } catch (CharacterCodingException e) {
                    throw new SparrowException(
                            ErrorCode.INVALID_TEXT,
                            path + " is not UTF-8 between bytes " + begin + " and " + end + ".",
                            e);
                }
            }
        };
    }

    static byte[] bytesOf(FileSplit file) {
        try {
            var bytes = Files.readAllBytes(Path.of(file.path()));
            if (bytes.length != file.fileLength()) {
                throw new SparrowException(
                        ErrorCode.INPUT_UNREADABLE,
                        file.path()
                                + " has changed: it had "
                                + file.fileLength()
                                + " bytes and has "
                                + bytes.length
                                + " now. Make the dataset anew.");
            }
            try (var unpacked = CompressionCodecs.of(file.compression()).decompress(new ByteArrayInputStream(bytes))) {
                return unpacked.readAllBytes();
            }
        } catch (IOException e) {
            throw new SparrowException(ErrorCode.INPUT_UNREADABLE, "Cannot read " + file.path() + ": " + e, e);
        }
    }
}
