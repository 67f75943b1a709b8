/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import org.apache.arrow.memory.util.MemoryUtil;

/// Reads primitives that stand one after the other at an address, which [Window#address] gives: for loops that were
/// compiled for it. Neither the row nor the address is checked; the address is good as long as the window shows these
/// rows.
///
/// A segment over all of memory would do as well, but the JIT leaves its checks in a loop with user functions: two
/// instructions more for each number, and registers for the bounds. That a row is less than [#ROWS_MAX] is said in each
/// method, since for the JIT an offset that fits into an int is part of the instruction which reads; for any other it
/// computes the address in two or three of its own.
public final class Memory {
    /// Windows have fewer rows.
    public static final int ROWS_MAX = 1 << 24;

    private static final int ROW = ROWS_MAX - 1;

    private Memory() {}

    /// One of eight in a byte.
    public static boolean booleanAt(long address, int row) {
        return (MemoryUtil.getByte(address + (row >> 3)) >> (row & 7) & 1) != 0;
    }

    public static byte byteAt(long address, int row) {
        return MemoryUtil.getByte(address + (row & ROW));
    }

    public static short shortAt(long address, int row) {
        return MemoryUtil.getShort(address + (long) (row & ROW) * Short.BYTES);
    }

    public static char charAt(long address, int row) {
        return (char) shortAt(address, row);
    }

    public static int intAt(long address, int row) {
        return MemoryUtil.getInt(address + (long) (row & ROW) * Integer.BYTES);
    }

    public static long longAt(long address, int row) {
        return MemoryUtil.getLong(address + (long) (row & ROW) * Long.BYTES);
    }

    public static float floatAt(long address, int row) {
        return Float.intBitsToFloat(intAt(address, row));
    }

    public static double doubleAt(long address, int row) {
        return Double.longBitsToDouble(longAt(address, row));
    }
}
