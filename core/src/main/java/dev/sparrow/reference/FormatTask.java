/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;
import dev.sparrow.lineage.SourceData;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;

/// Reads for formats, from files that are read as a whole.
final class FormatTask implements SourceTask {
    private FormatTask() {}

    static List<List<Object>> read(ElementSource<?> source) {
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < source.partitions(); p++) {
            var elements = new ArrayList<Object>();
            try (var reader = source.open(p, new FormatTask())) {
                reader.forEachRemaining(elements::add);
            } catch (IOException e) {
                throw new SparrowException(
                        ErrorCode.INPUT_UNREADABLE, "Cannot read " + source.describe() + ": " + e, e);
            }
            output.add(elements);
        }
        return output;
    }

    @Override
    public InputStream open(FileSplit file) {
        return new ByteArrayInputStream(TextFiles.bytesOf(file));
    }

    @Override
    public RandomAccessFile openAnywhere(FileSplit file) {
        try {
            return new RandomAccessFile(file.path(), "r");
        } catch (IOException e) {
            throw new SparrowException(ErrorCode.INPUT_UNREADABLE, "Cannot read " + file.path() + ": " + e, e);
        }
    }

    @Override
    public TextLines lines(FileSplit split, TextRules rules) {
        var malformed = rules.refusesInvalid() ? SourceData.Malformed.FAIL : SourceData.Malformed.REPLACE;
        var text = new SourceData.Text(List.of(split), malformed, rules.lineBytesMax());
        var lines = TextFiles.numbered(split, text).iterator();
        return new TextLines() {
            private long number;

            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public Object next() {
                var line = lines.next();
                number = line._1();
                return line._2();
            }

            @Override
            public long number() {
                return number;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public ErrorValues errorValues() {
        return ErrorValues.SHOWN;
    }

    @Override
    public SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause) {
        return new SparrowException(code, "Cannot read " + file.path() + ": " + what, cause);
    }
}
