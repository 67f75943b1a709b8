/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.columnar;

import dev.sparrow.format.ElementWriter;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes elements so that an [ElementInput] finds any damage: in batches, each with a checksum.
///
///     batch   its length in bytes > 0, a PortableBatch
///     end     0, number of all elements: what lacks it was cut short
///
/// Numbers are big-endian: the number of all elements of 8 bytes, the others of 4.
public final class ElementOutput implements ElementWriter<Object> {
    private final DataOutputStream target;

    /// The rows of the next batch; null before the first element.
    private BatchBuilder builder;

    private long written;

    /// Elements follow what was written to `target` before.
    public ElementOutput(OutputStream target) {
        this.target = new DataOutputStream(target);
    }

    @Override
    public void write(Object element) throws IOException {
        if (builder == null) {
            builder = new BatchBuilder(Layout.STORED.kindOf(element));
        }
        if (!builder.append(element)) {
            var wider = builder.widened(element, Layout.STORED);
            if (wider.isEmpty()) {
                endBatch();
                wider = builder.widened(element, Layout.STORED);
            }
            builder = wider.orElseThrow();
            builder.append(element);
        }
        if (builder.isFull()) {
            endBatch();
        }
    }

    private void endBatch() throws IOException {
        if (builder != null && builder.rows() > 0) {
            written += builder.rows();
            var bytes = PortableBatch.write(builder.packWithStatistics());
            target.writeInt(bytes.length);
            target.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        endBatch();
        target.writeInt(0);
        target.writeLong(written);
        target.flush();
    }
}
