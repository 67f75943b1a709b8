/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/// The bytes of a record: those of its components, in their order. Numbers are of variable length, and a record within
/// a record is written without its class, which the component says.
///
/// Kryo's own form asks reflection for each component of each record, which is most of what a small message costs.
final class RecordForm extends Serializer<Object> {
    private final Class<?> type;
    private final Class<?>[] types;
    private final MethodHandle[] getters;
    private final MethodHandle constructor;

    RecordForm(Class<?> type) {
        this.type = type;
        var components = type.getRecordComponents();
        this.types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.getters = new MethodHandle[components.length];
            var lookup = MethodHandles.lookup();
            for (var i = 0; i < getters.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                getters[i] = lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
            }
            var canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            this.constructor =
                    lookup.unreflectConstructor(canonical)
                            .asSpreader(Object[].class, types.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("No record that can be written: " + type, e);
        }
    }

    @Override
    public void write(Kryo kryo, Output out, Object value) {
        for (var i = 0; i < types.length; i++) {
            writePart(kryo, out, types[i], get(i, value));
        }
    }

    private Object get(int component, Object value) {
        try {
            return (Object) getters[component].invokeExact(value);
        } catch (Throwable e) {
            throw new KryoException("Cannot read a component of " + type, e);
        }
    }

    @SuppressWarnings("unchecked") // the serializer is that of the declared class
    private static void writePart(Kryo kryo, Output out, Class<?> declared, Object value) {
        if (declared == int.class) {
            out.writeVarInt((int) value, false);
        } else if (declared == long.class) {
            out.writeVarLong((long) value, false);
        } else if (declared == boolean.class) {
            out.writeBoolean((boolean) value);
        } else if (declared == String.class) {
            out.writeString((String) value);
        } else if (declared.isRecord()) {
            out.writeBoolean(value != null);
            if (value != null) {
                kryo.getSerializer(declared).write(kryo, out, value);
            }
        } else {
            kryo.writeClassAndObject(out, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> asked) {
        var values = new Object[types.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = readPart(kryo, in, types[i]);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw new KryoException("The parts of a " + type.getSimpleName() + " do not fit", e);
        }
    }

    @SuppressWarnings("unchecked") // the serializer is that of the declared class
    private static Object readPart(Kryo kryo, Input in, Class<?> declared) {
        if (declared == int.class) {
            return in.readVarInt(false);
        }
        if (declared == long.class) {
            return in.readVarLong(false);
        }
        if (declared == boolean.class) {
            return in.readBoolean();
        }
        if (declared == String.class) {
            return in.readString();
        }
        if (declared.isRecord()) {
            return in.readBoolean() ? kryo.getSerializer(declared).read(kryo, in, declared) : null;
        }
        return kryo.readClassAndObject(in);
    }
}
