/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.formats.record.ColumnType;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.RecordShape;
import dev.sparrow.formats.record.TextValues;
import dev.sparrow.formats.record.Unfit;

import java.io.Serializable;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A mapping of rows to elements.
sealed interface RowMapper extends Serializable {

    /// Returns the mapper for the rows of a file.
    ///
    /// @param columns null if they have no names
    /// @param folders what the folders of the file say
    /// @throws Unfit if no row of these columns can be read
    Bound bind(List<String> columns, FolderColumns.Here folders) throws Unfit;

    /// The names of columns that neither the file nor the program gives; null if there is no telling.
    default List<String> unnamedColumns(FolderColumns.Here folders) {
        return null;
    }

    /// The name of a column without one.
    ///
    /// @param column from 0
    static String nameOf(int column) {
        return "_c" + column;
    }

    /// Makes elements of the rows of a file.
    @FunctionalInterface
    interface Bound {

        /// The element of a row.
        ///
        /// @param lenient whether a field that cannot be read becomes null
        Object map(String[] fields, boolean lenient) throws Unfit;
    }

    record ToList() implements RowMapper {
        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders) {
            return (fields, _) -> Collections.unmodifiableList(Arrays.asList(fields));
        }
    }

    /// Maps from column to value.
    ///
    /// @param types of columns that are more than text
    record ToMap(Map<String, ColumnType> types) implements RowMapper {
        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders) {
            return (fields, lenient) -> {
                var map = LinkedHashMap.<String, Object>newLinkedHashMap(fields.length);
                for (var i = 0; i < fields.length; i++) {
                    var column = columns == null ? nameOf(i) : columns.get(i);
                    map.put(column, value(column, fields[i], lenient));
                }
                map.putAll(folders.values());
                return map;
            };
        }

        private Object value(String column, String field, boolean lenient) throws Unfit {
            var type = types.getOrDefault(column, ColumnType.STRING);
            if (field == null || type == ColumnType.STRING) {
                return field;
            }
            try {
                return type.parse(field);
            } catch (IllegalArgumentException | DateTimeException e) {
                if (lenient) {
                    return null;
                }
                throw Unfit.value(column, field, type.type());
            }
        }
    }

    record ToRecord(Class<?> type) implements RowMapper {
        @Override
        public List<String> unnamedColumns(FolderColumns.Here folders) {
            return RecordShape.of(type).components().stream()
                    .filter(component -> !folders.has(component))
                    .map(RecordShape.Component::name)
                    .toList();
        }

        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders) throws Unfit {
            var shape = RecordShape.of(type);
            var places = shape.columnsIn(columns);
            var components = shape.components();
            var constants = new Object[places.length];
            for (var i = 0; i < places.length; i++) {
                if (folders.has(components.get(i))) {
                    places[i] = -1;
                    constants[i] = folders.value(components.get(i));
                } else if (places[i] < 0 && components.get(i).type().isPrimitive()) {
                    throw Unfit.missing(components.get(i), type, columns);
                }
            }
            var parsers = components.stream().map(TextValues::of).toArray(TextValues.Parser[]::new);
            return (fields, lenient) -> {
                var values = new Object[places.length];
                for (var i = 0; i < values.length; i++) {
                    values[i] =
                            places[i] < 0
                                    ? constants[i]
                                    : value(parsers[i], components.get(i), fields[places[i]], lenient);
                }
                return shape.make(values);
            };
        }

        private static Object value(
                TextValues.Parser parser, RecordShape.Component component, String field, boolean lenient) throws Unfit {
            var isPrimitive = component.type().isPrimitive();
            if (field == null) {
                if (isPrimitive) {
                    throw new Unfit(
                            component.name(),
                            "it is empty, and "
                                    + component.type()
                                    + " cannot be null. Make the component a boxed type to allow it.");
                }
                return null;
            }
            try {
                return TextValues.parse(parser, component, field);
            } catch (Unfit e) {
                if (lenient && !isPrimitive) {
                    return null;
                }
                throw e;
            }
        }
    }
}
