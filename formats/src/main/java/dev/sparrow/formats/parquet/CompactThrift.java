/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Thrift's compact protocol without a schema: says what numbers a structure holds, and believes no length that does
/// not fit into what is left.
///
/// The library that reads Parquet believes them: ten damaged bytes of a footer make it ask for two gigabytes.
final class CompactThrift {
    private static final int DEEPEST = 64;
    private static final int VARINT_BYTES = 10;
    private static final int UUID_BYTES = 16;
    private static final int LONG_LIST = 15;

    private static final int TRUTHS = 2;
    private static final int NUMBERS = 5;
    private static final int LONG_NUMBERS = 6;
    private static final int TEXTS = 8;
    private static final int STRUCTURES = 12;

    /// What the lists in a structure hold, by the number of their field, and the structures in it, in lists or not. The
    /// library reads elements as what they should be: where they are something else, it takes their bytes for lengths.
    ///
    /// @param lists the type of their elements; others may hold anything
    /// @param kept whether the elements of these lists are wanted
    record Shape(Map<Integer, Integer> lists, Map<Integer, Shape> structures, boolean kept) {
        Shape(Map<Integer, Integer> lists, Map<Integer, Shape> structures) {
            this(lists, structures, false);
        }

        private static final Shape ANY = new Shape(Map.of(), Map.of());
        private static final Shape COLUMN =
                new Shape(Map.of(2, NUMBERS, 3, TEXTS, 8, STRUCTURES, 13, STRUCTURES), Map.of());
        private static final Shape GROUP =
                new Shape(Map.of(1, STRUCTURES, 4, STRUCTURES), Map.of(1, new Shape(Map.of(), Map.of(3, COLUMN))));

        /// `FileMetaData` of Parquet.
        static final Shape FOOTER =
                new Shape(Map.of(2, STRUCTURES, 4, STRUCTURES, 5, STRUCTURES, 7, STRUCTURES), Map.of(4, GROUP));

        /// `OffsetIndex` of Parquet.
        static final Shape INDEX = new Shape(Map.of(1, STRUCTURES), Map.of());

        /// The same, with the places of the pages.
        static final Shape PLACES = new Shape(Map.of(1, STRUCTURES), Map.of(), true);

        /// `ColumnIndex` of Parquet, with the bounds of the pages.
        static final Shape BOUNDS = new Shape(Map.of(1, TRUTHS, 2, TEXTS, 3, TEXTS, 5, LONG_NUMBERS), Map.of(), true);

        private Shape of(int field) {
            return structures.getOrDefault(field, ANY);
        }
    }

    private final ByteBuffer bytes;

    CompactThrift(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// The whole numbers of the structure that begins here, truth values as 0 and 1, and its structures.
    ///
    /// @param lists those whose elements are wanted: numbers, bytes or structures
    record Fields(Map<Integer, Long> numbers, Map<Integer, Fields> structures, Map<Integer, List<Object>> lists) {
        long number(int id) throws IOException {
            var number = numbers.get(id);
            if (number == null) {
                throw new IOException("field " + id + " is missing");
            }
            return number;
        }
    }

    /// @throws EOFException if something says that it is longer than what is left
    Fields structure() throws IOException {
        return structure(Shape.ANY);
    }

    /// @throws IOException also if a list holds what it should not
    Fields structure(Shape shape) throws IOException {
        return structure(shape, 0);
    }

    private Fields structure(Shape shape, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("structures in structures, " + DEEPEST + " deep");
        }
        var fields = new Fields(new HashMap<>(), new HashMap<>(), new HashMap<>());
        var id = 0;
        while (true) {
            var header = octet();
            if (header == 0) {
                return fields;
            }
            var type = header & 0xF;
            id = header >>> 4 == 0 ? (int) zigzag() : id + (header >>> 4);
            switch (type) {
                case 1, 2 -> fields.numbers.put(id, type == 1 ? 1L : 0L);
                case 3 -> fields.numbers.put(id, (long) (byte) octet());
                case 4, 5, 6 -> fields.numbers.put(id, zigzag());
                case 9 -> {
                    expect(id, shape.lists.get(id));
                    if (shape.kept && shape.lists.containsKey(id)) {
                        fields.lists.put(id, list(depth));
                    } else {
                        skipList(shape.of(id), depth);
                    }
                }
                case 12 -> fields.structures.put(id, structure(shape.of(id), depth + 1));
                default -> skip(type, Shape.ANY, depth);
            }
        }
    }

    /// @param type of an element, or of a field that is no truth value. No structure of Parquet that is looked at has
    ///   truth values as elements, and the library skips none of their bytes: what follows would be read as lengths
    private void skip(int type, Shape shape, int depth) throws IOException {
        switch (type) {
            case 1, 2 -> throw new IOException("a list of truth values, where none should be");
            case 3 -> skip(1);
            case 4, 5, 6 -> varint();
            case 7 -> skip(Double.BYTES);
            case 8 -> skip(varint());
            case 9, 10 -> skipList(Shape.ANY, depth);
            case 11 -> skipMap(depth);
            case 12 -> structure(shape, depth + 1);
            case 13 -> skip(UUID_BYTES);
            default -> throw new IOException("a type " + type + ", which does not exist");
        }
    }

    /// @param elements their type, null if any will do
    private void expect(int field, Integer elements) throws IOException {
        fitting(1);
        var header = bytes.get(bytes.position()) & 0xFF;
        // Truth values are of two types, and some writers take the one for lists, and some the other.
        var isTruths = elements != null && elements == TRUTHS && (header & 0xF) == 1;
        if (elements != null && header >>> 4 != 0 && (header & 0xF) != elements && !isTruths) {
            throw new IOException(
                    "field " + field + " is a list of type " + (header & 0xF) + ", which should be " + elements);
        }
    }

    private void skipList(Shape shape, int depth) throws IOException {
        var header = octet();
        var size = fitting(header >>> 4 == LONG_LIST ? varint() : header >>> 4);
        for (var i = 0L; i < size; i++) {
            skip(header & 0xF, shape, depth + 1);
        }
    }

    private List<Object> list(int depth) throws IOException {
        var header = octet();
        var size = fitting(header >>> 4 == LONG_LIST ? varint() : header >>> 4);
        var elements = new ArrayList<Object>();
        for (var i = 0L; i < size; i++) {
            elements.add(element(header & 0xF, depth));
        }
        return elements;
    }

    private Object element(int type, int depth) throws IOException {
        return switch (type) {
            case 1, 2 -> octet() == 1 ? 1L : 0L;
            case 5, 6 -> zigzag();
            case 8 -> {
                var text = new byte[(int) fitting(varint())];
                bytes.get(text);
                yield text;
            }
            case 12 -> structure(Shape.ANY, depth + 1);
            default -> throw new IOException("a list of type " + type + ", where none should be");
        };
    }

    private void skipMap(int depth) throws IOException {
        var size = fitting(varint());
        var types = size == 0 ? 0 : octet();
        for (var i = 0L; i < size; i++) {
            skip(types >>> 4, Shape.ANY, depth + 1);
            skip(types & 0xF, Shape.ANY, depth + 1);
        }
    }

    private int octet() throws IOException {
        fitting(1);
        return bytes.get() & 0xFF;
    }

    private void skip(long length) throws IOException {
        bytes.position(bytes.position() + (int) fitting(length));
    }

    /// @param length of bytes, or a count of what is a byte long at least
    private long fitting(long length) throws IOException {
        if (length < 0 || length > bytes.remaining()) {
            throw new EOFException("a length of " + length + " where " + bytes.remaining() + " bytes are left");
        }
        return length;
    }

    private long zigzag() throws IOException {
        var number = varint();
        return number >>> 1 ^ -(number & 1);
    }

    private long varint() throws IOException {
        var number = 0L;
        for (var i = 0; i < VARINT_BYTES; i++) {
            var octet = octet();
            number |= (long) (octet & 0x7F) << (7 * i);
            if (octet < 0x80) {
                return number;
            }
        }
        throw new IOException("a number of more than " + VARINT_BYTES + " bytes");
    }
}
