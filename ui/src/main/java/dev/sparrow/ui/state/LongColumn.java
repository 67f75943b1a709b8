/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers by row, of which most are small, equal or zero: a thousand rows take the bytes that their widest difference
/// needs, and none if they are all zero.
final class LongColumn {
    private static final int CHUNK_BITS = 10;

    /// The rows of a chunk.
    static final int CHUNK = 1 << CHUNK_BITS;

    private static final int MASK = CHUNK - 1;

    private final List<Full> full = new ArrayList<>();

    /// Those after the full ones, as far as there are any that are not zero.
    private long[] open = {};

    private int rows;

    private sealed interface Chunk {
        long at(int row);
    }

    /// A chunk and what all its rows have together.
    private record Full(Chunk chunk, long sum, long least, long greatest) {}

    private record Same(long value) implements Chunk {
        @Override
        public long at(int row) {
            return value;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(long least, byte[] above) implements Chunk {
        @Override
        public long at(int row) {
            return least + (above[row] & 0xff);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shorts(long least, short[] above) implements Chunk {
        @Override
        public long at(int row) {
            return least + (above[row] & 0xffff);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ints(long least, int[] above) implements Chunk {
        @Override
        public long at(int row) {
            return least + (above[row] & 0xffff_ffffL);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Longs(long[] values) implements Chunk {
        @Override
        public long at(int row) {
            return values[row];
        }
    }

    int rows() {
        return rows;
    }

    void add(long value) {
        var row = rows & MASK;
        if (value != 0) {
            if (row >= open.length) {
                open = Arrays.copyOf(open, Math.min(CHUNK, Math.max(8, 2 * (row + 1))));
            }
            open[row] = value;
        }
        rows++;
        if ((rows & MASK) == 0) {
            full.add(closed());
        }
    }

    long at(int row) {
        var chunk = row >> CHUNK_BITS;
        var within = row & MASK;
        if (chunk < full.size()) {
            return full.get(chunk).chunk().at(within);
        }
        return within < open.length ? open[within] : 0;
    }

    private Full closed() {
        open = Arrays.copyOf(open, CHUNK);
        var least = open[0];
        var greatest = open[0];
        var sum = 0L;
        for (var value : open) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            sum += value;
        }
        var chunk = new Full(compact(least, greatest), sum, least, greatest);
        open = new long[0];
        return chunk;
    }

    /// The sum of a full chunk.
    long sum(int chunk) {
        return full.get(chunk).sum();
    }

    /// The least number of a full chunk.
    long least(int chunk) {
        return full.get(chunk).least();
    }

    /// The greatest number of a full chunk.
    long greatest(int chunk) {
        return full.get(chunk).greatest();
    }

    private Chunk compact(long least, long greatest) {
        var range = greatest - least;
        if (range == 0) {
            return new Same(least);
        }
        if (range < 0 || range > 0xffff_ffffL) {
            return new Longs(open.clone());
        }
        return range <= 0xff ? bytes(least) : range <= 0xffff ? shorts(least) : ints(least);
    }

    private Chunk bytes(long least) {
        var above = new byte[CHUNK];
        for (var i = 0; i < CHUNK; i++) {
            above[i] = (byte) (open[i] - least);
        }
        return new Bytes(least, above);
    }

    private Chunk shorts(long least) {
        var above = new short[CHUNK];
        for (var i = 0; i < CHUNK; i++) {
            above[i] = (short) (open[i] - least);
        }
        return new Shorts(least, above);
    }

    private Chunk ints(long least) {
        var above = new int[CHUNK];
        for (var i = 0; i < CHUNK; i++) {
            above[i] = (int) (open[i] - least);
        }
        return new Ints(least, above);
    }
}
