/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// The values, by component, that are the same for the whole file.
    private final Object[] constants;

    private final FolderColumns.Here folders;

    private TypedRows(
            List<String> columns, RecordShape shape, int[] places, Object[] constants, FolderColumns.Here folders) {
        this.columns = columns;
        this.shape = shape;
        this.places = places;
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
                : java.util.Arrays.stream(places)
                        .filter(place -> place >= 0)
                        .distinct()
                        .mapToObj(columns::get)
                        .toList();
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
            values[i] =
                    places[i] < 0 ? constants[i] : TypedValues.convert(row.get(places[i]), shape.components().get(i));
        }
        return (T) shape.make(values);
    }
}
