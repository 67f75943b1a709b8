/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/// Says why an object is no data.
final class RefusedClass extends Serializer<Object> {

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        throw new KryoException(reason(object.getClass()));
    }

    private static String reason(Class<?> type) {
        var name = type.getTypeName();
        if (type.isHidden()) {
            return name.substring(0, name.indexOf('/'))
                    + " is a lambda or a method reference, which is code and not data";
        }
        if (SerializationForm.isOfJdk(type)) {
            return name + " is not Serializable";
        }
        return name + " extends a class of the JDK, or has serialization hooks, but is not Serializable";
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        throw new KryoException(type.getTypeName() + " was never written");
    }
}
