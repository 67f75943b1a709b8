/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.ColumnArray;

/// Whole numbers as bytes, two's complement, the highest first, of as many as each column or each value has.
final class BinaryNumbers {
    private final int[] offsets;
    private final byte[] bytes;

    private BinaryNumbers(ColumnArray.Bytes binaries) {
        this.offsets = binaries.offsets();
        this.bytes = binaries.array();
    }

    /// @throws IllegalArgumentException if one has more than 64 bits
    static ColumnArray.Longs longs(StoredValues stored, int rows) {
        var longs = new long[rows];
        switch (stored.arrays()) {
            case ColumnArray.Places(var places, var dictionary) -> {
                var all = longs(new StoredValues(dictionary, null), dictionary.offsets().length - 1).array();
                for (var row = 0; row < rows; row++) {
                    longs[row] = stored.isNull(row) ? 0 : all[places[row]];
                }
            }
            case ColumnArray.Arrayed binaries -> {
                var numbers = new BinaryNumbers((ColumnArray.Bytes) binaries);
                for (var row = 0; row < rows; row++) {
                    longs[row] = stored.isNull(row) ? 0 : numbers.whole(row);
                }
            }
        }
        return new ColumnArray.Longs(longs);
    }

    /// @throws IllegalArgumentException if one has more than 128 bits
    static ColumnArray.Wides wides(StoredValues stored, int rows) {
        var high = new long[rows];
        var low = new long[rows];
        switch (stored.arrays()) {
            case ColumnArray.Places(var places, var dictionary) -> {
                var all = wides(new StoredValues(dictionary, null), dictionary.offsets().length - 1);
                for (var row = 0; row < rows; row++) {
                    high[row] = stored.isNull(row) ? 0 : all.high()[places[row]];
                    low[row] = stored.isNull(row) ? 0 : all.low()[places[row]];
                }
            }
            case ColumnArray.Arrayed binaries -> {
                var numbers = new BinaryNumbers((ColumnArray.Bytes) binaries);
                for (var row = 0; row < rows; row++) {
                    high[row] = stored.isNull(row) ? 0 : numbers.high(row);
                    low[row] = stored.isNull(row) ? 0 : numbers.low(row);
                }
            }
        }
        return new ColumnArray.Wides(high, low);
    }

    private long whole(int row) {
        var low = low(row);
        if (high(row) != low >> (Long.SIZE - 1)) {
            throw tooLong(row);
        }
        return low;
    }

    /// Numbers of 64 bits as such of 128.
    static ColumnArray.Wides widened(long[] numbers, int rows, boolean unsigned) {
        var high = new long[rows];
        for (var row = 0; row < rows && !unsigned; row++) {
            high[row] = numbers[row] >> (Long.SIZE - 1);
        }
        return new ColumnArray.Wides(high, numbers);
    }

    private long low(int row) {
        return number(Math.max(offsets[row], offsets[row + 1] - Long.BYTES), offsets[row + 1]);
    }

    /// The bits above the lower 64.
    private long high(int row) {
        var from = offsets[row];
        var to = offsets[row + 1] - Long.BYTES;
        if (to + Long.BYTES == from) {
            throw new IllegalArgumentException("a decimal number has no bytes");
        }
        if (to <= from) {
            return (long) bytes[from] >> (Long.SIZE - 1);
        }
        var sign = (byte) (bytes[from] >> (Byte.SIZE - 1));
        while (to - from > Long.BYTES) {
            if (bytes[from++] != sign || (bytes[from] ^ sign) < 0) {
                throw tooLong(row);
            }
        }
        return number(from, to);
    }

    private long number(int from, int to) {
        var number = from == to ? 0L : bytes[from] >> (Byte.SIZE - 1);
        for (var at = from; at < to; at++) {
            number = number << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return number;
    }

    private IllegalArgumentException tooLong(int row) {
        return new IllegalArgumentException(
                "a decimal number of "
                        + (offsets[row + 1] - offsets[row])
                        + " bytes has more digits than its column says");
    }
}
