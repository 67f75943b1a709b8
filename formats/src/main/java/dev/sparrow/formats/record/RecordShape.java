/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.JavaForm;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.RecordAccess;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
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
    private final RecordAccess access;

    /// A component of a record.
    ///
    /// @param box the class of its values: of a primitive type the box
    /// @param columnType what it is as a column
    public record Component(String name, Class<?> type, Class<?> box, Type genericType, ColumnType columnType) {
        private static Component of(RecordComponent component) {
            return new Component(
                    component.getName(),
                    component.getType(),
                    MethodType.methodType(component.getType()).wrap().returnType(),
                    component.getGenericType(),
                    JavaForm.typeOf(component.getGenericType()));
        }
    }

    private RecordShape(Class<?> type, RecordAccess access) {
        this.type = type;
        this.components = Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        this.access = access;
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
            return new RecordShape(type, RecordAccess.of(type));
        } catch (IllegalStateException e) {
            throw SparrowException.invalidArgument(e.getMessage() + ": " + e.getCause().getMessage() + ".");
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
            return access.constructor().invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new Unfit(
                    "", shown -> "the constructor of " + type.getTypeName() + " refused it: " + shown.describe(e));
        }
    }

    /// The values of the components of a record.
    public List<Object> values(Object record) {
        return Arrays.asList(access.components(record));
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
