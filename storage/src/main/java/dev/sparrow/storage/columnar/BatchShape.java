/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The description of a batch: everything about it but its memory, with the classes of this process. For others a
/// [PortableBatch] says the same by names.
public final class BatchShape {
    private final Kind kind;
    private final int rows;
    private final Leaf[] leaves;
    private final BufferLayout extents;

    /// @param leaves the same object twice for columns that are equal to the last bit
    BatchShape(Kind kind, int rows, Leaf[] leaves, BufferLayout extents) {
        this.kind = kind;
        this.rows = rows;
        this.leaves = leaves;
        this.extents = extents;
    }

    /// Where a column is found.
    ///
    /// @param firstBuffer of those that the codec takes
    /// @param statistics of its values; null if none were taken
    record Leaf(Codec codec, int firstBuffer, LeafStatistics statistics) {}

    public Kind kind() {
        return kind;
    }

    public int rows() {
        return rows;
    }

    /// A batch on the heap, which needs no closing.
    ///
    /// @param packed exactly the bytes of the [BatchBytes] that this is the shape of; not copied
    public Batch unpack(byte[] packed) {
        return Batch.onHeap(this, MemorySegment.ofArray(packed));
    }

    /// The columns, in the order of the kind's leaves.
    List<Leaf> leaves() {
        return List.of(leaves);
    }

    /// What is known of the values of a leaf: of numbers and texts of a batch that is stored. Empty for others, and for
    /// the leaf that says which values are there.
    public Optional<LeafStatistics> statistics(int leaf) {
        return Optional.ofNullable(leaves[leaf].statistics);
    }

    /// The leaves of [Kind.Nullable] that say of every row that there is a value, as far as statistics tell.
    Set<Integer> alwaysValid() {
        var leaves = new HashSet<Integer>();
        addAlwaysValid(kind, 0, leaves);
        return Set.copyOf(leaves);
    }

    /// @param leaf the first of the part
    private void addAlwaysValid(Kind part, int leaf, Set<Integer> into) {
        switch (part) {
            case Kind.Struct(_, var parts) -> addAlwaysValid(parts, leaf, into);
            case Kind.Columns(var parts) -> addAlwaysValid(parts, leaf, into);
            case Kind.Nullable(var values) -> {
                if (values.leaves() > 0 && statistics(leaf + 1).filter(known -> known.nulls() == 0).isPresent()) {
                    into.add(leaf);
                }
                addAlwaysValid(values, leaf + 1, into);
            }
            case Kind.Leaf _, Kind.Value _, Kind.Nulls _ -> {}
        }
    }

    private void addAlwaysValid(List<Kind> parts, int leaf, Set<Integer> into) {
        var next = leaf;
        for (var inner : parts) {
            addAlwaysValid(inner, next, into);
            next += inner.leaves();
        }
    }

    boolean hasStatistics() {
        return Arrays.stream(leaves).anyMatch(leaf -> leaf.statistics != null);
    }

    BufferLayout extents() {
        return extents;
    }

    /// @param memory of a batch of this shape
    Column[] open(MemorySegment memory) {
        var opened = new IdentityHashMap<Leaf, Column>();
        var columns = new Column[leaves.length];
        for (var leaf = 0; leaf < columns.length; leaf++) {
            columns[leaf] = opened.computeIfAbsent(leaves[leaf], of -> open(of, memory));
        }
        return columns;
    }

    private Column open(Leaf leaf, MemorySegment memory) {
        var next = new int[] {leaf.firstBuffer};
        return leaf.codec.open(() -> extents.buffer(next[0]++, memory));
    }

    long memoryBytes() {
        return extents.totalBytes();
    }

    /// About what objects take that it refers to.
    long heapBytes() {
        var bytes = 0L;
        for (var leaf : leaves) {
            bytes += leaf.codec instanceof Codec.References references ? references.heapBytes() : 0;
        }
        return bytes;
    }
}
