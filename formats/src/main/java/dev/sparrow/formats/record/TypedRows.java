/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnType;
import dev.sparrow.format.RecordColumns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Makes elements of rows of typed columns: records, or maps.
///
/// @param <T> what they become
public final class TypedRows<T> {
    /// The value of a column in the current row.
    @FunctionalInterface
    public interface Values {
        Object get(int column) throws Unfit;
    }

    private final List<String> columns;

    /// The shape of the records; null for maps.
    private final RecordShape shape;

    private final int[] places;

    /// By component.
    private final TypedValues[] converters;

    /// The values, by component, that are the same for the whole file.
    private final Object[] constants;

    private final FolderColumns.Here folders;

    private TypedRows(
            List<String> columns, RecordShape shape, int[] places, Object[] constants, FolderColumns.Here folders) {
        this.columns = columns;
        this.shape = shape;
        this.places = places;
        this.converters =
                shape == null
                        ? new TypedValues[0]
                        : shape.components().stream().map(TypedValues::new).toArray(TypedValues[]::new);
        this.constants = constants;
        this.folders = folders;
    }

    /// Reads from a file with such columns.
    ///
    /// @param type a record class, or `Map`
    /// @throws Unfit if a primitive component has no column, or if a column that is read is there twice
    public static <T> TypedRows<T> of(Class<?> type, List<String> columns, FolderColumns.Here folders) throws Unfit {
        if (type == Map.class) {
            ColumnNames.requireUnique(columns);
            return new TypedRows<>(columns, null, new int[0], new Object[0], folders);
        }
        var shape = RecordShape.of(type);
        var places = shape.columnsIn(columns);
        var constants = new Object[places.length];
        for (var i = 0; i < places.length; i++) {
            var component = shape.components().get(i);
            if (folders.has(component)) {
                places[i] = -1;
                constants[i] = folders.value(component);
            } else if (places[i] < 0 && component.type().isPrimitive()) {
                throw Unfit.missing(component, type, columns);
            }
        }
        for (var place : places) {
            if (place >= 0) {
                ColumnNames.requireUnique(columns.stream().filter(columns.get(place)::equals).toList());
            }
        }
        return new TypedRows<>(columns, shape, places, constants, folders);
    }

    /// The columns that are read.
    public List<String> wanted() {
        return shape == null
                ? columns
                : Arrays.stream(places).filter(place -> place >= 0).distinct().mapToObj(columns::get).toList();
    }

    /// The element of a row.
    @SuppressWarnings("unchecked") // who makes the dataset knows what its rows become
    public T element(Values row) throws Unfit {
        if (shape == null) {
            var map = LinkedHashMap.<String, Object>newLinkedHashMap(columns.size());
            for (var i = 0; i < columns.size(); i++) {
                map.put(columns.get(i), row.get(i));
            }
            map.putAll(folders.values());
            return (T) map;
        }
        var values = new Object[places.length];
        for (var i = 0; i < places.length; i++) {
            values[i] = places[i] < 0 ? constants[i] : converters[i].convert(row.get(places[i]));
        }
        return (T) shape.make(values);
    }

    /// The elements of a batch as columns of their components.
    ///
    /// @param columns the values of a column as arrays; of those that are read
    /// @param objects the same as objects
    /// @return null if they have to be made one by one: they are no records that are just their columns, or a value is
    ///   not as its component holds it, which is told when the program comes to it
    public RecordColumns columns(int rows, IntFunction<ColumnArray> columns, IntFunction<IntFunction<Object>> objects) {
        if (shape == null || places.length == 0 || !PlainRecord.isPlain(shape.type())) {
            return null;
        }
        var components = new ArrayList<ColumnArray>();
        for (var i = 0; i < places.length; i++) {
            var column = places[i] < 0 ? constants(i, rows) : component(i, rows, columns, objects);
            if (column == null) {
                return null;
            }
            components.add(column);
        }
        return new RecordColumns(shape.type(), rows, components);
    }

    private ColumnArray component(
            int component, int rows, IntFunction<ColumnArray> columns, IntFunction<IntFunction<Object>> objects) {
        var type = shape.components().get(component).type();
        var column = ComponentArray.of(type, columns.apply(places[component]), rows);
        return column != null || type.isPrimitive()
                ? column
                : converted(component, rows, objects.apply(places[component]));
    }

    private ColumnArray constants(int component, int rows) {
        if (shape.components().get(component).type().isPrimitive()) {
            return null;
        }
        var array = new Object[rows];
        Arrays.fill(array, constants[component]);
        return objects(component, array);
    }

    private ColumnArray objects(int component, Object... array) {
        var type = new ColumnType.Opaque(shape.components().get(component).type().getName());
        return new ColumnArray(type, null, new ColumnArray.Objects(array));
    }

    /// The values of a component that is no primitive, as objects; null if one does not fit, or is no value.
    private ColumnArray converted(int component, int rows, IntFunction<Object> values) {
        var array = new Object[rows];
        try {
            for (var row = 0; row < rows; row++) {
                array[row] = converters[component].convert(values.apply(row));
            }
            return objects(component, array);
        } catch (Unfit | RuntimeException _) {
            return null;
        }
    }
}
