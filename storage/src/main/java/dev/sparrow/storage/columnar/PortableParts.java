/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// The buffers of a batch that go into a portable one: those that it has, as they are; objects that it hands over by
/// reference become buffers first.
final class PortableParts {
    private final BatchShape from;
    private final MemorySegment memory;
    private final BufferParts parts = new BufferParts();
    private final BatchShape shape;

    /// @param memory of a batch of the shape; not copied
    PortableParts(BatchShape from, MemorySegment memory) {
        this.from = from;
        this.memory = memory;
        this.shape = portable();
    }

    BatchShape shape() {
        return shape;
    }

    /// @param body as long as the shape says
    void copyTo(MemorySegment body) {
        parts.copyTo(body, shape.extents());
    }

    private BatchShape portable() {
        var portable = new IdentityHashMap<BatchShape.Leaf, BatchShape.Leaf>();
        var leaves = distinct(from.leaves());
        for (var i = 0; i < leaves.size(); i++) {
            var isLast = i == leaves.size() - 1;
            var end = isLast ? from.extents().lengths().length : leaves.get(i + 1).firstBuffer();
            portable.put(leaves.get(i), added(leaves.get(i), end));
        }
        var columns = from.leaves().stream().map(portable::get).toArray(BatchShape.Leaf[]::new);
        return new BatchShape(from.kind(), from.rows(), columns, parts.extents());
    }

    private static List<BatchShape.Leaf> distinct(List<BatchShape.Leaf> leaves) {
        var seen = Collections.<BatchShape.Leaf>newSetFromMap(new IdentityHashMap<>());
        return leaves.stream().filter(seen::add).toList();
    }

    /// @param endOfBuffers after the last one of the leaf
    private BatchShape.Leaf added(BatchShape.Leaf leaf, int endOfBuffers) {
        var firstBuffer = parts.count();
        if (leaf.codec() instanceof Codec.References(var values, _)) {
            return new BatchShape.Leaf(
                    ObjectLeaf.encodeAll(values, from.rows(), true, parts), firstBuffer, leaf.statistics());
        }
        for (var buffer = leaf.firstBuffer(); buffer < endOfBuffers; buffer++) {
            parts.add(from.extents().buffer(buffer, memory));
        }
        return new BatchShape.Leaf(leaf.codec(), firstBuffer, leaf.statistics());
    }
}
