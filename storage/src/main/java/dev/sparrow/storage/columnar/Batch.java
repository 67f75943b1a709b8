/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.memory.ArrowMemory;

import org.apache.arrow.memory.ArrowBuf;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// An immutable set of some thousand elements of one kind, as columns. Its owner closes it; it is read under a lease.
///
/// Its columns are in one buffer of Arrow memory, laid out as the body of an Arrow record batch; objects that are
/// handed over by reference are beside it.
public final class Batch implements AutoCloseable {
    /// About what the objects around the columns take.
    static final int OBJECT_BYTES = 256;

    private static final MemorySegment NO_MEMORY = MemorySegment.ofArray(new byte[0]);

    private final BatchShape shape;
    private final MemorySegment memory;
    private final Column[] columns;

    /// The buffer that holds the columns; null if the batch has no memory of its own.
    private final ArrowBuf buffer;

    /// See [#alwaysValid]; null before it was asked for.
    private Set<Integer> alwaysValid;

    private volatile boolean closed;

    private Batch(BatchShape shape, MemorySegment memory, ArrowBuf buffer) {
        this.shape = shape;
        this.memory = memory;
        this.columns = shape.open(memory);
        this.buffer = buffer;
    }

    static Batch onHeap(BatchShape shape, MemorySegment memory) {
        return new Batch(shape, memory, null);
    }

    @SuppressWarnings("restricted") // the segment is the buffer
    static Batch create(BatchShape shape, BufferParts parts, ArrowMemory memory) {
        if (shape.memoryBytes() == 0) {
            return onHeap(shape, NO_MEMORY);
        }
        var buffer = memory.allocate(shape.memoryBytes());
        try {
            var segment = MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(shape.memoryBytes());
            parts.copyTo(segment, shape.extents());
            return new Batch(shape, segment, buffer);
        } catch (Throwable e) {
            buffer.close();
            throw e;
        }
    }

    /// A batch of objects as they are.
    ///
    /// @param elements not copied, and not to be changed
    public static Batch of(Object[] elements) {
        var leaf = new BatchShape.Leaf(new Codec.References(elements, 0), 0, null);
        var extents = new BufferParts().extents();
        return onHeap(
                new BatchShape(Kind.Leaf.OBJECT, elements.length, new BatchShape.Leaf[] {leaf}, extents), NO_MEMORY);
    }

    /// The elements of all batches, one after the other.
    public static Iterator<Object> elements(Iterator<Batch> batches) {
        return new Iterator<>() {
            private Iterator<Object> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext()) {
                    if (!batches.hasNext()) {
                        return false;
                    }
                    current = batches.next().elements();
                }
                return true;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }

    public Kind kind() {
        return shape.kind();
    }

    public int rows() {
        return shape.rows();
    }

    /// What is known of the values of a leaf, see [BatchShape#statistics].
    public Optional<LeafStatistics> statistics(int leaf) {
        return shape.statistics(leaf);
    }

    /// The leaves of [Kind.Nullable] that say of every row that there is a value. There may be more.
    Set<Integer> alwaysValid() {
        if (alwaysValid == null) {
            alwaysValid = shape.alwaysValid();
        }
        return alwaysValid;
    }

    /// What it takes of memory, on the heap and outside; an estimate where it refers to objects.
    public long bytes() {
        return OBJECT_BYTES + shape.memoryBytes() + shape.heapBytes();
    }

    /// What of that is on the Java heap.
    public long bytesOnHeap() {
        return bytes() - (buffer == null ? 0 : shape.memoryBytes());
    }

    /// Copies `count` rows to the front of a window of the same kind, and says so in its size. Cheapest from multiples
    /// of [Window#ROWS].
    public void read(int from, int count, Window into) {
        ensureOpen();
        into.hide();
        for (var leaf = 0; leaf < columns.length; leaf++) {
            columns[leaf].read(from, count, into.leaf(leaf));
        }
        into.size(count);
    }

    /// As [#read], but what is copied is what is asked for, while this is open.
    public void show(int from, int count, Window in) {
        ensureOpen();
        in.show(this, columns, from, count);
    }

    /// Whether numbers are at addresses.
    boolean isInMemory() {
        return buffer != null;
    }

    long address(int leaf, int row) {
        ensureOpen();
        return ((Column.Primitives) columns[leaf]).address(row);
    }

    /// The elements, equal at every call; what of them can change is new at every call.
    public Iterator<Object> elements() {
        return new Elements();
    }

    private final class Elements implements Iterator<Object> {
        private final Window window = new Window(kind(), Math.min(rows(), Window.ROWS));
        private int read;
        private int row;

        @Override
        public boolean hasNext() {
            return row < window.size() || read < rows();
        }

        @Override
        public Object next() {
            if (row == window.size()) {
                if (read == rows()) {
                    throw new NoSuchElementException();
                }
                read(read, Math.min(rows() - read, Window.ROWS), window);
                read += window.size();
                row = 0;
            }
            return window.get(row++);
        }
    }

    /// The same elements as bytes.
    public BatchBytes pack() {
        var copy = new BatchBuilder(kind());
        var window = new Window(kind());
        for (var from = 0; from < rows(); from += window.size()) {
            read(from, Math.min(Window.ROWS, rows() - from), window);
            copy.append(window);
        }
        return shape.hasStatistics() ? copy.packWithStatistics() : copy.pack();
    }

    /// What it is made of for other processes; good as long as this is open.
    PortableParts portable() {
        ensureOpen();
        return new PortableParts(shape, memory);
    }

    /// Its memory by buffers, for tests.
    List<MemorySegment> buffers() {
        var extents = shape.extents();
        return IntStream.range(0, extents.lengths().length).mapToObj(i -> extents.buffer(i, memory)).toList();
    }

    void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("A batch is read after close.");
        }
    }

    /// Gives its memory back. Closing it again does nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (buffer != null) {
                buffer.close();
            }
        }
    }
}
