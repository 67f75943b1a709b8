/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.memory.ArrowMemory;

import java.lang.reflect.Array;

/// A [BatchBuilder] for each of many partitions, all of one kind. Used by one thread.
///
/// A window is dealt out column by column: first each row gets its place, then one loop for each leaf copies it there.
/// Only objects are looked at one by one.
public final class PartitionedBuilder {
    private final BatchBuilder prototype;

    /// The builder of each partition; null where no row went yet.
    private final BatchBuilder[] builders;

    /// The arrays of all builders for each leaf of primitives, as an array of arrays; null before the first window.
    private Object[] arrays;

    private int[] places = new int[Window.ROWS];
    private long bytes;

    public PartitionedBuilder(Kind kind, int partitions) {
        this.prototype = new BatchBuilder(kind);
        this.builders = new BatchBuilder[partitions];
    }

    public Kind kind() {
        return prototype.kind();
    }

    /// About what all rows take.
    public long bytes() {
        return bytes;
    }

    public int rows(int partition) {
        return builders[partition] == null ? 0 : builders[partition].rows();
    }

    /// Whether the rows of a partition have to be built before more are added.
    public boolean isFull(int partition) {
        return builders[partition] != null && builders[partition].isFull();
    }

    /// Adds an element to a partition that is not full. The element may be changed or used again afterwards.
    ///
    /// @return false if it is of another kind; nothing has changed then
    public boolean append(int partition, Object element) {
        var builder = ready(partition);
        var before = builder.bytes();
        var fits = builder.append(element);
        bytes += builder.bytes() - before;
        return fits;
    }

    /// Adds row `i` of a window of the same kind to partition `partitions[i]`, from a row on and until one belongs to a
    /// partition that is full.
    ///
    /// @return the number of that row, or the size of the window
    public int append(Window window, int[] partitions, int from) {
        if (arrays == null) {
            showArrays();
        }
        if (places.length < window.size()) {
            places = new int[window.size()];
        }
        var end = place(window, partitions, from);
        for (var leaf = 0; leaf < arrays.length; leaf++) {
            if (arrays[leaf] != null) {
                LeafArrays.scatter(
                        prototype.leafKind(leaf), window.leaf(leaf), from, end, partitions, places, arrays[leaf]);
            }
        }
        bytes += (long) (end - from) * prototype.width();
        return end;
    }

    private int place(Window window, int[] partitions, int from) {
        var hasObjects = prototype.hasObjects();
        for (var row = from; row < window.size(); row++) {
            var builder = builders[partitions[row]];
            if (builder == null || !builder.hasRoom()) {
                if (isFull(partitions[row])) {
                    return row;
                }
                builder = ready(partitions[row]);
            }
            places[row] = builder.rows();
            if (hasObjects) {
                bytes += builder.takeObjects(window, row);
            }
            builder.addRow();
        }
        return window.size();
    }

    /// The builder of a partition, which can take a row.
    private BatchBuilder ready(int partition) {
        var builder = builders[partition];
        if (builder == null) {
            builder = prototype.another();
            builders[partition] = builder;
            bytes += builder.bytes();
            show(partition);
        }
        if (!builder.hasRoom()) {
            builder.reserve(builder.rows() + 1);
            show(partition);
        }
        return builder;
    }

    private void showArrays() {
        arrays = new Object[kind().leaves()];
        for (var leaf = 0; leaf < arrays.length; leaf++) {
            if (prototype.leafKind(leaf) != Kind.Leaf.OBJECT) {
                arrays[leaf] = Array.newInstance(prototype.leaf(leaf).getClass(), builders.length);
            }
        }
        for (var partition = 0; partition < builders.length; partition++) {
            show(partition);
        }
    }

    private void show(int partition) {
        if (arrays != null && builders[partition] != null) {
            for (var leaf = 0; leaf < arrays.length; leaf++) {
                if (arrays[leaf] != null) {
                    ((Object[]) arrays[leaf])[partition] = builders[partition].leaf(leaf);
                }
            }
        }
    }

    /// What was added to a partition, which is empty afterwards.
    public Batch build(int partition, Layout layout, ArrowMemory memory) {
        var builder = builders[partition];
        bytes -= builder.bytes();
        var batch = builder.build(layout, memory);
        bytes += builder.bytes();
        return batch;
    }

    /// What was added to a partition, as bytes; the partition keeps no memory afterwards.
    public BatchBytes pack(int partition) {
        var builder = builders[partition];
        bytes -= builder.bytes();
        builders[partition] = null;
        return builder.pack();
    }
}
