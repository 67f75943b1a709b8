/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows that one operator of a task puts on disk, since it may not hold more in memory. Used by the task's own thread.
///
/// [#finish] makes them readable, until they or this are closed.
public final class SpillWriter implements AutoCloseable {
    /// Rows with objects are added by so many, since a batch must not have too many bytes.
    private static final int OBJECT_ROWS = 64;

    private final BlockStore store;
    private final String operator;
    private final SpillFile file;
    private final List<Chunk.Spilled> chunks = new ArrayList<>();

    /// The rows of the next chunk; null before the first row, and when nothing more comes.
    private BatchBuilder builder;

    /// How many rows of a window are added at once.
    private int step;

    private long rows;
    private int[] all = new int[0];

    SpillWriter(BlockStore store, String operator, SpillFile file) {
        this.store = store;
        this.operator = operator;
        this.file = file;
    }

    /// Adds an element, which may be changed or used again afterwards.
    public void append(Object element) {
        if (builder == null) {
            begin(Kind.of(element));
        }
        if (!builder.append(element)) {
            begin(builder.kind().widened(element));
            builder.append(element);
        }
        added(1);
    }

    /// Adds all rows of a window.
    public void append(Window window) {
        if (all.length < window.size()) {
            all = IntStream.range(0, window.size()).toArray();
        }
        append(window, all, window.size());
    }

    /// Adds those rows of a window that the first `count` of `selected` name, in their order.
    public void append(Window window, int[] selected, int count) {
        if (builder == null || !builder.kind().equals(window.kind())) {
            begin(window.kind());
        }
        for (var from = 0; from < count; ) {
            var to = Math.min(count, from + Math.min(step, BatchBuilder.ROWS_MAX - builder.rows()));
            builder.append(window, selected, from, to);
            added(to - from);
            from = to;
        }
    }

    private void begin(Kind kind) {
        write();
        builder = new BatchBuilder(kind);
        step = kind.leafKinds().contains(Kind.Leaf.OBJECT) ? OBJECT_ROWS : Window.ROWS;
    }

    private void added(int count) {
        rows += count;
        if (builder.isFull()) {
            write();
        }
    }

    private void write() {
        if (builder == null || builder.rows() == 0) {
            return;
        }
        try {
            chunks.add(file.append(builder.pack()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private SparrowException cannotWrite(IOException e) {
        close();
        store.ensureOpen(); // closing the store closes the files
        return new SparrowException(
                ErrorCode.OUT_OF_RESOURCES,
                operator
                        + " does not fit into its part of the memory, and "
                        + file.path()
                        + " cannot be written after "
                        + file.length()
                        + " bytes: "
                        + e.getMessage()
                        + ". Free space there, or set sparrow.local.dir to a folder with more; or use more partitions,"
                        + " or a larger heap, and nothing needs to go to disk.",
                e);
    }

    public long rows() {
        return rows;
    }

    /// Makes what was written readable.
    public SpilledRows finish() {
        write();
        builder = null; // it may be of many, which wait to be read
        try {
            file.finish();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return new SpilledRows(store, operator, file, List.copyOf(chunks), rows);
    }

    /// Deletes what was written, finished or not. Closing it again does nothing.
    @Override
    public void close() {
        store.delete(file);
    }
}
