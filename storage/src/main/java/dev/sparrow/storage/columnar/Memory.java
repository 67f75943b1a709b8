/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads numbers that stand one after the other at an address, which [Window#address] gives: for loops that were
/// compiled for it. Nobody checks the row; the address is good as long as the window shows these rows.
///
/// All of memory is one segment, a constant: so the JIT makes each of these one instruction, whatever other segments
/// the process reads.
@SuppressWarnings("restricted") // columns are outside the Java heap
public final class Memory {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    public static byte byteAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_BYTE, address + (long) row * Byte.BYTES);
    }

    public static short shortAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address + (long) row * Short.BYTES);
    }

    public static char charAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_CHAR_UNALIGNED, address + (long) row * Character.BYTES);
    }

    public static int intAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address + (long) row * Integer.BYTES);
    }

    public static long longAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address + (long) row * Long.BYTES);
    }

    public static float floatAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address + (long) row * Float.BYTES);
    }

    public static double doubleAt(long address, int row) {
        return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address + (long) row * Double.BYTES);
    }
}
