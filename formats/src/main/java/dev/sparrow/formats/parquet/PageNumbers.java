/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.function.IntFunction;

/// Numbers of 32 or 64 bits, in an array of their own type.
final class PageNumbers implements PageValues {
    private final IntFunction<Object> maker;
    private final int width;
    private Object array;
    private Object dictionary;

    /// @param maker makes arrays of so many numbers
    PageNumbers(IntFunction<Object> maker, int width) {
        this.maker = maker;
        this.width = width;
        this.array = maker.apply(0);
        this.dictionary = array;
    }

    @Override
    public void begin(int rows) {
        if (Array.getLength(array) < rows) {
            array = maker.apply(rows);
        }
    }

    @Override
    public void dictionary(PageBytes page, int count) throws IOException {
        dictionary = maker.apply(count);
        read(page, dictionary, 0, count);
    }

    @Override
    public void plain(PageBytes page, int at, int count) throws IOException {
        read(page, array, at, count);
    }

    /// Copies the bytes, which are in the order of this machine.
    private void read(PageBytes page, Object to, int at, int count) throws IOException {
        var length = (long) count * width;
        var from = page.skip(length);
        MemorySegment.copy(MemorySegment.ofArray(page.array()), from, segment(to), (long) at * width, length);
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            default -> throw new IllegalStateException("no array of numbers: " + array.getClass());
        };
    }

    @Override
    public void take(int[] places, int at, int count) throws IOException {
        try {
            switch (array) {
                case int[] ints -> take((int[]) dictionary, places, ints, at, count);
                case long[] longs -> take((long[]) dictionary, places, longs, at, count);
                case float[] floats -> take((float[]) dictionary, places, floats, at, count);
                default -> take((double[]) dictionary, places, (double[]) array, at, count);
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw PageValues.outside(Array.getLength(dictionary), e);
        }
    }

    @Override
    public void spread(long[] validity, int at, int rows, int present) {
        switch (array) {
            case int[] ints -> spread(ints, validity, at, rows, present);
            case long[] longs -> spread(longs, validity, at, rows, present);
            case float[] floats -> spread(floats, validity, at, rows, present);
            default -> spread((double[]) array, validity, at, rows, present);
        }
    }

    @Override
    public Arrayed arrays() {
        return switch (array) {
            case int[] ints -> new ColumnArray.Ints(ints);
            case long[] longs -> new ColumnArray.Longs(longs);
            case float[] floats -> new ColumnArray.Floats(floats);
            default -> new ColumnArray.Doubles((double[]) array);
        };
    }

    private static void take(int[] dictionary, int[] places, int[] array, int at, int count) {
        for (var i = 0; i < count; i++) {
            array[at + i] = dictionary[places[i]];
        }
    }

    private static void take(long[] dictionary, int[] places, long[] array, int at, int count) {
        for (var i = 0; i < count; i++) {
            array[at + i] = dictionary[places[i]];
        }
    }

    private static void take(float[] dictionary, int[] places, float[] array, int at, int count) {
        for (var i = 0; i < count; i++) {
            array[at + i] = dictionary[places[i]];
        }
    }

    private static void take(double[] dictionary, int[] places, double[] array, int at, int count) {
        for (var i = 0; i < count; i++) {
            array[at + i] = dictionary[places[i]];
        }
    }

    private static void spread(int[] array, long[] validity, int at, int rows, int present) {
        var from = at + present;
        for (var row = at + rows - 1; row >= from; row--) {
            if (PageValues.isValid(validity, row)) {
                array[row] = array[--from];
            }
        }
    }

    private static void spread(long[] array, long[] validity, int at, int rows, int present) {
        var from = at + present;
        for (var row = at + rows - 1; row >= from; row--) {
            if (PageValues.isValid(validity, row)) {
                array[row] = array[--from];
            }
        }
    }

    private static void spread(float[] array, long[] validity, int at, int rows, int present) {
        var from = at + present;
        for (var row = at + rows - 1; row >= from; row--) {
            if (PageValues.isValid(validity, row)) {
                array[row] = array[--from];
            }
        }
    }

    private static void spread(double[] array, long[] validity, int at, int rows, int present) {
        var from = at + present;
        for (var row = at + rows - 1; row >= from; row--) {
            if (PageValues.isValid(validity, row)) {
                array[row] = array[--from];
            }
        }
    }
}
