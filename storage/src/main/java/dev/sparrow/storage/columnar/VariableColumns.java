/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.columnar.Column.Primitives;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns of values of several elements each, which stand one after the other between offsets. Some rows are copied as
/// a whole first: one copy of many bytes costs about as much as one of a few.
final class VariableColumns {
    /// Few enough that the copy is still in the first cache when it is taken apart.
    private static final int ROWS_AT_ONCE = 64;

    /// Arrays of up to so many numbers, as coordinates are, are filled one by one: that beats copying them twice.
    private static final int SHORT_MAX = 32;

    private VariableColumns() {}

    /// All elements of the rows with these ends.
    private static Object[] between(Column elements, int... ends) {
        var all = new Object[ends[ends.length - 1] - ends[0]];
        elements.read(ends[0], all.length, all);
        return all;
    }

    private static int[] ends(Primitives offsets, int from, int count) {
        var read = new int[count + 1];
        offsets.read(from, count + 1, read);
        return read;
    }

    /// Arrays of primitives.
    record PrimitiveArrays(Kind.Leaf leaf, Primitives offsets, Primitives elements) implements Column {
        @Override
        public Object get(int row) {
            var start = offsets.integer(row);
            return read(start, offsets.integer(row + 1));
        }

        private Object read(int start, int end) {
            var array = Array.newInstance(leaf.type(), end - start);
            elements.read(start, end - start, array);
            return array;
        }

        @Override
        public void readAgain(int from, int count, Object into) {
            var arrays = (Object[]) into;
            var ends = ends(offsets, from, count);
            for (var i = 0; i < count; i++) {
                arrays[i] = readAgain(arrays[i], ends[i], ends[i + 1]);
            }
        }

        /// @param array may be null
        private Object readAgain(Object array, int start, int end) {
            if (array instanceof double[] doubles && doubles.length == end - start && leaf == Kind.Leaf.DOUBLE) {
                elements.fill(start, doubles);
                return doubles;
            }
            if (array != null
                    && array.getClass().componentType() == leaf.type()
                    && Array.getLength(array) == end - start) {
                elements.read(start, end - start, array);
                return array;
            }
            return read(start, end);
        }

        @Override
        public void read(int from, int count, Object into) {
            var arrays = (Object[]) into;
            var ends = ends(offsets, from, count);
            if (leaf == Kind.Leaf.DOUBLE && ends[count] - ends[0] <= (long) SHORT_MAX * count) {
                for (var i = 0; i < count; i++) {
                    arrays[i] = elements.doubles(ends[i], ends[i + 1]);
                }
                return;
            }
            for (var first = 0; first < count; first += ROWS_AT_ONCE) {
                var last = Math.min(first + ROWS_AT_ONCE, count);
                var start = ends[first];
                switch (read(start, ends[last])) {
                    case double[] some -> {
                        for (var i = first; i < last; i++) {
                            arrays[i] = Arrays.copyOfRange(some, ends[i] - start, ends[i + 1] - start);
                        }
                    }
                    case byte[] some -> {
                        for (var i = first; i < last; i++) {
                            arrays[i] = Arrays.copyOfRange(some, ends[i] - start, ends[i + 1] - start);
                        }
                    }
                    case Object some -> {
                        for (var i = first; i < last; i++) {
                            arrays[i] = Array.newInstance(leaf.type(), ends[i + 1] - ends[i]);
                            System.arraycopy(some, ends[i] - start, arrays[i], 0, ends[i + 1] - ends[i]);
                        }
                    }
                }
            }
        }
    }

    /// Strings in UTF-8.
    record Texts(Primitives offsets, Primitives bytes) implements Column {
        @Override
        public Object get(int row) {
            var text = new Object[1];
            read(row, 1, text);
            return text[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var ends = ends(offsets, from, count);
            var texts = (Object[]) into;
            var some = new byte[0];
            for (var first = 0; first < count; first += ROWS_AT_ONCE) {
                var last = Math.min(first + ROWS_AT_ONCE, count);
                var start = ends[first];
                var length = ends[last] - start;
                some = some.length < length ? new byte[length + length / 2] : some;
                bytes.read(start, length, some);
                for (var i = first; i < last; i++) {
                    texts[i] = new String(some, ends[i] - start, ends[i + 1] - ends[i], StandardCharsets.UTF_8);
                }
            }
        }
    }

    /// Strings that are few, each one object in what is read at once. They are not kept: a batch stays longer than what
    /// dies young on the heap should.
    record Dictionary(Primitives places, int size, Column texts) implements Column {
        @Override
        public Object get(int row) {
            return texts.get((byte) places.get(row) & 0xff);
        }

        @Override
        public void read(int from, int count, Object into) {
            var all = new Object[size];
            texts.read(0, size, all);
            var read = new byte[count];
            places.read(from, count, read);
            var values = (Object[]) into;
            for (var i = 0; i < count; i++) {
                values[i] = all[read[i] & 0xff];
            }
        }
    }

    /// Arrays of objects.
    record ObjectArrays(Class<?> componentType, Primitives offsets, Column elements) implements Column {
        @Override
        public Object get(int row) {
            var array = new Object[1];
            read(row, 1, array);
            return array[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var arrays = (Object[]) into;
            var ends = ends(offsets, from, count);
            var all = elements(ends);
            for (var i = 0; i < count; i++) {
                var length = ends[i + 1] - ends[i];
                var array =
                        componentType == Object.class ? new Object[length] : Array.newInstance(componentType, length);
                System.arraycopy(all, ends[i] - ends[0], array, 0, length);
                arrays[i] = array;
            }
        }

        /// The elements of all arrays with these ends.
        private Object[] elements(int... ends) {
            return between(elements, ends);
        }
    }

    /// Lists.
    ///
    /// @param arrays their elements
    record Lists(boolean immutable, ObjectArrays arrays) implements Column {
        @Override
        public Object get(int row) {
            var list = new Object[1];
            read(row, 1, list);
            return list[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var lists = (Object[]) into;
            var ends = ends(arrays.offsets, from, count);
            var all = arrays.elements(ends);
            for (var i = 0; i < count; i++) {
                var start = ends[i] - ends[0];
                var end = ends[i + 1] - ends[0];
                lists[i] = immutable ? immutable(Arrays.copyOfRange(all, start, end)) : list(all, start, end);
            }
        }

        /// A list of some elements, without the copies that a list makes of another collection.
        private static List<Object> list(Object[] all, int start, int end) {
            var list = new ArrayList<>(end - start);
            for (var i = start; i < end; i++) {
                list.add(all[i]);
            }
            return list;
        }

        private static List<Object> immutable(Object... elements) {
            for (var element : elements) {
                if (element == null) {
                    return Arrays.stream(elements).toList();
                }
            }
            return List.of(elements);
        }
    }

    /// Maps.
    record Maps(MapForm form, Primitives offsets, Column keys, Column values) implements Column {
        @Override
        public Object get(int row) {
            var map = new Object[1];
            read(row, 1, map);
            return map[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var maps = (Object[]) into;
            var ends = ends(offsets, from, count);
            var allKeys = between(keys, ends);
            var allValues = between(values, ends);
            for (var i = 0; i < count; i++) {
                maps[i] = form.map(allKeys, allValues, ends[i] - ends[0], ends[i + 1] - ends[0]);
            }
        }
    }
}
