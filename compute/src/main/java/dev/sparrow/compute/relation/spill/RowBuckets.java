/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.spill;

import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;

/// Rows that wait on disk in buckets by the hashes of their keys: equal keys are in one bucket, and keep their order. A
/// bucket that is too large is cut into others by further bits of the hashes, see [#depth].
public final class RowBuckets {
    /// A writer has memory for a batch, so there are not many.
    private static final int BITS = 4;

    private static final int COUNT = 1 << BITS;

    /// Behind so many the hashes are used up.
    private static final int DEPTH_MAX = Integer.SIZE / BITS;

    private final OperatorMemory memory;
    private final int depth;
    private final SpillWriter[] writers = new SpillWriter[COUNT];
    private final SpilledRows[] rows = new SpilledRows[COUNT];
    private int[] bucketOf = new int[0];
    private int[] sorted = new int[0];

    /// @param depth how often the rows were cut into buckets before
    public RowBuckets(OperatorMemory memory, int depth) {
        this.memory = memory;
        this.depth = depth;
    }

    /// Whether rows that were cut so often can be cut again.
    public static boolean canCut(int depth) {
        return depth < DEPTH_MAX;
    }

    /// How often the rows of a bucket were cut.
    public int depth() {
        return depth + 1;
    }

    public int count() {
        return COUNT;
    }

    private int bucket(int hash) {
        // Each bit depends on many of the hash, and in another way than its place in a table does.
        var mixed = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
        return (mixed >>> (Integer.SIZE - BITS * (depth + 1))) & (COUNT - 1);
    }

    /// Takes all rows of a window.
    ///
    /// @param hashes of their keys
    public void append(Window window, int[] hashes) {
        var count = window.size();
        if (bucketOf.length < count) {
            bucketOf = new int[count];
            sorted = new int[count];
        }
        var ends = new int[COUNT + 1];
        for (var row = 0; row < count; row++) {
            bucketOf[row] = bucket(hashes[row]);
            ends[bucketOf[row] + 1]++;
        }
        for (var bucket = 0; bucket < COUNT; bucket++) {
            ends[bucket + 1] += ends[bucket];
        }
        for (var row = 0; row < count; row++) {
            sorted[ends[bucketOf[row]]++] = row;
        }
        for (var bucket = 0; bucket < COUNT; bucket++) {
            var from = bucket == 0 ? 0 : ends[bucket - 1];
            if (from < ends[bucket]) {
                var some = Arrays.copyOfRange(sorted, from, ends[bucket]);
                writer(bucket).append(window, some, some.length);
            }
        }
    }

    private SpillWriter writer(int bucket) {
        if (writers[bucket] == null) {
            writers[bucket] = memory.open();
        }
        return writers[bucket];
    }

    /// Ends writing.
    public void finish() {
        for (var bucket = 0; bucket < COUNT; bucket++) {
            rows[bucket] = writers[bucket] == null ? null : memory.finish(writers[bucket]);
            writers[bucket] = null;
        }
    }

    /// The rows of a bucket.
    public WindowSource read(int bucket) {
        return rows[bucket] == null ? () -> null : memory.read(rows[bucket]);
    }

    /// Whether a bucket has all rows, so that it is of no use to cut them again.
    public boolean hasAll(int bucket) {
        for (var other = 0; other < COUNT; other++) {
            if (other != bucket && rows[other] != null) {
                return false;
            }
        }
        return rows[bucket] != null;
    }

    /// Whether a bucket has no row.
    public boolean isEmpty(int bucket) {
        return rows[bucket] == null;
    }

    /// The rows of a bucket are not wanted any more.
    public void close(int bucket) {
        if (rows[bucket] != null) {
            rows[bucket].close();
        }
    }
}
