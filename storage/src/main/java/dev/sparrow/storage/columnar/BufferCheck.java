/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Looks whether the buffers of a batch from elsewhere are those that its codecs read, so that columns need not ask at
/// every row.
final class BufferCheck {
    private final BatchShape shape;
    private final MemorySegment body;
    private int next;

    BufferCheck(BatchShape shape, MemorySegment body) {
        this.shape = shape;
        this.body = body;
    }

    /// @throws dev.sparrow.error.SparrowException if they are not
    void check() {
        for (var leaf : shape.leaves()) {
            if (leaf.firstBuffer() >= next) { // and not the same as one before
                next = leaf.firstBuffer();
                check(leaf.codec(), shape.rows());
            }
        }
    }

    private MemorySegment buffer() {
        return shape.extents().buffer(next++, body);
    }

    private void check(Codec codec, int rows) {
        switch (codec) {
            case Codec.References _ -> throw new IllegalStateException("Objects by reference are no bytes.");
            case Codec.Nulls _ -> {}
            case Codec.Encoded(var runs, _) -> next += runs; // what is in them is looked at when they are decoded
            case Codec.Boxes(var leaf) -> fixed(leaf, rows);
            case Codec.Primitive(var leaf) -> fixed(leaf, rows);
            case Codec.Narrowed narrowed -> {
                if (narrowed.width() > 0) {
                    bytes((long) rows * narrowed.width());
                }
            }
            case Codec.Nullable(var values) -> {
                fixed(Kind.Leaf.BOOLEAN, rows);
                check(values, rows);
            }
            case Codec.Text _, Codec.Integers _ -> fixed(Kind.Leaf.BYTE, offsets(rows));
            case Codec.PrimitiveArrays(var leaf) -> fixed(leaf, offsets(rows));
            case Codec.Dictionary(var size) -> {
                places(rows, size);
                check(new Codec.Text(), size);
            }
            case Codec.Decimals _ -> {
                fixed(Kind.Leaf.INT, rows);
                check(new Codec.Integers(), rows);
            }
            case Codec.Scaled scaled -> check(scaled.unscaled(), rows);
            case Codec.Times times -> {
                check(times.majors(), rows);
                if (times.hasMinors()) {
                    fixed(Kind.Leaf.INT, rows);
                }
            }
            case Codec.Enums enums -> keys(rows, enums.dictionary().size());
            case Codec.Records records -> records.parts().forEach(part -> check(part, rows));
            case Codec.Lists(_, var elements) -> check(new Codec.ObjectArrays(Object.class, elements), rows);
            case Codec.ObjectArrays arrays -> {
                var count = elements(rows, arrays.elements().takesBytes());
                check(arrays.elements(), count);
            }
            case Codec.Maps maps -> {
                var count = elements(rows, maps.entriesTakeBytes());
                check(maps.keys(), count);
                check(maps.values(), count);
            }
            case Codec.Optionals(var values) -> check(values, rows);
        }
    }

    /// Returns the number of elements of all rows.
    private int elements(int rows, boolean takeBytes) {
        var count = offsets(rows);
        ShapeReader.require(
                count <= Codec.ELEMENTS_WITHOUT_BYTES_MAX || takeBytes,
                "a column has " + count + " elements in no bytes");
        return count;
    }

    private MemorySegment bytes(long expected) {
        var buffer = buffer();
        ShapeReader.require(
                buffer.byteSize() == expected,
                "a buffer has " + buffer.byteSize() + " bytes where its column takes " + expected);
        return buffer;
    }

    private void fixed(Kind.Leaf leaf, int rows) {
        bytes(leaf == Kind.Leaf.BOOLEAN ? (rows + 7L) >> 3 : (long) rows * leaf.bytes());
    }

    /// Returns the number of elements of all rows.
    private int offsets(int rows) {
        var offsets = bytes((rows + 1L) * Integer.BYTES);
        var end = 0;
        for (var i = 0L; i <= rows; i++) {
            var offset = offsets.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i);
            ShapeReader.require(offset >= end && (i > 0 || offset == 0), "elements of a column overlap");
            end = offset;
        }
        return end;
    }

    private void places(int rows, int size) {
        var places = bytes(rows);
        for (var i = 0L; i < rows; i++) {
            ShapeReader.require(
                    (places.get(ValueLayout.JAVA_BYTE, i) & 0xff) < size,
                    "a column has texts that are not in its dictionary");
        }
    }

    private void keys(int rows, int constants) {
        var keys = bytes((long) rows * Short.BYTES);
        for (var i = 0L; i < rows; i++) {
            var key = keys.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i);
            ShapeReader.require(key >= 0 && key < constants, "a column has constants that are not in its dictionary");
        }
    }
}
