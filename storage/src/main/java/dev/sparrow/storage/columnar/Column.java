/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.storage.serialization.ReadableClasses;
import dev.sparrow.storage.serialization.RecordAccess;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;

/// One leaf of a batch, for reading. Immutable; values that can change are new at every call.
@FunctionalInterface
interface Column {

    Object get(int row);

    /// Copies some rows to the front of an array.
    ///
    /// @param into of the leaf's type; an `Object[]` for all but primitives
    default void read(int from, int count, Object into) {
        var values = (Object[]) into;
        for (var i = 0; i < count; i++) {
            values[i] = get(from + i);
        }
    }

    /// As [#read], into an array of values that nothing else refers to: those that are arrays of primitives of the
    /// right length are filled, so that none has to be made.
    default void readAgain(int from, int count, Object into) {
        read(from, count, into);
    }

    /// Objects as they are.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record References(Object[] values) implements Column {
        @Override
        public Object get(int row) {
            return values[row];
        }

        @Override
        public void read(int from, int count, Object into) {
            System.arraycopy(values, from, (Object[]) into, 0, count);
        }
    }

    /// Primitives without nulls; booleans eight to a byte.
    record Primitives(Kind.Leaf leaf, MemorySegment values) implements Column {
        private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
        private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
        private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
        private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

        @Override
        public Object get(int row) {
            return switch (leaf) {
                case BOOLEAN -> bit(row);
                case BYTE -> values.get(ValueLayout.JAVA_BYTE, row);
                case SHORT -> values.getAtIndex(SHORT, row);
                case CHAR -> values.getAtIndex(CHAR, row);
                case INT -> integer(row);
                case LONG -> values.getAtIndex(LONG, row);
                case FLOAT -> values.getAtIndex(FLOAT, row);
                case DOUBLE -> values.getAtIndex(DOUBLE, row);
                case OBJECT -> throw new IllegalStateException("Objects are not bytes.");
            };
        }

        boolean bit(int row) {
            return (values.get(ValueLayout.JAVA_BYTE, row >> 3) >> (row & 7) & 1) != 0;
        }

        int integer(int row) {
            return values.getAtIndex(INT, row);
        }

        long wide(int row) {
            return values.getAtIndex(LONG, row);
        }

        @Override
        public void read(int from, int count, Object into) {
            var _ =
                    switch (leaf) {
                        case BOOLEAN -> readBits(from, count, (boolean[]) into);
                        case BYTE -> copy(ValueLayout.JAVA_BYTE, from, count, into);
                        case SHORT -> copy(SHORT, from, count, into);
                        case CHAR -> copy(CHAR, from, count, into);
                        case INT -> copy(INT, from, count, into);
                        case LONG -> copy(LONG, from, count, into);
                        case FLOAT -> copy(FLOAT, from, count, into);
                        case DOUBLE -> copy(DOUBLE, from, count, into);
                        case OBJECT -> throw new IllegalStateException("Objects are not bytes.");
                    };
        }

        /// The address of a row outside the Java heap.
        ///
        /// @param row of booleans the first of a byte
        long address(int row) {
            return values.address() + (leaf == Kind.Leaf.BOOLEAN ? row >> 3 : (long) row * leaf.bytes());
        }

        /// The values from `start` up to, not including, `end`.
        double[] doubles(int start, int end) {
            var array = new double[end - start];
            fill(start, array);
            return array;
        }

        /// Fills the array with the values from `start` on.
        void fill(int start, double... array) {
            for (var i = 0; i < array.length; i++) {
                array[i] = values.getAtIndex(DOUBLE, start + i);
            }
        }

        /// Returns the number of values, so that the choice of a type is an expression, which has to name every leaf.
        private int copy(ValueLayout layout, int from, int count, Object into) {
            MemorySegment.copy(values, layout, from * layout.byteSize(), into, 0, count);
            return count;
        }

        private int readBits(int from, int count, boolean[] into) {
            var skipped = from & 7;
            var bits = new byte[(skipped + count + 7) >> 3];
            MemorySegment.copy(values, ValueLayout.JAVA_BYTE, from >> 3, bits, 0, bits.length);
            for (var i = 0; i < count; i++) {
                into[i] = (bits[(skipped + i) >> 3] >> ((skipped + i) & 7) & 1) != 0;
            }
            return count;
        }
    }

    /// Boxes of primitives.
    record Boxes(Primitives primitives) implements Column {
        @Override
        public Object get(int row) {
            return primitives.get(row);
        }

        @Override
        public void read(int from, int count, Object into) {
            var leaf = primitives.leaf();
            var array = Array.newInstance(leaf.type(), count);
            primitives.read(from, count, array);
            LeafArrays.box(leaf, array, count, (Object[]) into);
        }
    }

    /// Values or null.
    record Nullable(Primitives valid, Column values) implements Column {
        @Override
        public Object get(int row) {
            return valid.bit(row) ? values.get(row) : null;
        }

        @Override
        public void read(int from, int count, Object into) {
            if (areValid(from, count)) {
                values.read(from, count, into);
            } else {
                Column.super.read(from, count, into);
            }
        }

        @Override
        public void readAgain(int from, int count, Object into) {
            if (areValid(from, count)) {
                values.readAgain(from, count, into);
            } else {
                Column.super.read(from, count, into);
            }
        }

        private boolean areValid(int from, int count) {
            for (var row = from; row < from + count; row++) {
                if (!valid.bit(row)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Records of one class.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Records(Class<?> type, Column[] columns) implements Column {
        @Override
        public Object get(int row) {
            var record = new Object[1];
            read(row, 1, record);
            return record[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var parts = new Object[columns.length][count];
            for (var i = 0; i < columns.length; i++) {
                columns[i].read(from, count, parts[i]);
            }
            var records = (Object[]) into;
            var access = RecordAccess.of(type);
            for (var row = 0; row < count; row++) {
                var components = new Object[columns.length];
                for (var i = 0; i < columns.length; i++) {
                    components[i] = parts[i][row];
                }
                records[row] = access.make(components);
            }
        }
    }

    /// Runs of [Window#ROWS] encoded elements each, read from the start of a run: best in windows from 0.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(MemorySegment[] runs, ReadableClasses classes) implements Column {
        @Override
        public Object get(int row) {
            var value = new Object[1];
            read(row, 1, value);
            return value[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            var values = (Object[]) into;
            for (var filled = 0; filled < count; ) {
                var run = (from + filled) / Window.ROWS;
                var skipped = (from + filled) % Window.ROWS;
                var taken = Math.min(count - filled, Window.ROWS - skipped);
                var elements = ElementCodec.decode(runs[run].toArray(ValueLayout.JAVA_BYTE), skipped + taken, classes);
                for (var i = 0; i < skipped; i++) {
                    elements.next();
                }
                for (var i = 0; i < taken; i++) {
                    values[filled++] = elements.next();
                }
            }
        }
    }
}
