/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Records and bytes of each block of a map output, in a few bytes for each block that is not empty: a driver keeps one
/// of these for each map task, and there may be 100,000 reduce partitions.
public final class BlockSizes implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int INDEX_STEP = 64;

    /// For each block with elements: steps from the partition before, records, bytes; as LEB128.
    private final byte[] packed;

    private final long records;
    private final long bytes;

    /// Where to look for a partition; null until one is looked for.
    private transient volatile int[] index;

    private BlockSizes(byte[] packed, long records, long bytes) {
        this.packed = packed;
        this.records = records;
        this.bytes = bytes;
    }

    /// Of an output of which nobody knows which blocks have elements: any may.
    public static BlockSizes unknown(int partitions) {
        var sizes = new Builder();
        for (var partition = 0; partition < partitions; partition++) {
            sizes.add(partition, 1, 1);
        }
        return sizes.build();
    }

    /// Told of one block.
    @FunctionalInterface
    public interface Visitor {
        void block(int partition, long records, long bytes);
    }

    /// The records of all blocks together.
    public long records() {
        return records;
    }

    /// The bytes of all blocks together; an estimate where elements are held as objects.
    public long bytes() {
        return bytes;
    }

    /// All blocks with elements, in the order of their partitions.
    public void forEach(Visitor visitor) {
        var cursor = new Cursor();
        var partition = -1;
        while (cursor.position < packed.length) {
            partition += (int) cursor.next();
            visitor.block(partition, cursor.next(), cursor.next());
        }
    }

    /// Whether a partition has no elements.
    public boolean isEmpty(int partition) {
        var cursor = new Cursor();
        var each = cursor.moveBefore(partition);
        while (each < partition && cursor.position < packed.length) {
            each += (int) cursor.next();
            cursor.skip(2);
        }
        return each != partition;
    }

    /// The places at which to begin in order to find a partition without reading all before it: for each that is a
    /// multiple of [#INDEX_STEP] blocks behind the first, the partition of the block before, and its end.
    private int[] index() {
        var known = index;
        if (known == null) {
            known = indexed();
            index = known;
        }
        return known;
    }

    private int[] indexed() {
        var places = IntStream.builder();
        var cursor = new Cursor();
        var partition = -1;
        for (var block = 0; cursor.position < packed.length; block++) {
            if (block % INDEX_STEP == 0) {
                places.add(partition).add(cursor.position);
            }
            partition += (int) cursor.next();
            cursor.skip(2);
        }
        return places.build().toArray();
    }

    private final class Cursor {
        private int position;

        /// Moves to a block that is not behind that of `partition`; returns the partition of the block before it.
        int moveBefore(int partition) {
            var places = index();
            var low = 0;
            var high = places.length / 2;
            while (high - low > 1) {
                var middle = (low + high) >>> 1;
                if (places[2 * middle] < partition) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            position = places.length == 0 ? 0 : places[2 * low + 1];
            return places.length == 0 ? -1 : places[2 * low];
        }

        long next() {
            var value = 0L;
            for (var shift = 0; ; shift += 7) {
                var part = packed[position++];
                value |= (long) (part & 0x7f) << shift;
                if (part >= 0) {
                    return value;
                }
            }
        }

        void skip(int values) {
            for (var left = values; left > 0; ) {
                if (packed[position++] >= 0) {
                    left--;
                }
            }
        }
    }

    /// Takes blocks in the order of their partitions.
    static final class Builder {
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private int lastPartition = -1;
        private long records;
        private long bytes;

        void add(int partition, long blockRecords, long blockBytes) {
            pack(partition - lastPartition);
            pack(blockRecords);
            pack(blockBytes);
            lastPartition = partition;
            records += blockRecords;
            bytes += blockBytes;
        }

        private void pack(long value) {
            var rest = value;
            while (rest > 0x7f) {
                packed.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            packed.write((int) rest);
        }

        BlockSizes build() {
            return new BlockSizes(packed.toByteArray(), records, bytes);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockSizes that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return records + " records, " + bytes + " bytes";
    }
}
