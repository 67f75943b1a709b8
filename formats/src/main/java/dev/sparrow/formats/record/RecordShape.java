/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.SparrowException;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// A record class as a list of named components. Fields are read, and not accessors, which may hand out something else.
public final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected RecordShape computeValue(Class<?> type) {
                    return create(type);
                }
            };

    private final Class<?> type;
    private final List<Component> components;
    private final MethodHandle constructor;

    /// A component of a record.
    ///
    /// @param box the class of its values: of a primitive type the box
    /// @param reader `(Object)Object`
    public record Component(
            String name, Class<?> type, Class<?> box, java.lang.reflect.Type genericType, MethodHandle reader) {
        private static Component of(RecordComponent component, MethodHandle getter) {
            return new Component(
                    component.getName(),
                    component.getType(),
                    MethodType.methodType(component.getType()).wrap().returnType(),
                    component.getGenericType(),
                    getter.asType(MethodType.methodType(Object.class, Object.class)));
        }
    }

    private RecordShape(Class<?> type, List<Component> components, MethodHandle constructor) {
        this.type = type;
        this.components = components;
        this.constructor = constructor;
    }

    /// The shape of a record class.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if it is none
    public static RecordShape of(Class<?> type) {
        if (type == null) {
            throw SparrowException.invalidArgument("The record class that rows are to be is null.");
        }
        return SHAPES.get(type);
    }

    private static RecordShape create(Class<?> type) {
        if (!type.isRecord()) {
            throw SparrowException.invalidArgument(
                    type.getTypeName()
                            + " is not a record. Rows are read into records, by the names of their components, and"
                            + " written from records or maps.");
        }
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var components = new ArrayList<Component>();
            for (var component : type.getRecordComponents()) {
                var getter = lookup.findGetter(type, component.getName(), component.getType());
                components.add(Component.of(component, getter));
            }
            var types = components.stream().map(Component::type).toArray(Class<?>[]::new);
            var constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asFixedArity()
                            .asType(MethodType.genericMethodType(types.length))
                            .asSpreader(Object[].class, types.length);
            return new RecordShape(type, List.copyOf(components), constructor);
        } catch (ReflectiveOperationException e) {
            throw SparrowException.invalidArgument(
                    "Cannot look into the record " + type.getTypeName() + ": " + e.getMessage() + ".");
        }
    }

    public Class<?> type() {
        return type;
    }

    public List<Component> components() {
        return components;
    }

    /// A record of the values of its components.
    ///
    /// @throws Unfit if the constructor of the record refuses them
    /// @throws VirtualMachineError if it met one: that says nothing about the values
    public Object make(Object[] values) throws Unfit {
        try {
            return constructor.invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new Unfit(
                    "", shown -> "the constructor of " + type.getTypeName() + " refused it: " + shown.describe(e));
        }
    }

    public static Object read(Component component, Object record) {
        try {
            return component.reader().invokeExact(record);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read " + component.name() + " of a record", e);
        }
    }

    /// For each component the index of the column of its name, or -1. A column of exactly that name wins over one that
    /// differs in case.
    public int[] columnsIn(List<String> columns) {
        var indexes = new int[components.size()];
        for (var i = 0; i < indexes.length; i++) {
            indexes[i] = indexOf(components.get(i).name(), columns);
        }
        return indexes;
    }

    private static int indexOf(String name, List<String> columns) {
        var exact = columns.indexOf(name);
        for (var i = 0; exact < 0 && i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return exact;
    }
}
