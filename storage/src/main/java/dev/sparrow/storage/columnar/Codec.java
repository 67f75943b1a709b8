/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.columnar.Column.Primitives;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The layout of a leaf's values in memory, after Arrow's vectors: its buffers, in order, and how they are read.
/// [ValueEncoder] chooses one and writes it.
sealed interface Codec {

    /// How many elements lists and arrays may have in a batch where these take no bytes: a few bytes from elsewhere
    /// must not become any number of objects.
    int ELEMENTS_WITHOUT_BYTES_MAX = 1 << 16;

    /// Whether each value takes some of a buffer.
    default boolean takesBytes() {
        return switch (this) {
            case References _, Nulls _ -> false;
            case Narrowed narrowed -> narrowed.width > 0;
            case Scaled scaled -> scaled.unscaled.takesBytes();
            case Times times -> times.hasMinors || times.majors.takesBytes();
            case Optionals optionals -> optionals.values.takesBytes();
            case Records records -> records.parts.stream().anyMatch(Codec::takesBytes);
            case Encoded _,
                    Boxes _,
                    Primitive _,
                    Nullable _,
                    Text _,
                    Dictionary _,
                    PrimitiveArrays _,
                    Integers _,
                    Decimals _,
                    Enums _,
                    Lists _,
                    Maps _,
                    ObjectArrays _ ->
                    true;
        };
    }

    /// The column that is in some buffers.
    ///
    /// @param buffers the next buffers of the batch, as many as the codec takes
    Column open(Supplier<MemorySegment> buffers);

    /// No buffer: immutable objects as they are.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record References(Object[] values, long heapBytes) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return new Column.References(values);
        }
    }

    /// Several buffers, each a run of elements in bytes.
    ///
    /// @param classes of what classes objects are made
    record Encoded(int runs, ReadableClasses classes) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var segments = new MemorySegment[runs];
            Arrays.setAll(segments, _ -> buffers.get());
            return new Column.Encoded(segments, classes);
        }
    }

    /// One buffer: boxes, read as objects.
    record Boxes(Kind.Leaf leaf) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var primitives = new Primitives(leaf, buffers.get());
            return new Column.Boxes(primitives); // not the column itself, which reads into an array of primitives
        }
    }

    /// One buffer: what a leaf of primitives reads.
    record Primitive(Kind.Leaf leaf) implements Codec {
        @Override
        public Primitives open(Supplier<MemorySegment> buffers) {
            return new Primitives(leaf, buffers.get());
        }
    }

    /// One buffer, or none if all are the same: a leaf of whole numbers as what they are more than the least one.
    ///
    /// @param leaf `LONG` or `INT`
    /// @param width bytes of each: 0, 1, 2 or 4
    record Narrowed(Kind.Leaf leaf, long least, int width) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return new NarrowNumbers.Numbers(this, width == 0 ? null : buffers.get());
        }
    }

    /// One buffer of validity bits, then those of the values.
    record Nullable(Codec values) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var valid = new Primitives(Kind.Leaf.BOOLEAN, buffers.get());
            return new Column.Nullable(valid, values.open(buffers));
        }
    }

    /// No buffer: all null.
    record Nulls() implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return _ -> null;
        }
    }

    /// Offsets, then UTF-8.
    record Text() implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var offsets = new Primitives(Kind.Leaf.INT, buffers.get());
            return new VariableColumns.Texts(offsets, new Primitives(Kind.Leaf.BYTE, buffers.get()));
        }
    }

    /// A byte for each text, its place in a dictionary, then offsets and UTF-8 of the dictionary.
    ///
    /// @param size of the dictionary
    record Dictionary(int size) implements Codec {
        static final int SIZE_MAX = 256;

        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var places = new Primitives(Kind.Leaf.BYTE, buffers.get());
            return new VariableColumns.Dictionary(places, size, new Text().open(buffers));
        }
    }

    /// Offsets, then the elements of all arrays.
    record PrimitiveArrays(Kind.Leaf leaf) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var offsets = new Primitives(Kind.Leaf.INT, buffers.get());
            return new VariableColumns.PrimitiveArrays(leaf, offsets, new Primitives(leaf, buffers.get()));
        }
    }

    /// Whole numbers as arrays of bytes: two's complement.
    record Integers() implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var bytes = new PrimitiveArrays(Kind.Leaf.BYTE).open(buffers);
            return row -> new BigInteger((byte[]) bytes.get(row));
        }
    }

    /// Scales, then unscaled values.
    record Decimals() implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var scales = new Primitives(Kind.Leaf.INT, buffers.get());
            var unscaled = new Integers().open(buffers);
            return row -> new BigDecimal((BigInteger) unscaled.get(row), scales.integer(row));
        }
    }

    /// The buffer of unscaled values, which are all of one scale.
    ///
    /// @param unscaled a column of `LONG`
    record Scaled(int scale, Codec unscaled) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return switch (unscaled.open(buffers)) {
                case Primitives longs -> row -> BigDecimal.valueOf(longs.wide(row), scale);
                case Column narrow -> row -> BigDecimal.valueOf((long) narrow.get(row), scale);
            };
        }
    }

    /// The buffer of days or seconds, then one of nanoseconds, unless all are 0.
    ///
    /// @param majors a column of `LONG`
    record Times(TimeForm form, Codec majors, boolean hasMinors) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return switch (majors.open(buffers)) {
                case Primitives longs when hasMinors -> {
                    var minors = new Primitives(Kind.Leaf.INT, buffers.get());
                    yield row -> form.of(longs.wide(row), minors.integer(row));
                }
                case Primitives longs -> row -> form.of(longs.wide(row), 0);
                case Column narrow when hasMinors -> {
                    var minors = new Primitives(Kind.Leaf.INT, buffers.get());
                    yield row -> form.of((long) narrow.get(row), minors.integer(row));
                }
                case Column narrow -> row -> form.of((long) narrow.get(row), 0);
            };
        }
    }

    /// One buffer of places in a dictionary.
    ///
    /// @param type the enum
    /// @param dictionary some of its constants, and null where it is a value
    record Enums(Class<?> type, List<Object> dictionary) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var keys = buffers.get();
            return row -> dictionary.get(keys.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, row));
        }
    }

    /// The buffers of the components, one after the other.
    record Records(Class<?> type, List<Codec> parts) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return new Column.Records(type, parts.stream().map(part -> part.open(buffers)).toArray(Column[]::new));
        }
    }

    /// Offsets, then the buffers of the elements of all lists.
    record Lists(boolean immutable, Codec elements) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            return new VariableColumns.Lists(immutable, new ObjectArrays(Object.class, elements).open(buffers));
        }
    }

    /// Offsets, then the buffers of the keys of all maps, then those of their values.
    record Maps(MapForm form, Codec keys, Codec values) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var offsets = new Primitives(Kind.Leaf.INT, buffers.get());
            return new VariableColumns.Maps(form, offsets, keys.open(buffers), values.open(buffers));
        }

        /// Whether an entry takes some of a buffer.
        boolean entriesTakeBytes() {
            return keys.takesBytes() || values.takesBytes();
        }
    }

    /// Offsets, then the buffers of the elements of all arrays.
    record ObjectArrays(Class<?> componentType, Codec elements) implements Codec {
        @Override
        public VariableColumns.ObjectArrays open(Supplier<MemorySegment> buffers) {
            var offsets = new Primitives(Kind.Leaf.INT, buffers.get());
            return new VariableColumns.ObjectArrays(componentType, offsets, elements.open(buffers));
        }
    }

    /// The buffers of the values; null is empty.
    record Optionals(Codec values) implements Codec {
        @Override
        public Column open(Supplier<MemorySegment> buffers) {
            var column = values.open(buffers);
            return row -> Optional.ofNullable(column.get(row));
        }
    }
}
