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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// Java serialization of one object and all it refers to: for exceptions, for classes with hooks of their own, and for
/// those of the JDK that only they themselves know whole.
///
/// What is in it and not `Serializable`, such as a record in a synchronized list, is written by Kryo before; a number
/// takes its place.
final class JavaSerialized extends Serializer<Object> {

    /// What takes the place of an object that Kryo writes.
    private record ByKryo(int number) implements Serializable {}

    @Override
    public void write(Kryo kryo, Output output, Object object) {
        var bytes = new ByteArrayOutputStream();
        List<Object> others;
        try (var stream = new ReplacingStream(bytes, kryo)) {
            stream.writeObject(object);
            others = stream.others;
        } catch (NotSerializableException e) {
            throw new KryoException(
                    object.getClass().getTypeName() + " refers to a " + e.getMessage() + ", which is not Serializable",
                    e);
        } catch (IOException e) {
            throw new KryoException(object.getClass().getTypeName() + " fails in Java serialization: " + e, e);
        }
        output.writeInt(others.size(), true);
        others.forEach(other -> kryo.writeClassAndObject(output, other));
        output.writeInt(bytes.size(), true);
        output.writeBytes(bytes.toByteArray());
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        var others = new ArrayList<>();
        for (var remaining = input.readInt(true); remaining > 0; remaining--) {
            others.add(kryo.readClassAndObject(input));
        }
        var bytes = input.readBytes(input.readInt(true));
        try (var stream = new ResolvingStream(new ByteArrayInputStream(bytes), kryo.getClassLoader(), others)) {
            stream.setObjectInputFilter(((ElementKryo) kryo).readable().filter(bytes.length));
            return stream.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new KryoException(type.getTypeName() + " fails in Java serialization: " + e, e);
        }
    }

    private static final class ReplacingStream extends ObjectOutputStream {
        private final Kryo kryo;
        private final List<Object> others = new ArrayList<>();

        ReplacingStream(OutputStream out, Kryo kryo) throws IOException {
            super(out);
            this.kryo = kryo;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof Serializable
                    || kryo.getRegistration(object.getClass()).getSerializer() instanceof RefusedClass) {
                return object;
            }
            others.add(object);
            return new ByKryo(others.size() - 1);
        }
    }

    private static final class ResolvingStream extends ObjectInputStream {
        private final ClassLoader loader;
        private final List<Object> others;

        ResolvingStream(InputStream in, ClassLoader loader, List<Object> others) throws IOException {
            super(in);
            this.loader = loader;
            this.others = others;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            if (description.getName().equals(ByKryo.class.getName())) {
                return ByKryo.class;
            }
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException _) {
                return super.resolveClass(description); // knows the primitive types
            }
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof ByKryo(var number) ? others.get(number) : object;
        }
    }
}
