/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;

/// Loops over the arrays of a leaf, one for each type, so that none of them makes a box or a call for a row.
final class LeafArrays {
    private LeafArrays() {}

    /// Bytes of an element in its array; of a reference on common heaps.
    static int width(Kind.Leaf leaf) {
        return switch (leaf) {
            case BOOLEAN, BYTE -> 1;
            case SHORT, CHAR -> 2;
            case INT, FLOAT, OBJECT -> 4;
            case LONG, DOUBLE -> 8;
        };
    }

    static Object[] create(Kind.Leaf[] leaves, int capacity) {
        var arrays = new Object[leaves.length];
        Arrays.setAll(arrays, leaf -> Array.newInstance(leaves[leaf].type(), capacity));
        return arrays;
    }

    /// The bytes of the first elements; not of booleans or objects.
    static MemorySegment bytes(Kind.Leaf leaf, Object array, int count) {
        var all =
                switch (leaf) {
                    case BYTE -> MemorySegment.ofArray((byte[]) array);
                    case SHORT -> MemorySegment.ofArray((short[]) array);
                    case CHAR -> MemorySegment.ofArray((char[]) array);
                    case INT -> MemorySegment.ofArray((int[]) array);
                    case LONG -> MemorySegment.ofArray((long[]) array);
                    case FLOAT -> MemorySegment.ofArray((float[]) array);
                    case DOUBLE -> MemorySegment.ofArray((double[]) array);
                    case BOOLEAN, OBJECT -> throw new IllegalArgumentException("No bytes: " + leaf);
                };
        return all.asSlice(0, (long) count * width(leaf));
    }

    /// The first elements as objects.
    static void box(Kind.Leaf leaf, Object array, int count, Object[] into) {
        switch (array) {
            case long[] longs -> {
                for (var i = 0; i < count; i++) {
                    into[i] = longs[i];
                }
            }
            case int[] ints -> {
                for (var i = 0; i < count; i++) {
                    into[i] = ints[i];
                }
            }
            case double[] doubles -> {
                for (var i = 0; i < count; i++) {
                    into[i] = doubles[i];
                }
            }
            case Object others -> {
                for (var i = 0; i < count; i++) {
                    into[i] = Rows.get(leaf, others, i);
                }
            }
        }
    }

    /// Makes an element 0, false or null, whatever was there.
    static void clear(Object array, int index) {
        switch (array) {
            case boolean[] booleans -> booleans[index] = false;
            case byte[] bytes -> bytes[index] = 0;
            case short[] shorts -> shorts[index] = 0;
            case char[] chars -> chars[index] = 0;
            case int[] ints -> ints[index] = 0;
            case long[] longs -> longs[index] = 0;
            case float[] floats -> floats[index] = 0;
            case double[] doubles -> doubles[index] = 0;
            case Object others -> ((Object[]) others)[index] = null;
        }
    }

    /// A longer array with the same beginning.
    static Object grown(Kind.Leaf leaf, Object array, int capacity) {
        return switch (leaf) {
            case BOOLEAN -> Arrays.copyOf((boolean[]) array, capacity);
            case BYTE -> Arrays.copyOf((byte[]) array, capacity);
            case SHORT -> Arrays.copyOf((short[]) array, capacity);
            case CHAR -> Arrays.copyOf((char[]) array, capacity);
            case INT -> Arrays.copyOf((int[]) array, capacity);
            case LONG -> Arrays.copyOf((long[]) array, capacity);
            case FLOAT -> Arrays.copyOf((float[]) array, capacity);
            case DOUBLE -> Arrays.copyOf((double[]) array, capacity);
            case OBJECT -> Arrays.copyOf((Object[]) array, capacity);
        };
    }

    /// Copies row `rows[i]` of one array to `at` and the following of another, for `i` in a range.
    static void gather(Kind.Leaf leaf, Object from, int[] rows, int start, int end, Object to, int at) {
        var _ =
                switch (leaf) {
                    case BOOLEAN -> gather((boolean[]) from, rows, start, end, (boolean[]) to, at);
                    case BYTE -> gather((byte[]) from, rows, start, end, (byte[]) to, at);
                    case SHORT -> gather((short[]) from, rows, start, end, (short[]) to, at);
                    case CHAR -> gather((char[]) from, rows, start, end, (char[]) to, at);
                    case INT -> gather((int[]) from, rows, start, end, (int[]) to, at);
                    case LONG -> gather((long[]) from, rows, start, end, (long[]) to, at);
                    case FLOAT -> gather((float[]) from, rows, start, end, (float[]) to, at);
                    case DOUBLE -> gather((double[]) from, rows, start, end, (double[]) to, at);
                    case OBJECT -> gather((Object[]) from, rows, start, end, (Object[]) to, at);
                };
    }

    /// Copies row `i` to row `positions[i]` of the array `to[targets[i]]`, for `i` in a range.
    ///
    /// @param to an array of arrays like `from`
    static void scatter(Kind.Leaf leaf, Object from, int start, int end, int[] targets, int[] positions, Object to) {
        var _ =
                switch (leaf) {
                    case BOOLEAN -> scatter((boolean[]) from, start, end, targets, positions, (boolean[][]) to);
                    case BYTE -> scatter((byte[]) from, start, end, targets, positions, (byte[][]) to);
                    case SHORT -> scatter((short[]) from, start, end, targets, positions, (short[][]) to);
                    case CHAR -> scatter((char[]) from, start, end, targets, positions, (char[][]) to);
                    case INT -> scatter((int[]) from, start, end, targets, positions, (int[][]) to);
                    case LONG -> scatter((long[]) from, start, end, targets, positions, (long[][]) to);
                    case FLOAT -> scatter((float[]) from, start, end, targets, positions, (float[][]) to);
                    case DOUBLE -> scatter((double[]) from, start, end, targets, positions, (double[][]) to);
                    case OBJECT -> scatter((Object[]) from, start, end, targets, positions, (Object[][]) to);
                };
    }

    /// Returns the number of rows, so that the choice of a loop is an expression, which has to name every leaf.
    private static int gather(boolean[] from, int[] rows, int start, int end, boolean[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(boolean[] from, int start, int end, int[] targets, int[] positions, boolean[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(byte[] from, int[] rows, int start, int end, byte[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(byte[] from, int start, int end, int[] targets, int[] positions, byte[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(short[] from, int[] rows, int start, int end, short[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(short[] from, int start, int end, int[] targets, int[] positions, short[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(char[] from, int[] rows, int start, int end, char[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(char[] from, int start, int end, int[] targets, int[] positions, char[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(int[] from, int[] rows, int start, int end, int[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(int[] from, int start, int end, int[] targets, int[] positions, int[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(long[] from, int[] rows, int start, int end, long[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(long[] from, int start, int end, int[] targets, int[] positions, long[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(float[] from, int[] rows, int start, int end, float[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(float[] from, int start, int end, int[] targets, int[] positions, float[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(double[] from, int[] rows, int start, int end, double[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(double[] from, int start, int end, int[] targets, int[] positions, double[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }

    private static int gather(Object[] from, int[] rows, int start, int end, Object[] to, int at) {
        for (var i = start; i < end; i++) {
            to[at + i - start] = from[rows[i]];
        }
        return end - start;
    }

    private static int scatter(Object[] from, int start, int end, int[] targets, int[] positions, Object[][] to) {
        for (var i = start; i < end; i++) {
            to[targets[i]][positions[i]] = from[i];
        }
        return end - start;
    }
}
