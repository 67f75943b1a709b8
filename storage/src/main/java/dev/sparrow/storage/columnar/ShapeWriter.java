/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a [BatchShape] as the header of a [PortableBatch]: what [ShapeReader] reads.
final class ShapeWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream target = new DataOutputStream(bytes);

    /// The number of each class.
    private final Map<Class<?>, Integer> classes = new LinkedHashMap<>();

    /// @param before the bytes in front of the header, which ends so that a multiple of eight bytes are before the body
    static byte[] write(BatchShape shape, int before) {
        var trees = new ShapeWriter();
        var header = new ShapeWriter();
        try {
            trees.writeTrees(shape);
            header.writeClasses(trees.classes.keySet());
            header.target.write(trees.bytes.toByteArray());
            while ((before + header.bytes.size()) % BufferLayout.ALIGNMENT != 0) {
                header.target.writeByte(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes on the heap cannot be written.", e);
        }
        return header.bytes.toByteArray();
    }

    private void writeClasses(Iterable<Class<?>> all) throws IOException {
        var named = new ByteArrayOutputStream();
        var names = new DataOutputStream(named);
        var count = 0;
        for (var type : all) {
            PortableClass.of(type).write(names);
            count++;
        }
        target.writeShort(count);
        target.write(named.toByteArray());
    }

    private void writeTrees(BatchShape shape) throws IOException {
        write(shape.kind());
        var numbers = new IdentityHashMap<BatchShape.Leaf, Integer>();
        for (var leaf : shape.leaves()) {
            var same = numbers.putIfAbsent(leaf, numbers.size());
            if (same == null) {
                write(leaf.codec());
                write(leaf.statistics());
            } else {
                target.writeByte(number(CodecTag.SAME));
                target.writeShort(same);
            }
        }
        var lengths = shape.extents().lengths();
        target.writeInt(lengths.length);
        for (var length : lengths) {
            target.writeInt(Math.toIntExact(length));
        }
    }

    /// @param statistics may be null
    private void write(LeafStatistics statistics) throws IOException {
        target.writeBoolean(statistics != null);
        if (statistics != null) {
            target.writeInt(statistics.nulls());
            target.writeInt(statistics.distinct());
            target.writeLong(statistics.least());
            target.writeLong(statistics.greatest());
        }
    }

    private void write(Kind kind) throws IOException {
        switch (kind) {
            case Kind.Leaf leaf -> target.writeByte(number(leaf));
            case Kind.Struct(var type, var parts) -> {
                target.writeByte(ShapeReader.STRUCT);
                writeClass(type);
                for (var part : parts) {
                    write(part);
                }
            }
            case Kind.Columns(var parts) -> {
                target.writeByte(ShapeReader.COLUMNS);
                target.writeShort(parts.size());
                for (var part : parts) {
                    write(part);
                }
            }
            case Kind.Value(var form) -> write(form);
            case Kind.Nullable(var values) -> {
                target.writeByte(ShapeReader.NULLABLE);
                write(values);
            }
            case Kind.Nulls _ -> target.writeByte(ShapeReader.NULLS);
        }
    }

    private void write(ValueForm form) throws IOException {
        switch (form) {
            case ValueForm.Plain plain -> {
                target.writeByte(ShapeReader.PLAIN);
                target.writeByte(number(plain));
            }
            case ValueForm.Scaled(var scale) -> {
                target.writeByte(ShapeReader.SCALED);
                target.writeInt(scale);
            }
            case ValueForm.LongScaled(var scale) -> {
                target.writeByte(ShapeReader.LONG_SCALED);
                target.writeInt(scale);
            }
            case ValueForm.AnyScale _ -> target.writeByte(ShapeReader.ANY_SCALE);
        }
    }

    /// The number of a constant in its enum.
    @SuppressWarnings("EnumOrdinal") // the order is part of the form, and a golden file holds it
    static int number(Enum<?> constant) {
        return constant.ordinal();
    }

    /// Numbers a class, and writes the number.
    private void writeClass(Class<?> type) throws IOException {
        target.writeShort(classes.computeIfAbsent(type, _ -> classes.size()));
    }

    private void write(Codec codec) throws IOException {
        target.writeByte(number(CodecTag.of(codec)));
        switch (codec) {
            case Codec.References _ -> throw new IllegalStateException("Objects by reference are no bytes.");
            case Codec.Nulls _, Codec.Text _, Codec.Integers _, Codec.Decimals _ -> {}
            case Codec.Encoded encoded -> target.writeInt(encoded.runs());
            case Codec.Dictionary(var size) -> target.writeShort(size);
            case Codec.Boxes(var leaf) -> target.writeByte(number(leaf));
            case Codec.Primitive(var leaf) -> target.writeByte(number(leaf));
            case Codec.PrimitiveArrays(var leaf) -> target.writeByte(number(leaf));
            case Codec.Narrowed(var leaf, var least, var width) -> {
                target.writeByte(number(leaf));
                target.writeLong(least);
                target.writeByte(width);
            }
            case Codec.Scaled(var scale, var unscaled) -> {
                target.writeInt(scale);
                write(unscaled);
            }
            case Codec.Times(var form, var majors, var hasMinors) -> {
                target.writeByte(number(form));
                write(majors);
                target.writeBoolean(hasMinors);
            }
            case Codec.Enums enums -> writeDictionary(enums);
            case Codec.Nullable(var values) -> write(values);
            case Codec.Optionals(var values) -> write(values);
            case Codec.Lists(var immutable, var elements) -> {
                target.writeBoolean(immutable);
                write(elements);
            }
            case Codec.Maps(var form, var keys, var values) -> {
                target.writeByte(number(form));
                write(keys);
                write(values);
            }
            case Codec.ObjectArrays(var componentType, var elements) -> {
                writeClass(componentType);
                write(elements);
            }
            case Codec.Records(var type, var parts) -> writeRecords(type, parts);
        }
    }

    private void writeRecords(Class<?> type, List<Codec> parts) throws IOException {
        writeClass(type);
        for (var part : parts) {
            write(part);
        }
    }

    private void writeDictionary(Codec.Enums enums) throws IOException {
        writeClass(enums.type());
        target.writeShort(enums.dictionary().size());
        for (var constant : enums.dictionary()) {
            target.writeBoolean(constant != null);
            if (constant != null) {
                target.writeUTF(((Enum<?>) constant).name());
            }
        }
    }
}
