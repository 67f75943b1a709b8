/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.serialization.ReadableClasses;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the header of a [PortableBatch], which may say anything: what [ShapeWriter] writes.
final class ShapeReader {
    /// What stands in place of a leaf where a kind is none.
    static final int STRUCT = 0xff;

    static final int COLUMNS = 0xf8;

    static final int NULLABLE = 0xfe;
    static final int NULLS = 0xfd;
    static final int PLAIN = 0xfc;
    static final int SCALED = 0xfb;
    static final int LONG_SCALED = 0xfa;
    static final int ANY_SCALE = 0xf9;

    /// More than kinds and codecs are ever nested.
    private static final int DEPTH_MAX = 64;

    private final DataInputStream source;
    private final int rows;
    private final ReadableClasses readable;
    private List<PortableClass> classes = List.of();

    /// Found when they are first asked for; null before.
    private Class<?>[] found = {};

    /// The number of buffers of the leaves so far.
    private int buffers;

    private int depth;

    ShapeReader(ByteArrayInputStream header, int rows, ReadableClasses readable) {
        this.source = new DataInputStream(header);
        this.rows = rows;
        this.readable = readable;
    }

    BatchShape read(int bodyBytes) {
        try {
            readClasses();
            var kind = kind();
            var leaves = leaves(kind.leafKinds());
            var extents = extents(bodyBytes);
            while (source.available() > 0) {
                require(source.readByte() == 0, "something follows its header");
            }
            return new BatchShape(kind, rows, leaves, extents);
        } catch (IOException e) {
            throw PortableBatch.damaged("its header ends too early, or holds no text where there should be some", e);
        }
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw PortableBatch.damaged(otherwise, null);
        }
    }

    static <T> T constant(T[] all, int number) {
        require(
                number < all.length,
                "its header has a " + all.getClass().componentType().getSimpleName() + " " + number);
        return all[number];
    }

    private void readClasses() throws IOException {
        var count = source.readUnsignedShort();
        var read = new ArrayList<PortableClass>();
        for (var i = 0; i < count; i++) {
            read.add(PortableClass.read(source));
        }
        classes = read;
        found = new Class<?>[count];
    }

    private int classNumber() throws IOException {
        var number = source.readUnsignedShort();
        require(number < classes.size(), "its header has no class " + number);
        return number;
    }

    private Class<?> find(int number) {
        if (found[number] == null) {
            found[number] = classes.get(number).find(readable);
        }
        return found[number];
    }

    private Class<?> find(int number, PortableClass.Form form) {
        require(classes.get(number).form() == form, classes.get(number).name() + " is not of form " + form);
        return find(number);
    }

    private Kind.Leaf leaf() throws IOException {
        return constant(Kind.Leaf.values(), source.readUnsignedByte());
    }

    private Kind.Leaf primitive() throws IOException {
        var leaf = leaf();
        require(leaf != Kind.Leaf.OBJECT, "its header has objects for primitives");
        return leaf;
    }

    private Kind kind() throws IOException {
        var tag = source.readUnsignedByte();
        return switch (tag) {
            case STRUCT -> struct();
            case COLUMNS -> columns();
            case NULLABLE -> nullable();
            case NULLS -> new Kind.Nulls();
            case PLAIN -> new Kind.Value(constant(ValueForm.Plain.values(), source.readUnsignedByte()));
            case SCALED -> new Kind.Value(new ValueForm.Scaled(source.readInt()));
            case LONG_SCALED -> new Kind.Value(new ValueForm.LongScaled(source.readInt()));
            case ANY_SCALE -> new Kind.Value(new ValueForm.AnyScale());
            default -> constant(Kind.Leaf.values(), tag);
        };
    }

    private Kind nullable() throws IOException {
        enter();
        var values = kind();
        depth--;
        var kind = Kind.nullable(values);
        require(!kind.equals(values), "its header has nulls in a " + values);
        return kind;
    }

    private Kind struct() throws IOException {
        enter();
        var number = classNumber();
        var type = find(number, PortableClass.Form.RECORD);
        var parts = new ArrayList<Kind>();
        for (var i = 0; i < classes.get(number).components().size(); i++) {
            parts.add(kind());
        }
        depth--;
        return new Kind.Struct(type, List.copyOf(parts));
    }

    private Kind columns() throws IOException {
        enter();
        var parts = new ArrayList<Kind>();
        for (var left = source.readUnsignedShort(); left > 0; left--) {
            parts.add(kind());
        }
        depth--;
        return new Kind.Columns(List.copyOf(parts));
    }

    private void enter() {
        depth++;
        require(depth <= DEPTH_MAX, "its header is nested too deep");
    }

    private BatchShape.Leaf[] leaves(List<Kind.Leaf> kinds) throws IOException {
        var leaves = new BatchShape.Leaf[kinds.size()];
        var distinct = new ArrayList<Integer>();
        for (var i = 0; i < leaves.length; i++) {
            var tag = tag();
            if (tag == CodecTag.SAME) {
                var same = source.readUnsignedShort();
                require(same < distinct.size(), "its header has no column " + same);
                leaves[i] = leaves[distinct.get(same)];
                require(kinds.get(distinct.get(same)) == kinds.get(i), "its header has one column for two kinds");
            } else {
                var firstBuffer = buffers;
                var codec = codec(tag);
                require(isOf(kinds.get(i), codec), "its header has a " + tag + " for a " + kinds.get(i));
                leaves[i] = new BatchShape.Leaf(codec, firstBuffer, statistics());
                distinct.add(i);
            }
        }
        return leaves;
    }

    /// Null if there are none.
    private LeafStatistics statistics() throws IOException {
        if (!source.readBoolean()) {
            return null;
        }
        var statistics = new LeafStatistics(source.readInt(), source.readInt(), source.readLong(), source.readLong());
        require(
                statistics.nulls() >= 0
                        && statistics.distinct() >= 0
                        && (long) statistics.nulls() + statistics.distinct() <= rows,
                "its header counts more values than it has rows");
        return statistics;
    }

    /// Whether a column of the codec reads into an array of the kind.
    private static boolean isOf(Kind.Leaf kind, Codec codec) {
        return switch (codec) {
            case Codec.Primitive(var leaf) -> leaf == kind;
            case Codec.Narrowed narrowed -> narrowed.leaf() == kind;
            default -> kind == Kind.Leaf.OBJECT;
        };
    }

    private CodecTag tag() throws IOException {
        return constant(CodecTag.values(), source.readUnsignedByte());
    }

    private Codec values() throws IOException {
        enter();
        var tag = tag();
        var codec = codec(tag);
        require(
                tag != CodecTag.ENCODED && isOf(Kind.Leaf.OBJECT, codec),
                "its header has a column " + tag + " within another");
        depth--;
        return codec;
    }

    private Codec codec(CodecTag tag) throws IOException {
        return switch (tag) {
            case SAME -> throw PortableBatch.damaged("its header has a column within another", null);
            case ENCODED -> encoded();
            case BOXES -> new Codec.Boxes(taking(1, primitive()));
            case PRIMITIVE -> new Codec.Primitive(taking(1, primitive()));
            case NARROWED -> narrowed();
            case NULLABLE -> {
                buffers++;
                yield new Codec.Nullable(values());
            }
            case NULLS -> new Codec.Nulls();
            case TEXT -> taking(2, new Codec.Text());
            case PRIMITIVE_ARRAYS -> new Codec.PrimitiveArrays(taking(2, primitive()));
            case INTEGERS -> taking(2, new Codec.Integers());
            case DECIMALS -> taking(3, new Codec.Decimals());
            case SCALED -> new Codec.Scaled(source.readInt(), longs());
            case TIMES -> times();
            case ENUMS -> taking(1, enums());
            case RECORDS -> records();
            case LISTS -> new Codec.Lists(taking(1, source.readBoolean()), values());
            case MAPS -> {
                var form = constant(MapForm.values(), source.readUnsignedByte());
                yield new Codec.Maps(taking(1, form), values(), values());
            }
            case OBJECT_ARRAYS -> new Codec.ObjectArrays(taking(1, find(classNumber())), values());
            case OPTIONALS -> new Codec.Optionals(values());
            case DICTIONARY -> dictionary();
        };
    }

    private Codec dictionary() throws IOException {
        var size = source.readUnsignedShort();
        require(size > 0 && size <= Codec.Dictionary.SIZE_MAX, "its header has a dictionary of " + size + " texts");
        return taking(3, new Codec.Dictionary(size));
    }

    /// Counts buffers of a codec.
    private <T> T taking(int count, T codec) {
        buffers += count;
        return codec;
    }

    private Codec encoded() throws IOException {
        var runs = source.readInt();
        require(runs == (rows + Window.ROWS - 1L) / Window.ROWS, "its header has " + runs + " runs of elements");
        return taking(runs, new Codec.Encoded(runs, readable));
    }

    private Codec narrowed() throws IOException {
        var codec = new Codec.Narrowed(leaf(), source.readLong(), source.readUnsignedByte());
        var isLong = codec.leaf() == Kind.Leaf.LONG;
        var known =
                switch (codec.width()) {
                    case 0, Byte.BYTES, Character.BYTES -> isLong || codec.leaf() == Kind.Leaf.INT;
                    case Integer.BYTES -> isLong;
                    default -> false;
                };
        require(known, "its header has numbers of " + codec.width() + " bytes for a " + codec.leaf());
        return taking(codec.width() == 0 ? 0 : 1, codec);
    }

    private Codec longs() throws IOException {
        var tag = tag();
        require(tag == CodecTag.PRIMITIVE || tag == CodecTag.NARROWED, "its header has a " + tag + " for numbers");
        var codec = codec(tag);
        require(isOf(Kind.Leaf.LONG, codec), "its header has other numbers for longs");
        return codec;
    }

    private Codec times() throws IOException {
        var form = constant(TimeForm.values(), source.readUnsignedByte());
        var majors = longs();
        var hasMinors = source.readBoolean();
        return taking(hasMinors ? 1 : 0, new Codec.Times(form, majors, hasMinors));
    }

    private Codec enums() throws IOException {
        var number = classNumber();
        var type = find(number, PortableClass.Form.ENUM);
        var names = new ArrayList<String>();
        for (var remaining = source.readUnsignedShort(); remaining > 0; remaining--) {
            names.add(source.readBoolean() ? source.readUTF() : null);
        }
        return new Codec.Enums(type, classes.get(number).constants(type, names));
    }

    private Codec records() throws IOException {
        var number = classNumber();
        var type = find(number, PortableClass.Form.RECORD);
        var parts = new ArrayList<Codec>();
        for (var i = 0; i < classes.get(number).components().size(); i++) {
            parts.add(values());
        }
        return new Codec.Records(type, List.copyOf(parts));
    }

    private BufferLayout extents(int bodyBytes) throws IOException {
        var count = source.readInt();
        require(
                count == buffers && (long) count * Integer.BYTES <= source.available(),
                "its header has " + count + " buffers for columns of " + buffers);
        var lengths = new long[count];
        for (var i = 0; i < count; i++) {
            lengths[i] = source.readInt();
            require(lengths[i] >= 0, "its header has a buffer of less than no bytes");
        }
        var extents = BufferLayout.of(lengths);
        require(
                extents.totalBytes() == bodyBytes,
                "its buffers take " + extents.totalBytes() + " of " + bodyBytes + " bytes");
        return extents;
    }
}
