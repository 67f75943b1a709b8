/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.JavaForm;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.RecordShape;
import dev.sparrow.formats.record.TextForm;
import dev.sparrow.formats.record.TextPatterns;
import dev.sparrow.formats.record.Unfit;
import dev.sparrow.formats.record.WantedColumns;

import java.io.Serializable;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A mapping of rows to elements.
sealed interface RowMapper extends Serializable {

    /// Returns the mapper for the rows of a file.
    ///
    /// @param columns null if they have no names
    /// @param folders what the folders of the file say
    /// @param patterns of dates, times and numbers
    /// @throws Unfit if no row of these columns can be read
    Bound bind(List<String> columns, FolderColumns.Here folders, TextPatterns patterns) throws Unfit;

    /// The names of columns that neither the file nor the program gives; null if there is no telling.
    default List<String> unnamedColumns(FolderColumns.Here folders) {
        return null;
    }

    /// The types of the columns that are more than text.
    Map<String, ColumnType> types();

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
        public Map<String, ColumnType> types() {
            return Map.of();
        }

        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders, TextPatterns patterns) {
            return (fields, _) -> Collections.unmodifiableList(Arrays.asList(fields));
        }
    }

    /// Maps from column to value.
    ///
    /// @param types of columns that are more than text
    record ToMap(Map<String, ColumnType> types) implements RowMapper {
        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders, TextPatterns patterns) {
            var parsers = new HashMap<String, TextForm.Parser>();
            types.forEach((column, type) -> parsers.put(column, patterns.of(type).orElseThrow()));
            return (fields, lenient) -> {
                var map = LinkedHashMap.<String, Object>newLinkedHashMap(fields.length);
                for (var i = 0; i < fields.length; i++) {
                    var column = columns == null ? nameOf(i) : columns.get(i);
                    map.put(column, value(column, fields[i], parsers.get(column), types, lenient));
                }
                map.putAll(folders.values());
                return map;
            };
        }
    }

    /// The value of a field.
    ///
    /// @param parser null for text
    private static Object value(
            String column, String field, TextForm.Parser parser, Map<String, ColumnType> types, boolean lenient)
            throws Unfit {
        if (field == null || parser == null) {
            return field;
        }
        try {
            return parser.parse(field);
        } catch (IllegalArgumentException | DateTimeException e) {
            if (lenient) {
                return null;
            }
            throw Unfit.value(column, field, JavaForm.classOf(types.get(column)));
        }
    }

    /// Arrays of the values of some columns.
    ///
    /// @param types of columns that are more than text
    record ToValues(List<String> wanted, Map<String, ColumnType> types) implements RowMapper {
        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders, TextPatterns patterns) throws Unfit {
            var inFile = WantedColumns.of(wanted, columns == null ? List.of() : columns, folders).inFile();
            var places = inFile.stream().mapToInt(columns::indexOf).toArray();
            var parsers = inFile.stream().map(column -> parser(column, patterns)).toArray(TextForm.Parser[]::new);
            return (fields, lenient) -> {
                var values = new Object[places.length];
                for (var i = 0; i < values.length; i++) {
                    values[i] = value(inFile.get(i), fields[places[i]], parsers[i], types, lenient);
                }
                return values;
            };
        }

        private TextForm.Parser parser(String column, TextPatterns patterns) {
            return patterns.of(types.getOrDefault(column, Plain.TEXT)).orElseThrow();
        }
    }

    record ToRecord(Class<?> type) implements RowMapper {
        @Override
        public Map<String, ColumnType> types() {
            return RecordShape.of(type).components().stream()
                    .filter(component -> TextForm.of(component.columnType()).isPresent())
                    .collect(Collectors.toMap(RecordShape.Component::name, RecordShape.Component::columnType));
        }

        @Override
        public List<String> unnamedColumns(FolderColumns.Here folders) {
            return RecordShape.of(type).components().stream()
                    .filter(component -> !folders.has(component))
                    .map(RecordShape.Component::name)
                    .toList();
        }

        @Override
        public Bound bind(List<String> columns, FolderColumns.Here folders, TextPatterns patterns) throws Unfit {
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
            var parsers = components.stream().map(patterns::of).toArray(TextForm.Parser[]::new);
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
                TextForm.Parser parser, RecordShape.Component component, String field, boolean lenient) throws Unfit {
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
                return TextForm.parse(parser, component, field);
            } catch (Unfit e) {
                if (lenient && !isPrimitive) {
                    return null;
                }
                throw e;
            }
        }
    }
}
