/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.ElementSize;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.List;

/// Elements in columns, in the order in which they came, to be read in any other. An element that does not fit its
/// columns widens them; elements come back as equal ones.
///
/// Columns are cut into chunks, so growing copies nothing and needs no long stretch of memory.
public final class RowBuffer {
    public static final int CHUNK_BITS = 14;

    /// As many rows are in each chunk but the last.
    public static final int CHUNK = 1 << CHUNK_BITS;

    static final int MASK = CHUNK - 1;
    private static final int CAPACITY_MIN = 64;

    private final int rowsMax;
    private final List<Window> chunks = new ArrayList<>();

    /// Null before the first element.
    private Kind kind;

    private int lastCapacity = CHUNK;

    private List<Kind.Leaf> leaves = List.of();

    /// Of a row in all columns, without the objects in them.
    private int width;

    /// About what objects in columns take.
    private long objectBytes;

    private int rows;

    public RowBuffer() {
        this(ArrayGrowth.LENGTH_MAX);
    }

    RowBuffer(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    public int size() {
        return rows;
    }

    public Kind kind() {
        return kind == null ? Kind.Leaf.OBJECT : kind;
    }

    /// The rows from `chunk` × [#CHUNK] on.
    public Window chunk(int chunk) {
        return chunks.get(chunk);
    }

    public int chunks() {
        return chunks.size();
    }

    /// About what memory it takes with so many more rows.
    public long bytesWith(int more) {
        var full = (long) Math.max(0, chunks.size() - 1) * CHUNK;
        var last = chunks.isEmpty() ? 0 : lastCapacity;
        var room = full + last - rows;
        var added = room >= more ? 0 : Math.max(more, Math.min(CHUNK, 4 * last));
        return (full + last + added) * width + objectBytes + (rows == 0 ? 0 : objectBytes / rows * more);
    }

    private void hold(Kind newKind) {
        kind = newKind;
        leaves = kind.leafKinds();
        width = leaves.stream().mapToInt(Kind.Leaf::bytes).sum();
    }

    /// Rows from `from` up to `to` of the last chunk have come.
    private void countObjects(Window last, int from, int to) {
        for (var leaf = 0; leaf < leaves.size(); leaf++) {
            if (leaves.get(leaf) == Kind.Leaf.OBJECT) {
                objectBytes += ElementSize.ofAll(last.objects(leaf), from, to);
            }
        }
    }

    public void append(Object element) {
        if (kind == null) {
            hold(Kind.of(element));
        }
        var last = reserve(1);
        var row = rows & MASK;
        if (!last.set(row, element)) {
            widen(kind.widened(element));
            last = reserve(1);
            last.set(row, element);
        }
        last.size(row + 1);
        countObjects(last, row, row + 1);
        rows++;
    }

    public void append(Window window) {
        if (kind == null) {
            hold(window.kind());
        }
        widen(Kind.common(kind, window.kind()));
        if (!kind.equals(window.kind())) {
            for (var row = 0; row < window.size(); row++) {
                append(window.get(row));
            }
            return;
        }
        for (var from = 0; from < window.size(); ) {
            var last = reserve(window.size() - from);
            var row = rows & MASK;
            var count = Math.min(window.size() - from, CHUNK - row);
            copy(window, from, last, row, count);
            last.size(row + count);
            countObjects(last, row, row + count);
            from += count;
            rows += count;
        }
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same leaf have one type
    private static void copy(Window from, int fromRow, Window to, int toRow, int count) {
        for (var leaf = 0; leaf < from.kind().leaves(); leaf++) {
            System.arraycopy(from.leaf(leaf), fromRow, to.leaf(leaf), toRow, count);
        }
    }

    /// The last chunk, with room for `more` rows, or as many as it can have.
    private Window reserve(int more) {
        if (rows > rowsMax - more) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A partition cannot hold more than "
                            + rowsMax
                            + " elements at once. Use more partitions: give the operation a larger number of"
                            + " partitions, or a partitioner that has one.");
        }
        var row = rows & MASK;
        var needed = Math.min(row + more, CHUNK);
        if (row == 0) {
            lastCapacity = rows == 0 ? Math.max(needed, CAPACITY_MIN) : CHUNK;
            chunks.add(new Window(kind, lastCapacity));
        } else if (needed > lastCapacity) {
            lastCapacity = Math.min(Math.max(needed, lastCapacity * 4), CHUNK);
            var grown = new Window(kind, lastCapacity);
            copy(chunks.getLast(), 0, grown, 0, row);
            chunks.set(chunks.size() - 1, grown);
        }
        return chunks.getLast();
    }

    private void widen(Kind wider) {
        if (wider.equals(kind)) {
            return;
        }
        hold(wider);
        for (var chunk = 0; chunk < chunks.size(); chunk++) {
            var narrow = chunks.get(chunk);
            var wide = new Window(wider, chunk == chunks.size() - 1 ? lastCapacity : CHUNK);
            for (var row = 0; row < narrow.size(); row++) {
                wide.set(row, narrow.get(row));
            }
            wide.size(narrow.size());
            chunks.set(chunk, wide);
        }
    }

    public Object get(int row) {
        return chunks.get(row >>> CHUNK_BITS).get(row & MASK);
    }

    /// Gathers elements by their rows; nothing may be added meanwhile.
    public ColumnGather gathering() {
        return new ColumnGather(kind(), chunks);
    }
}
