/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.UnwritableValue;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.AttemptId;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Locale;

/// Writes elements into a file that only this attempt knows, so that two attempts of a task are never in each other's
/// way. The file is named when all of it is on disk, and is deleted if that fails.
final class PartWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final PartFile.Disk disk;
    private final Label label;
    private final TaskCounters counters;

    /// @param counters of the task, which are told of records and bytes
    PartWriter(PartFile.Disk disk, Label label, TaskCounters counters) {
        this.disk = disk;
        this.label = label;
        this.counters = counters;
    }

    /// Returns the name of the file in the folder, which is then complete and on disk.
    String write(Iterator<Object> elements, Action.Save save, int partition, AttemptId attempt) {
        var name =
                String.format(
                        Locale.ROOT,
                        "part-%05d-stage-%d-task-%d-attempt-%d",
                        partition,
                        attempt.stage().value(),
                        attempt.partition(),
                        attempt.attempt());
        var file = new File(save.folder(), name);
        var complete = false;
        try {
            writeAll(elements, save.sink(), file);
            complete = true;
            return name;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    label
                            + " cannot write partition "
                            + partition
                            + " to "
                            + file
                            + ": "
                            + e.getMessage()
                            + ". Check that the folder exists, may be written to, and has space left.",
                    e);
        } finally {
            if (!complete) {
                // What was written is no use to anyone; if it cannot be removed, the first failure is still the news.
                var _ = file.delete();
            }
        }
    }

    private void writeAll(Iterator<Object> elements, ElementSink<Object> sink, File file) throws IOException {
        try (var part = disk.create(file)) {
            var target = new Watched(part.stream());
            try {
                var buffered = new BufferedOutputStream(target, BUFFER_BYTES);
                writeAll(elements, sink, buffered);
                buffered.flush();
            } catch (RuntimeException | Error e) {
                target.rethrow(e);
                throw e;
            }
            part.sync();
            counters.fileBytesWritten += target.bytes;
        }
    }

    private void writeAll(Iterator<Object> elements, ElementSink<Object> sink, OutputStream target) throws IOException {
        try (var packed = CompressionCodecs.of(sink.compression()).compress(new KeptOpen(target));
                var writer = sink.open(new KeptOpen(packed))) {
            while (elements.hasNext()) {
                write(elements.next(), writer);
                counters.fileRecordsWritten++;
            }
        }
    }

    private void write(Object element, ElementWriter<Object> writer) throws IOException {
        try {
            writer.write(element);
        } catch (UnwritableValue e) {
            throw e.error(label.values());
        } catch (SparrowException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw UserFailure.of(label, element, e);
        }
    }

    /// Remembers the failure of the disk. Libraries wrap it, or stumble over what it left behind, and the failure of
    /// the disk would be told as one of the user's code or of ours.
    private static final class Watched extends FilterOutputStream {
        private IOException failure;
        private long bytes;

        private Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int octet) throws IOException {
            try {
                out.write(octet);
                bytes++;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            try {
                out.write(octets, from, length);
                bytes += length;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        /// @param consequence what came of it, if it failed
        private void rethrow(Throwable consequence) throws IOException {
            if (failure != null) {
                var first = new IOException(failure.getMessage(), failure);
                first.addSuppressed(consequence);
                throw first;
            }
        }
    }

    /// Closing it only flushes.
    private static final class KeptOpen extends FilterOutputStream {
        private KeptOpen(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
