/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.storage.columnar.RunEncoder;
import dev.sparrow.value.AttemptId;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import java.util.zip.CRC32C;

/// Writes a partition into a file that only this attempt knows, for [CheckpointReader]:
///
///     "SPARROW2", int partition                      who it is
///     int rows, int length, int CRC-32C, bytes       a run of elements, any number of times; sum of rows and bytes
///     int -1, long rows of all                       the end, so that a file that was cut short is known as one
final class CheckpointWriter {
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

    /// Returns the name of the file in `folder`, which is then complete and on disk.
    static String write(Iterator<Object> elements, String folder, int partition, Label label, AttemptId attempt) {
        var name =
                String.format(
                        Locale.ROOT,
                        "part-%05d-stage-%d-attempt-%d",
                        partition,
                        attempt.stage().value(),
                        attempt.attempt());
        var file = new File(folder, name);
        var complete = false;
        try (var stream = new FileOutputStream(file);
                var out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16))) {
            out.write(MAGIC);
            out.writeInt(partition);
            new CheckpointWriter(out).writeAll(elements);
            out.flush();
            stream.getFD().sync();
            complete = true;
            return name;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    label
                            + " cannot write partition "
                            + partition
                            + " of a checkpoint to "
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

    private void writeAll(Iterator<Object> elements) throws IOException {
        while (elements.hasNext()) {
            run.write(elements.next());
            if (run.count() == RUN_ROWS_MAX || run.size() >= RUN_BYTES_MAX) {
                writeRun();
            }
        }
        if (run.count() > 0) {
            writeRun();
        }
        out.writeInt(END);
        out.writeLong(rows);
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
