/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.columnar;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/// Java serialization of one object and all it refers to: for exceptions, and for classes with hooks of their own.
final class JavaSerialized extends Serializer<Object> {

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (NotSerializableException e) {
            throw new KryoException(
                    object.getClass().getTypeName() + " refers to a " + e.getMessage() + ", which is not Serializable",
                    e);
        } catch (IOException e) {
            throw new KryoException(object.getClass().getTypeName() + " fails in Java serialization: " + e, e);
        }
        output.writeInt(bytes.size(), true);
        output.writeBytes(bytes.toByteArray());
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        var bytes = input.readBytes(input.readInt(true));
        try (var stream = new ResolvingStream(new ByteArrayInputStream(bytes), kryo.getClassLoader())) {
            return stream.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new KryoException(type.getTypeName() + " fails in Java serialization: " + e, e);
        }
    }

    private static final class ResolvingStream extends ObjectInputStream {
        private final ClassLoader loader;

        ResolvingStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException _) {
                return super.resolveClass(description); // knows the primitive types
            }
        }
    }
}
