/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData.Malformed;
import dev.sparrow.value.Compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Files for tests and their lines.
final class TextFiles {
    static final Label LABEL = new Label("textFile", "Test.java:1");
    static final long NO_LIMIT = 1L << 28;

    private TextFiles() {}

    /// The range of a file as a listing would give it now.
    static FileSplit split(Path file, long start, long length) throws IOException {
        return new FileSplit(
                file.toString(),
                start,
                length,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                Compression.ofName(file.toString()));
    }

    static FileSplit whole(Path file) throws IOException {
        return split(file, 0, Files.size(file));
    }

    /// The splits between neighbouring borders; the first border is 0, the last the end.
    static List<FileSplit> cut(Path file, long... borders) throws IOException {
        var splits = new ArrayList<FileSplit>();
        for (var i = 1; i < borders.length; i++) {
            splits.add(split(file, borders[i - 1], borders[i] - borders[i - 1]));
        }
        return splits;
    }

    static List<String> lines(FileSplit split) {
        return lines(List.of(split), Malformed.REPLACE, NO_LIMIT, new TaskCounters(), 1 << 12);
    }

    static List<String> lines(
            List<FileSplit> splits, Malformed malformed, long lineBytesMax, TaskCounters counters, int bufferBytes) {
        var lines = new ArrayList<String>();
        for (var split : splits) {
            try (var reader = new LineReader(split, malformed, lineBytesMax, LABEL, counters, bufferBytes)) {
                reader.forEachRemaining(line -> lines.add((String) line));
            }
        }
        return lines;
    }

    /// The members of a gzip file, one after the other.
    static byte[] gzip(byte[]... members) throws IOException {
        var packed = new ByteArrayOutputStream();
        for (var member : members) {
            try (var stream = new GZIPOutputStream(packed)) {
                stream.write(member);
            }
        }
        return packed.toByteArray();
    }

    static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
