/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import dev.sparrow.format.ElementWriter;
import dev.sparrow.storage.columnar.ElementCodec;
import dev.sparrow.storage.columnar.RunEncoder;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes chunks.
final class ObjectWriter implements ElementWriter<Object> {
    private final DataOutputStream target;
    private RunEncoder chunk = ElementCodec.newRun();
    private int count;
    private long written;
    private boolean begun;

    ObjectWriter(OutputStream target) {
        this.target = new DataOutputStream(target);
    }

    @Override
    public void write(Object element) throws IOException {
        chunk.write(element);
        count++;
        if (chunk.size() >= ObjectFiles.CHUNK_BYTES) {
            endChunk();
        }
    }

    private void endChunk() throws IOException {
        begin();
        var bytes = chunk.toByteArray();
        target.writeInt(count);
        target.writeInt(bytes.length);
        target.writeInt(ObjectFiles.checksum(count, bytes));
        target.write(bytes);
        written += count;
        count = 0;
        chunk = ElementCodec.newRun();
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            target.write(ObjectFiles.MAGIC);
        }
    }

    @Override
    public void close() throws IOException {
        if (count > 0) {
            endChunk();
        }
        begin();
        target.writeInt(0);
        target.writeLong(written);
        target.flush();
    }
}
