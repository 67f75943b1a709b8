/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.sparrow.column.ColumnArray;

/// Whole numbers as bytes, two's complement, the highest first, of as many as each column or each value has.
@SuppressWarnings("ArrayRecordComponent") // never compared
record BinaryNumbers(int[] offsets, byte[] bytes, Validity validity, int rows) {

    static BinaryNumbers of(ColumnReader reader, int rows) {
        return new BinaryNumbers(reader.getBinaryOffsets(), reader.getBinaryValues(), reader.getLeafValidity(), rows);
    }

    /// @throws IllegalArgumentException if one has more than 64 bits
    ColumnArray.Longs longs() {
        var longs = new long[rows];
        for (var row = 0; row < rows; row++) {
            if (!validity.isNull(row)) {
                var low = low(row);
                if (high(row) != low >> (Long.SIZE - 1)) {
                    throw tooLong(row);
                }
                longs[row] = low;
            }
        }
        return new ColumnArray.Longs(longs);
    }

    /// @throws IllegalArgumentException if one has more than 128 bits
    ColumnArray.Wides wides() {
        var high = new long[rows];
        var low = new long[rows];
        for (var row = 0; row < rows; row++) {
            if (!validity.isNull(row)) {
                high[row] = high(row);
                low[row] = low(row);
            }
        }
        return new ColumnArray.Wides(high, low);
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
