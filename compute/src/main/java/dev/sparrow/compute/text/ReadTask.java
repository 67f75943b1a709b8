/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.format.TextLines;
import dev.sparrow.format.TextRules;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SourceData.Malformed;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.function.Consumer;

/// A read of one partition as the format knows it: the file listing, counters and cancellation of its task.
///
/// @param opened is told how to close what was opened, to be run when the task ends
public record ReadTask(Label label, TaskCounters counters, Consumer<Runnable> opened) implements SourceTask {
    @Override
    public InputStream open(FileSplit split) {
        var file = new InputFile(split, label, counters);
        var stream = new Checked(file);
        opened.accept(stream::close);
        return stream;
    }

    @Override
    public RandomAccessFile openAnywhere(FileSplit split) {
        var file = new InputFile(split, label, counters).openAnywhere();
        opened.accept(() -> close(file));
        return file;
    }

    /// Nothing read can get lost, so it does not matter if it fails.
    private static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public TextLines lines(FileSplit split, TextRules rules) {
        var malformed = rules.refusesInvalid() ? Malformed.FAIL : Malformed.REPLACE;
        var lines = LineReader.open(split, malformed, rules.lineBytesMax(), label, counters);
        opened.accept(lines::close);
        return lines;
    }

    @Override
    public ErrorValues errorValues() {
        return label.values();
    }

    @Override
    public SparrowException error(FileSplit file, ErrorCode code, String what, Throwable cause) {
        return new SparrowException(code, label + " cannot read " + file.path() + ": " + what, cause);
    }

    /// Tells of a file that cannot be read by our exception, which libraries pass on as it is.
    private static final class Checked extends FilterInputStream {
        private final InputFile file;

        private Checked(InputFile file) {
            super(file.open(0));
            this.file = file;
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public int read(byte[] target, int from, int length) {
            try {
                return in.read(target, from, length);
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public long skip(long count) {
            try {
                return in.skip(count);
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public void close() {
            ReadTask.close(in);
        }
    }
}
