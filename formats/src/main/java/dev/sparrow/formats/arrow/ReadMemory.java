/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferManager;
import org.apache.arrow.memory.RootAllocator;

import java.util.ArrayList;
import java.util.List;

/// Memory for reading one file. Arrow's reader forgets buffers when it meets damage in the middle of a batch; closing
/// this frees them.
final class ReadMemory extends RootAllocator {
    private final List<ArrowBuf> buffers = new ArrayList<>();

    ReadMemory(long bytesMax) {
        super(bytesMax);
    }

    @Override
    public ArrowBuf buffer(long bytes) {
        return buffer(bytes, null);
    }

    @Override
    public ArrowBuf buffer(long bytes, BufferManager manager) {
        var buffer = super.buffer(bytes, manager);
        buffers.removeIf(each -> each.getReferenceManager().getRefCount() == 0);
        buffers.add(buffer);
        return buffer;
    }

    @Override
    public synchronized void close() {
        for (var buffer : buffers) {
            var references = buffer.getReferenceManager().getRefCount();
            if (references > 0) {
                buffer.getReferenceManager().release(references);
            }
        }
        buffers.clear();
        super.close();
    }
}
