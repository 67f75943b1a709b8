/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/// A record class taken apart: what reads its components, and its canonical constructor. Fields are read, and not
/// accessors, which may hand out something else.
public final class RecordAccess {
    private static final ClassValue<RecordAccess> ALL =
            new ClassValue<>() {
                @Override
                protected RecordAccess computeValue(Class<?> type) {
                    return create(type);
                }
            };

    private final Class<?> type;

    /// Each `(Object)Object`.
    private final List<MethodHandle> components;

    /// Takes components as `Object`s in an array.
    private final MethodHandle constructor;

    private RecordAccess(Class<?> type, List<MethodHandle> components, MethodHandle constructor) {
        this.type = type;
        this.components = components;
        this.constructor = constructor;
    }

    /// The access to a record class.
    public static RecordAccess of(Class<?> type) {
        return ALL.get(type);
    }

    private static RecordAccess create(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            var types = new Class<?>[components.length];
            var readers = new MethodHandle[components.length];
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (var i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                readers[i] =
                        lookup.findGetter(type, components[i].getName(), types[i])
                                .asType(MethodType.methodType(Object.class, Object.class));
            }
            var constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asFixedArity()
                            .asType(MethodType.genericMethodType(types.length))
                            .asSpreader(Object[].class, types.length);
            return new RecordAccess(type, List.of(readers), constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look into the record " + type.getTypeName(), e);
        }
    }

    /// The number of components.
    public int size() {
        return components.size();
    }

    /// One component of a record of the class.
    public Object component(int index, Object element) {
        try {
            return components.get(index).invokeExact(element);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read a component of " + type.getTypeName(), e);
        }
    }

    /// All components of a record of the class.
    public Object[] components(Object element) {
        var values = new Object[components.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = component(i, element);
        }
        return values;
    }

    /// The canonical constructor, `(Object[])Object`, for callers that judge what it throws.
    public MethodHandle constructor() {
        return constructor;
    }

    /// A record of the values of its components.
    public Object make(Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (Throwable e) {
            throw RefusedRecord.of(type, e);
        }
    }
}
