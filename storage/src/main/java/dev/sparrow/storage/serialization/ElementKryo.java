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
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;

import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.io.OutputStream;
import java.util.Objects;

/// A Kryo set up for elements. Each thread keeps one for the next caller.
///
/// It is taken out while it is used, so user code that Kryo calls may use the codec again; and one that failed in the
/// middle of an element is not given back, so that no later element meets its remains.
final class ElementKryo extends Kryo {
    private static final int BUFFER_BYTES = 8 << 10;
    private static final ThreadLocal<ElementKryo> IDLE = new ThreadLocal<>();

    private final Output output = new Output(BUFFER_BYTES);

    private ElementKryo(ClassLoader loader) {
        super(new ClassNames.Resolver(), new References());
        setClassLoader(loader);
        setRegistrationRequired(false);
        setOptimizedGenerics(false);
        // Objenesis makes hollow objects; only user classes get that far, see Treatment.
        setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        register(Tuple2.class);
        register(Tuple3.class);
        register(Tuple4.class);
    }

    /// The loader of the user's classes.
    static ClassLoader contextLoader() {
        var context = Thread.currentThread().getContextClassLoader();
        return Objects.requireNonNullElse(context, ElementKryo.class.getClassLoader());
    }

    /// Kryo caches classes by name, so it serves one class loader.
    @SuppressWarnings("ReferenceEquality") // a class loader is its identity
    static ElementKryo borrow() {
        var loader = contextLoader();
        var idle = IDLE.get();
        if (idle == null || idle.getClassLoader() != loader) {
            return new ElementKryo(loader);
        }
        IDLE.set(null);
        return idle;
    }

    void giveBack() {
        IDLE.set(this);
    }

    /// The classes that the objects may have which are read now.
    ReadableClasses readable() {
        return ((ClassNames.Resolver) getClassResolver()).readable();
    }

    void write(Object element, OutputStream out, ClassNames names) {
        var resolver = (ClassNames.Resolver) getClassResolver();
        resolver.enter(names);
        output.setOutputStream(out);
        writeClassAndObject(output, element);
        output.flush();
        resolver.leave(names);
    }

    Object read(Input input, ClassNames names, ReadableClasses classes) {
        var resolver = (ClassNames.Resolver) getClassResolver();
        resolver.enter(names);
        resolver.read(classes);
        var element = readClassAndObject(input);
        resolver.leave(names);
        return element;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in Kryo
    public Serializer getDefaultSerializer(Class type) {
        var byKryo = super.getDefaultSerializer(type);
        return SerializationForm.of(type, byKryo).serializer(this, type, byKryo);
    }

    /// What Kryo uses where it knows nothing better; [SerializationForm] does.
    @Override
    @SuppressWarnings("rawtypes") // as in Kryo
    protected Serializer newDefaultSerializer(Class type) {
        return new RefusedClass();
    }

    /// Hidden classes go to [SerializationForm], which refuses them; Kryo would look for a serializer of closures.
    @Override
    @SuppressWarnings("rawtypes") // as in Kryo
    public boolean isClosure(Class type) {
        return false;
    }

    /// Kryo puts null where an object refers to one that is not made before its parts are, such as a record.
    private static final class References extends MapReferenceResolver {
        @Override
        @SuppressWarnings("rawtypes") // as in Kryo
        public Object getReadObject(Class type, int id) {
            var object = super.getReadObject(type, id);
            if (object == null) {
                throw new KryoException("it refers to itself through a record or an immutable collection");
            }
            return object;
        }
    }
}
