/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Utf8;

import java.util.List;

/// Texts of columns as components of records want them: strings, characters, constants of an enum.
final class RecordTexts {
    private RecordTexts() {}

    static void convert(Class<?> record, List<Vector> columns, int rows) {
        var components = record.getRecordComponents();
        for (var i = 0; i < components.length; i++) {
            var array = columns.get(i).leaves().getFirst();
            if (array instanceof Object[] values) {
                for (var row = 0; row < rows; row++) {
                    values[row] =
                            values[row] instanceof Utf8 text ? converted(text, components[i].getType()) : values[row];
                }
            }
        }
    }

    private static Object converted(Utf8 text, Class<?> component) {
        if (component.isEnum()) {
            return constant(component, text.toString());
        }
        return component == char.class || component == Character.class
                ? (Object) text.toString().charAt(0)
                : text.toString();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // of the class of the component
    private static Object constant(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }
}
