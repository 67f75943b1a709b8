/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.storage.columnar.RunEncoder;
import dev.sparrow.value.Compression;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Writes a partition for [CheckpointReader]:
///
///     "SPARROW2", int partition                      who it is
///     int rows, int length, int CRC-32C, bytes       a run of elements, any number of times; sum of rows and bytes
///     int -1, long rows of all                       the end, so that a file that was cut short is known as one
final class CheckpointWriter implements ElementWriter<Object> {
    static final byte[] MAGIC = {'S', 'P', 'A', 'R', 'R', 'O', 'W', '2'};
    static final int END = -1;
    private static final int RUN_ROWS_MAX = 4_096;
    private static final int RUN_BYTES_MAX = 1 << 20;

    private final DataOutputStream out;
    private RunEncoder run = ElementCodec.newRun();
    private long rows;

    private CheckpointWriter(DataOutputStream out) {
        this.out = out;
    }

    /// Makes such files.
    record Sink(int partition) implements ElementSink<Object> {
        @Override
        public String extension() {
            return "";
        }

        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public ElementWriter<Object> open(OutputStream target) throws IOException {
            var out = new DataOutputStream(target);
            out.write(MAGIC);
            out.writeInt(partition);
            return new CheckpointWriter(out);
        }
    }

    @Override
    public void write(Object element) throws IOException {
        run.write(element);
        if (run.count() == RUN_ROWS_MAX || run.size() >= RUN_BYTES_MAX) {
            writeRun();
        }
    }

    @Override
    public void close() throws IOException {
        if (run.count() > 0) {
            writeRun();
        }
        out.writeInt(END);
        out.writeLong(rows);
        out.flush();
    }

    static int checksum(int rows, byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, rows));
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private void writeRun() throws IOException {
        var bytes = run.toByteArray();
        out.writeInt(run.count());
        out.writeInt(bytes.length);
        out.writeInt(checksum(run.count(), bytes));
        out.write(bytes);
        rows += run.count();
        run = ElementCodec.newRun();
    }
}
