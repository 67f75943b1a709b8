/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import dev.sparrow.format.ElementWriter;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Writes elements so that an [ElementInput] finds any damage: in runs of encoded elements, each with a checksum.
///
///     run   elements > 0, length, CRC-32C of elements and bytes, bytes
///     end   elements = 0, number of all elements: what lacks it was cut short
///
/// Numbers are big-endian: the number of all elements of 8 bytes, the others of 4.
public final class ElementOutput implements ElementWriter<Object> {
    /// A run ends with the element that makes it this long.
    private static final int RUN_BYTES = 256 << 10;

    private final DataOutputStream target;
    private RunEncoder run = ElementCodec.newRun();
    private long written;

    /// Elements follow what was written to `target` before.
    public ElementOutput(OutputStream target) {
        this.target = new DataOutputStream(target);
    }

    @Override
    public void write(Object element) throws IOException {
        run.write(element);
        if (run.size() >= RUN_BYTES) {
            endRun();
        }
    }

    private void endRun() throws IOException {
        var bytes = run.toByteArray();
        target.writeInt(run.count());
        target.writeInt(bytes.length);
        target.writeInt(checksum(run.count(), bytes));
        target.write(bytes);
        written += run.count();
        run = ElementCodec.newRun();
    }

    static int checksum(int elements, byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, elements));
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        if (run.count() > 0) {
            endRun();
        }
        target.writeInt(0);
        target.writeLong(written);
        target.flush();
    }
}
