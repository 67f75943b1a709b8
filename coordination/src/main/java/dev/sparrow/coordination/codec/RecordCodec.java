/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.codec;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/// Writes records as bytes and reads them back: a tag of four bytes, then the components in their order.
///
/// The tag is a checksum of the record's name and of the names and types of its components. So a record that was
/// changed is another record: what an earlier version has written is refused by name, and never misread. Components are
/// whole numbers, `double`, `boolean`, `String`, `byte[]`, enums, records, lists, sets and `Optional` of these, and
/// `OptionalLong`. A component of an interface type or of type `Record` takes any record that the codec knows. Lists,
/// sets, `Optional`s and their elements are never null, other references may be.
public final class RecordCodec {
    private static final int NULL = 0;

    private final Map<Class<?>, Shape> shapes = new HashMap<>();
    private final Map<Integer, Shape> byTag = new HashMap<>();
    private final FieldCodec anyRecord = new AnyRecord();

    /// A kind of record.
    private record Shape(
            Class<?> type, int tag, MethodHandle make, List<MethodHandle> accessors, List<FieldCodec> fields) {}

    private RecordCodec() {}

    /// A codec for these records, all records of these sealed interfaces, and all that they are made of.
    public static RecordCodec of(Collection<Class<?>> types) {
        var codec = new RecordCodec();
        types.forEach(codec::learn);
        return codec;
    }

    /// A codec for these, see [#of(Collection)].
    public static RecordCodec of(Class<?>... types) {
        return of(Arrays.asList(types));
    }

    public byte[] encode(Record record) {
        var sink = new ByteSink();
        write(record, sink);
        return sink.toArray();
    }

    /// Writes a record at the end.
    ///
    /// @throws IllegalArgumentException if the codec does not know the record: an error in the program
    public void write(Record record, ByteSink out) {
        anyRecord.write(out, record);
    }

    /// Reads a record that fills the bytes.
    ///
    /// @throws SparrowException if they are none
    public Record decode(ByteBuffer bytes) {
        var size = bytes.remaining();
        try {
            var source = new ByteSource(bytes.slice());
            var record = (Record) anyRecord.read(source);
            if (record == null || source.remaining() != 0) {
                throw new IllegalArgumentException(source.remaining() + " bytes are left over");
            }
            return record;
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.MALFORMED_INPUT,
                    ("Cannot read %d bytes as a record: %s. They are damaged, or were written by another version of"
                                    + " Sparrow.")
                            .formatted(size, e.getMessage()),
                    e);
        }
    }

    private void learn(Class<?> type) {
        if (shapes.containsKey(type) || type == Record.class) {
            return;
        }
        if (type.isRecord()) {
            learnRecord(type);
        } else if (type.isSealed()) {
            for (var permitted : type.getPermittedSubclasses()) {
                learn(permitted);
            }
        } else {
            throw new IllegalArgumentException(type + " is neither a record nor a sealed interface of records");
        }
    }

    private void learnRecord(Class<?> type) {
        var components = type.getRecordComponents();
        var fields = new FieldCodec[components.length];
        var shape =
                new Shape(
                        type,
                        tag(type, components),
                        constructor(type, components),
                        accessors(components),
                        Arrays.asList(fields));
        var other = byTag.putIfAbsent(shape.tag(), shape);
        if (other != null || shape.tag() == NULL) {
            throw new IllegalArgumentException(type + " has the tag of " + other + ": give one of them another name");
        }
        // Before its components: a record may contain others of its own kind.
        shapes.put(type, shape);
        for (var i = 0; i < fields.length; i++) {
            fields[i] = field(components[i].getGenericType());
        }
    }

    private static int tag(Class<?> type, RecordComponent[] components) {
        var description =
                Arrays.stream(components)
                        .map(component -> component.getGenericType().getTypeName() + " " + component.getName())
                        .collect(Collectors.joining(",", type.getTypeName() + "(", ")"));
        var checksum = new CRC32C();
        checksum.update(description.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot make a " + type, e);
        }
    }

    private static List<MethodHandle> accessors(RecordComponent[] components) {
        return Arrays.stream(components)
                .map(component -> {
                    try {
                        component.getAccessor().setAccessible(true);
                        return MethodHandles.lookup()
                                .unreflect(component.getAccessor())
                                .asType(MethodType.methodType(Object.class, Object.class));
                    } catch (IllegalAccessException e) {
                        throw new IllegalArgumentException("Cannot read " + component, e);
                    }
                })
                .toList();
    }

    private FieldCodec field(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return ofArguments(parameterized);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("A record to be written has a component of " + type);
        }
        if (plain == long.class || plain == int.class) {
            return new FieldCodec.Whole(plain);
        }
        if (plain == boolean.class) {
            return new FieldCodec.Flag();
        }
        if (plain == OptionalLong.class) {
            return new FieldCodec.MaybeWhole();
        }
        if (plain == double.class) {
            return new FieldCodec.Fraction();
        }
        if (plain.isRecord() || plain.isInterface() || plain == Record.class) {
            learn(plain);
            return anyRecord;
        }
        return new FieldCodec.Nullable(boxed(plain));
    }

    private static FieldCodec boxed(Class<?> type) {
        if (type == String.class) {
            return new FieldCodec.Text();
        }
        if (type == byte[].class) {
            return new FieldCodec.Raw();
        }
        if (type == Long.class || type == Integer.class) {
            return new FieldCodec.Whole(type);
        }
        if (type == Boolean.class) {
            return new FieldCodec.Flag();
        }
        if (type.isEnum()) {
            return new FieldCodec.Constant(
                    Arrays.stream(type.getEnumConstants())
                            .map(Enum.class::cast)
                            .map(constant -> (Enum<?>) constant)
                            .toList());
        }
        throw new IllegalArgumentException("A record to be written has a component of " + type);
    }

    private FieldCodec ofArguments(ParameterizedType type) {
        var raw = (Class<?>) type.getRawType();
        var argument = type.getActualTypeArguments()[0];
        if (argument instanceof WildcardType wildcard) {
            argument = wildcard.getUpperBounds()[0];
        }
        if (raw == Optional.class) {
            return new FieldCodec.Maybe(field(argument));
        }
        if (raw == List.class || raw == Set.class) {
            return new FieldCodec.Many(field(argument), raw == Set.class);
        }
        throw new IllegalArgumentException("A record to be written has a component of " + type);
    }

    /// A record that is told by its tag.
    private final class AnyRecord implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            if (value == null) {
                out.putInt(NULL);
                return;
            }
            var shape = shapes.get(value.getClass());
            if (shape == null) {
                throw new IllegalArgumentException("This codec was not told of " + value.getClass() + ": " + value);
            }
            out.putInt(shape.tag());
            for (var i = 0; i < shape.fields().size(); i++) {
                shape.fields().get(i).write(out, component(shape, i, value));
            }
        }

        @Override
        public Object read(ByteSource in) {
            var tag = in.getInt();
            if (tag == NULL) {
                return null;
            }
            var shape = byTag.get(tag);
            if (shape == null) {
                throw new IllegalArgumentException("no record is known by the tag %08x".formatted(tag));
            }
            in.enter();
            var values = new Object[shape.fields().size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = shape.fields().get(i).read(in);
            }
            in.leave();
            return make(shape, values);
        }
    }

    private static Object component(Shape shape, int i, Object value) {
        try {
            return (Object) shape.accessors().get(i).invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalArgumentException("Cannot read component " + i + " of " + value, e);
        }
    }

    /// Whatever a constructor throws at values that no writer can have written, they are no record.
    private static Object make(Shape shape, Object[] values) {
        try {
            return (Object) shape.make().invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("no " + shape.type().getSimpleName() + " has these components: " + e, e);
        }
    }
}
