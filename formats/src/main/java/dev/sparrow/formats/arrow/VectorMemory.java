/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.column.ColumnArray;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The memory of a vector, copied into arrays.
///
/// @param vector has been checked, and has buffers as long as its rows need
record VectorMemory(FieldVector vector) {
    private int rows() {
        return vector.getValueCount();
    }

    /// A bit for each row, set where there is a value; null if none is missing.
    long[] validity() {
        return vector.getNullCount() == 0 ? null : words(vector.getValidityBuffer());
    }

    private long[] words(ArrowBuf bits) {
        var words = new long[(rows() + Long.SIZE - 1) / Long.SIZE];
        var bytes = plain(bits, (rows() + Byte.SIZE - 1) / Byte.SIZE);
        for (var i = 0; bytes.hasRemaining(); i++) {
            words[i / Long.BYTES] |= (bytes.get() & 0xFFL) << (Byte.SIZE * (i % Long.BYTES));
        }
        return words;
    }

    private static ByteBuffer plain(ArrowBuf buffer, long length) {
        return buffer.nioBuffer(0, Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer data(int width) {
        return plain(vector.getDataBuffer(), (long) rows() * width);
    }

    boolean[] bits() {
        var words = words(((BitVector) vector).getDataBuffer());
        var bits = new boolean[rows()];
        for (var row = 0; row < bits.length; row++) {
            bits[row] = (words[row / Long.SIZE] >>> row & 1) != 0;
        }
        return bits;
    }

    /// Numbers of up to 32 bits, as wide as the vector has them.
    int[] ints() {
        var ints = new int[rows()];
        var width = ((BaseFixedWidthVector) vector).getTypeWidth();
        var data = data(width);
        switch (width) {
            case Byte.BYTES -> {
                var mask = vector instanceof UInt1Vector ? 0xFF : -1;
                for (var row = 0; row < ints.length; row++) {
                    ints[row] = data.get() & mask;
                }
            }
            case Short.BYTES -> {
                var mask = vector instanceof UInt2Vector ? 0xFFFF : -1;
                for (var row = 0; row < ints.length; row++) {
                    ints[row] = data.getShort() & mask;
                }
            }
            default -> data.asIntBuffer().get(ints);
        }
        return ints;
    }

    /// Numbers of 64 bits, and unsigned ones of 32.
    long[] longs() {
        var longs = new long[rows()];
        if (((BaseFixedWidthVector) vector).getTypeWidth() == Long.BYTES) {
            data(Long.BYTES).asLongBuffer().get(longs);
            return longs;
        }
        var data = data(Integer.BYTES);
        for (var row = 0; row < longs.length; row++) {
            longs[row] = Integer.toUnsignedLong(data.getInt());
        }
        return longs;
    }

    float[] floats() {
        var floats = new float[rows()];
        data(Float.BYTES).asFloatBuffer().get(floats);
        return floats;
    }

    double[] doubles() {
        var doubles = new double[rows()];
        data(Double.BYTES).asDoubleBuffer().get(doubles);
        return doubles;
    }

    ColumnArray.Bytes bytes() {
        var offsets = new int[rows() + 1];
        if (rows() > 0) {
            plain(vector.getOffsetBuffer(), (long) offsets.length * Integer.BYTES).asIntBuffer().get(offsets);
        }
        var array = new byte[offsets[rows()]];
        plain(vector.getDataBuffer(), array.length).get(array);
        return new ColumnArray.Bytes(offsets, array);
    }

    ColumnArray.Wides halves() {
        var high = new long[rows()];
        var low = new long[rows()];
        var data = data(2 * Long.BYTES).asLongBuffer();
        for (var row = 0; row < low.length; row++) {
            low[row] = data.get();
            high[row] = data.get();
        }
        return new ColumnArray.Wides(high, low);
    }

    /// Numbers of 128 bits of which the lower 64 say all.
    ///
    /// @throws IllegalArgumentException if they do not
    ColumnArray.Longs lowHalves() {
        var wides = halves();
        for (var row = 0; row < rows(); row++) {
            if (wides.high()[row] != wides.low()[row] >> (Long.SIZE - 1) && !vector.isNull(row)) {
                throw new IllegalArgumentException("a decimal number has more digits than its column says");
            }
        }
        return new ColumnArray.Longs(wides.low());
    }
}
