/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.memory.ArrowMemory;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// Rows of one kind on their way into a [Batch]: Java arrays that grow. Used by one thread.
public final class BatchBuilder {
    /// When a batch is full: small enough for the second cache and for windows, large enough to forget what it costs.
    public static final int ROWS_MAX = 4_096;

    public static final int BYTES_MAX = 256 << 10;

    /// When a batch of numbers that a loop is to run over again and again is long enough: each batch begins with reads
    /// that wait for memory, as many as it has columns, and of 4,096 rows they take a third of such a loop's time.
    private static final int LONG_FACTOR = 8;

    private static final int ROWS_MIN = 16;

    /// More rows are not put into other columns: a batch of them is not so small that it would be a pity.
    private static final int WIDENED_MAX = Window.ROWS;

    private final Kind kind;
    private final Kind.Leaf[] leafKinds;
    private final Object[] leaves;

    /// The objects of each leaf; null for leaves of primitives.
    private final ObjectLeaf[] objects;

    private final boolean hasObjects;

    /// Bytes of a row in the leaves of primitives.
    private final int width;

    private int capacity = ROWS_MIN;
    private int rows;

    /// The most rows that the arrays, and a batch, can hold.
    private int limit;

    private long objectBytes;

    public BatchBuilder(Kind kind) {
        this.kind = kind;
        this.leafKinds = kind.leafKinds().toArray(Kind.Leaf[]::new);
        this.leaves = LeafArrays.create(leafKinds, ROWS_MIN);
        this.objects = new ObjectLeaf[leaves.length];
        var primitiveBytes = 0;
        for (var leaf : leafKinds) {
            primitiveBytes += leaf == Kind.Leaf.OBJECT ? 0 : LeafArrays.width(leaf);
        }
        this.width = primitiveBytes;
        this.hasObjects = kind.leafKinds().contains(Kind.Leaf.OBJECT);
        clear();
    }

    private BatchBuilder(BatchBuilder like) {
        this.kind = like.kind;
        this.leafKinds = like.leafKinds;
        this.leaves = LeafArrays.create(leafKinds, ROWS_MIN);
        this.objects = new ObjectLeaf[leaves.length];
        this.width = like.width;
        this.hasObjects = like.hasObjects;
        clear();
    }

    /// An empty one of the same kind.
    BatchBuilder another() {
        return new BatchBuilder(this);
    }

    public Kind kind() {
        return kind;
    }

    public int rows() {
        return rows;
    }

    /// About what the rows take, at least as much as their batch will.
    public long bytes() {
        return Batch.OBJECT_BYTES + (long) leaves.length * BufferLayout.ALIGNMENT + (long) rows * width + objectBytes;
    }

    /// Whether it is time to build.
    public boolean isFull() {
        return rows >= ROWS_MAX || (rows > 0 && (long) rows * width + objectBytes >= BYTES_MAX);
    }

    /// Whether it is time to build a batch that stays in memory: a longer one.
    public boolean isFullAndLong() {
        return rows >= LONG_FACTOR * ROWS_MAX
                || (rows > 0 && (long) rows * width + objectBytes >= (long) LONG_FACTOR * BYTES_MAX);
    }

    /// Whether one more row would neither need longer arrays nor be too many.
    boolean hasRoom() {
        return rows < limit;
    }

    private void setLimit() {
        var rowsOfPrimitives = width == 0 ? ROWS_MAX : Math.clamp((BYTES_MAX + width - 1) / width, 1, ROWS_MAX);
        limit = Math.min(capacity, rowsOfPrimitives);
    }

    int width() {
        return width;
    }

    boolean hasObjects() {
        return hasObjects;
    }

    Kind.Leaf leafKind(int leaf) {
        return leafKinds[leaf];
    }

    Object leaf(int leaf) {
        return leaves[leaf];
    }

    /// Takes the objects of a row of a window for the next row.
    ///
    /// @return by how many bytes this has grown
    long takeObjects(Window window, int row) {
        var before = objectBytes;
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            if (objects[leaf] != null) {
                var values = (Object[]) leaves[leaf];
                values[rows] = window.objects(leaf)[row];
                objectBytes += objects[leaf].take(values, rows);
            }
        }
        return objectBytes - before;
    }

    /// Counts a row whose objects were taken, and whose primitives are put into the arrays from outside.
    void addRow() {
        rows++;
        if (hasObjects && isFull()) {
            limit = rows;
        }
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

    /// The same few rows in columns that accept an element too; empty if they are too many, or some are bytes already.
    public Optional<BatchBuilder> widened(Object element, Layout layout) {
        if (rows > WIDENED_MAX || Arrays.stream(objects).anyMatch(leaf -> leaf != null && leaf.isEncoded())) {
            return Optional.empty();
        }
        var same = new BatchBuilder(layout.widened(kind, element));
        for (var row = 0; row < rows; row++) {
            same.append(Rows.get(kind, leaves, 0, row));
        }
        return Optional.of(same);
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

    void reserve(int needed) {
        if (needed > capacity) {
            capacity = Math.max(needed, capacity * 2);
            for (var leaf = 0; leaf < leaves.length; leaf++) {
                leaves[leaf] = LeafArrays.grown(leafKinds[leaf], leaves[leaf], capacity);
            }
            setLimit();
        }
    }

    /// Rows up to `end` are in the arrays.
    private void added(int end) {
        for (var leaf = 0; leaf < leaves.length && hasObjects; leaf++) {
            if (objects[leaf] != null) {
                for (var row = rows; row < end; row++) {
                    objectBytes += objects[leaf].take((Object[]) leaves[leaf], row);
                }
            }
        }
        rows = end;
    }

    /// What was added. The builder is empty afterwards.
    ///
    /// @throws dev.sparrow.error.SparrowException if there is no memory, or an object cannot be encoded
    public Batch build(Layout layout, ArrowMemory memory) {
        var parts = new BufferParts();
        var batch = Batch.create(shape(layout, false, layout == Layout.STORED, parts), parts, memory);
        clear();
        return batch;
    }

    /// What was added, in the layout [Layout#STORED] but with [NarrowNumbers], as bytes on the heap. The builder is
    /// empty afterwards.
    public BatchBytes pack() {
        return pack(false);
    }

    /// As [#pack], with the statistics of leaves, for bytes that others than this program's next step may read.
    public BatchBytes packWithStatistics() {
        return pack(true);
    }

    private BatchBytes pack(boolean described) {
        var parts = new BufferParts();
        var shape = shape(Layout.STORED, true, described, parts);
        var bytes = new byte[Math.toIntExact(shape.memoryBytes())];
        parts.copyTo(MemorySegment.ofArray(bytes), shape.extents());
        clear();
        return new BatchBytes(shape, bytes);
    }

    private BatchShape shape(Layout layout, boolean narrow, boolean described, BufferParts parts) {
        var columns = new BatchShape.Leaf[leaves.length];
        var statistics = described ? statistics() : new LeafStatistics[leaves.length];
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            var same = sameBefore(leaf);
            if (same >= 0 && Objects.equals(statistics[same], statistics[leaf])) {
                columns[leaf] = columns[same];
            } else {
                var firstBuffer = parts.count();
                columns[leaf] = new BatchShape.Leaf(encode(leaf, layout, narrow, parts), firstBuffer, statistics[leaf]);
            }
        }
        return new BatchShape(kind, rows, columns, parts.extents());
    }

    private LeafStatistics[] statistics() {
        var statistics = StatisticsTaker.take(kind, leaves, rows);
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            if (objects[leaf] != null && objects[leaf].isEncoded()) {
                statistics[leaf] = null; // the array does not have the values any more
            }
        }
        return statistics;
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

    private Codec encode(int leaf, Layout layout, boolean narrow, BufferParts parts) {
        var kindOfLeaf = leafKinds[leaf];
        if (objects[leaf] != null) {
            return objects[leaf].encode((Object[]) leaves[leaf], rows, layout, narrow, parts);
        }
        var narrowed = narrow ? NarrowNumbers.encode(kindOfLeaf, leaves[leaf], rows, parts) : Optional.<Codec>empty();
        return narrowed.orElseGet(() -> {
            parts.add(kindOfLeaf, leaves[leaf], rows);
            return new Codec.Primitive(kindOfLeaf);
        });
    }

    private void clear() {
        rows = 0;
        objectBytes = 0;
        setLimit();
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            objects[leaf] = leafKinds[leaf] == Kind.Leaf.OBJECT ? new ObjectLeaf() : null;
        }
    }
}
