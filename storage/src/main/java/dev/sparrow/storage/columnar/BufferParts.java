/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The buffers of a batch on their way into one piece of memory.
final class BufferParts {
    private final List<MemorySegment> parts = new ArrayList<>();

    int count() {
        return parts.size();
    }

    void truncate(int count) {
        parts.subList(count, parts.size()).clear();
    }

    /// Adds the first elements of an array.
    ///
    /// @param array of primitives; not copied
    void add(Kind.Leaf leaf, Object array, int count) {
        if (leaf == Kind.Leaf.BOOLEAN) {
            parts.add(MemorySegment.ofArray(bits((boolean[]) array, count)));
        } else {
            parts.add(LeafArrays.bytes(leaf, array, count));
        }
    }

    /// Adds a buffer as it is.
    ///
    /// @param buffer not copied
    void add(MemorySegment buffer) {
        parts.add(buffer);
    }

    /// Eight to a byte, the first one lowest.
    private static byte[] bits(boolean[] values, int count) {
        var bits = new byte[(count + 7) >> 3];
        for (var i = 0; i < count; i++) {
            if (values[i]) {
                bits[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        return bits;
    }

    BufferLayout extents() {
        return BufferLayout.of(parts);
    }

    /// @param memory as long as the extents say
    void copyTo(MemorySegment memory, BufferLayout extents) {
        for (var i = 0; i < parts.size(); i++) {
            extents.buffer(i, memory).copyFrom(parts.get(i));
        }
    }
}
