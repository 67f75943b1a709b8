/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.memory.ArrowMemory;

import java.lang.foreign.MemorySegment;

/// Rows of one kind on their way into a [Batch]: Java arrays that grow. Used by one thread.
public final class BatchBuilder {
    /// When a batch is full: small enough for the second cache and for windows, large enough to forget what it costs.
    public static final int ROWS_MAX = 4_096;

    public static final int BYTES_MAX = 256 << 10;

    private static final int ROWS_MIN = 16;

    private final Kind kind;
    private final Kind.Leaf[] leafKinds;
    private final Object[] leaves;

    /// Null for leaves of primitives.
    private final ObjectLeaf[] objects;

    /// Bytes of a row in the leaves of primitives.
    private final int width;

    private int capacity;
    private int rows;

    public BatchBuilder(Kind kind) {
        this.kind = kind;
        this.leafKinds = kind.leafKinds().toArray(Kind.Leaf[]::new);
        this.leaves = new Window(kind, ROWS_MIN).leaves();
        this.objects = new ObjectLeaf[leaves.length];
        this.capacity = ROWS_MIN;
        var primitiveBytes = 0;
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            primitiveBytes += leafKinds[leaf] == Kind.Leaf.OBJECT ? 0 : LeafArrays.width(leafKinds[leaf]);
        }
        this.width = primitiveBytes;
        clear();
    }

    public Kind kind() {
        return kind;
    }

    public int rows() {
        return rows;
    }

    /// About what the rows take.
    public long bytes() {
        var bytes = (long) rows * width;
        for (var object : objects) {
            bytes += object == null ? 0 : object.bytes();
        }
        return bytes;
    }

    /// Whether it is time to build.
    public boolean isFull() {
        return rows >= ROWS_MAX || bytes() >= BYTES_MAX;
    }

    /// Adds an element, which may be changed or used again afterwards.
    ///
    /// @return false if it is of another kind; nothing has changed then
    /// @throws dev.sparrow.error.SparrowException if it cannot be encoded; the builder is of no use then
    public boolean append(Object element) {
        reserve(rows + 1);
        if (Rows.set(kind, leaves, 0, rows, element) < 0) {
            return false;
        }
        added(rows + 1);
        return true;
    }

    /// Adds all rows of a window of the same kind.
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same leaf have one type
    public void append(Window window) {
        reserve(rows + window.size());
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            System.arraycopy(window.leaf(leaf), 0, leaves[leaf], rows, window.size());
        }
        added(rows + window.size());
    }

    /// Adds those rows of a window of the same kind that `selected` names, in its order.
    ///
    /// @param from the first of `selected`
    /// @param to after the last
    public void append(Window window, int[] selected, int from, int to) {
        reserve(rows + to - from);
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            LeafArrays.gather(leafKinds[leaf], window.leaf(leaf), selected, from, to, leaves[leaf], rows);
        }
        added(rows + to - from);
    }

    private void reserve(int needed) {
        if (needed > capacity) {
            capacity = Math.max(needed, capacity * 2);
            for (var leaf = 0; leaf < leaves.length; leaf++) {
                leaves[leaf] = LeafArrays.grown(leafKinds[leaf], leaves[leaf], capacity);
            }
        }
    }

    /// Rows up to `end` are in the arrays.
    private void added(int end) {
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            if (objects[leaf] != null) {
                for (var row = rows; row < end; row++) {
                    objects[leaf].take((Object[]) leaves[leaf], row);
                }
            }
        }
        rows = end;
    }

    /// What was added. The builder is empty afterwards.
    ///
    /// @throws dev.sparrow.error.SparrowException if there is no memory, or an object cannot be encoded
    public Batch build(Layout layout, ArrowMemory memory) {
        var parts = new Parts();
        var batch = Batch.create(shape(layout, parts), parts, memory);
        clear();
        return batch;
    }

    /// What was added, in the layout [Layout#KEPT], as bytes on the heap. The builder is empty afterwards.
    public PackedBatch pack() {
        var parts = new Parts();
        var shape = shape(Layout.KEPT, parts);
        var bytes = new byte[Math.toIntExact(shape.memoryBytes())];
        parts.copyTo(MemorySegment.ofArray(bytes), shape.extents());
        clear();
        return new PackedBatch(shape, bytes);
    }

    private BatchShape shape(Layout layout, Parts parts) {
        var columns = new BatchShape.Leaf[leaves.length];
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            var same = sameBefore(leaf);
            columns[leaf] = same >= 0 ? columns[same] : encode(leaf, layout, parts);
        }
        return new BatchShape(kind, rows, columns, parts.extents());
    }

    /// An earlier leaf with the same values, as when elements are sorted by themselves; or -1.
    private int sameBefore(int leaf) {
        for (var other = 0; other < leaf; other++) {
            if (leafKinds[other] == leafKinds[leaf] && isSame(other, leaf)) {
                return other;
            }
        }
        return -1;
    }

    /// Ends at the first difference, so it costs next to nothing where there is one.
    private boolean isSame(int left, int right) {
        return switch (leafKinds[left]) {
            case OBJECT ->
                    objects[left].isSame(objects[right], (Object[]) leaves[left], (Object[]) leaves[right], rows);
            case BOOLEAN -> false;
            case BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE -> {
                var leftBytes = LeafArrays.bytes(leafKinds[left], leaves[left], rows);
                yield leftBytes.mismatch(LeafArrays.bytes(leafKinds[right], leaves[right], rows)) == -1;
            }
        };
    }

    private BatchShape.Leaf encode(int leaf, Layout layout, Parts parts) {
        var firstBuffer = parts.count();
        if (objects[leaf] != null) {
            return new BatchShape.Leaf(objects[leaf].encode((Object[]) leaves[leaf], rows, layout, parts), firstBuffer);
        }
        parts.add(leafKinds[leaf], leaves[leaf], rows);
        return new BatchShape.Leaf(new Codec.Primitive(leafKinds[leaf]), firstBuffer);
    }

    private void clear() {
        rows = 0;
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            objects[leaf] = leafKinds[leaf] == Kind.Leaf.OBJECT ? new ObjectLeaf() : null;
        }
    }
}
