/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.ImmutableSerializer;

import java.lang.reflect.RecordComponent;

/// A record by its fields. Kryo would ask its accessors, which may say something else.
final class RecordFields extends ImmutableSerializer<Object> {
    private final Class<?> type;
    private final RecordComponent[] components;

    RecordFields(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    @Override
    public void write(Kryo kryo, Output output, Object element) {
        var values = RecordAccess.of(type).components(element);
        for (var i = 0; i < values.length; i++) {
            try {
                write(kryo, output, components[i].getType(), values[i]);
            } catch (KryoException e) {
                throw traced(e, components[i]);
            } catch (RuntimeException e) {
                throw traced(new KryoException(e), components[i]);
            }
        }
    }

    private static void write(Kryo kryo, Output output, Class<?> declared, Object value) {
        if (declared.isPrimitive()) {
            kryo.writeObject(output, value);
        } else if (kryo.isFinal(declared)) {
            kryo.writeObjectOrNull(output, value, declared);
        } else {
            kryo.writeClassAndObject(output, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> same) {
        var values = new Object[components.length];
        for (var i = 0; i < values.length; i++) {
            try {
                values[i] = component(kryo, input, components[i].getType());
            } catch (KryoException e) {
                throw traced(e, components[i]);
            }
        }
        return RecordAccess.of(type).make(values);
    }

    private static Object component(Kryo kryo, Input input, Class<?> declared) {
        if (declared.isPrimitive()) {
            return kryo.readObject(input, declared);
        }
        return kryo.isFinal(declared) ? kryo.readObjectOrNull(input, declared) : kryo.readClassAndObject(input);
    }

    private static KryoException traced(KryoException e, RecordComponent component) {
        e.addTrace(component.getName() + " (" + component.getDeclaringRecord().getName() + ")");
        return e;
    }
}
