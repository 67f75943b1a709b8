/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// The places of a batch's buffers in its memory: one after the other, each from a multiple of eight bytes, as in the
/// body of an Arrow record batch.
///
/// @param lengths of the buffers, in bytes
@SuppressWarnings("ArrayRecordComponent") // never compared
record BufferLayout(long[] offsets, long[] lengths, long totalBytes) {
    static final int ALIGNMENT = 8;

    static BufferLayout of(List<MemorySegment> buffers) {
        return of(buffers.stream().mapToLong(MemorySegment::byteSize).toArray());
    }

    /// @param lengths not copied
    static BufferLayout of(long... lengths) {
        var offsets = new long[lengths.length];
        var end = 0L;
        for (var i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            end += (lengths[i] + ALIGNMENT - 1) & -ALIGNMENT;
        }
        return new BufferLayout(offsets, lengths, end);
    }

    MemorySegment buffer(int index, MemorySegment memory) {
        return memory.asSlice(offsets[index], lengths[index]);
    }
}
