/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Elements as rows for writing: the first one says what columns there are.
public final class Columns {
    private final List<String> names;

    /// Null for maps.
    private final RecordShape shape;

    private Columns(List<String> names, RecordShape shape) {
        this.names = names;
        this.shape = shape;
    }

    /// The columns of a record or a map.
    ///
    /// @param wanted the columns of maps; if there are none, the keys of this one
    public static Columns of(Object first, List<String> wanted, String format) {
        return switch (first) {
            case Record record -> {
                var shape = RecordShape.of(record.getClass());
                yield new Columns(shape.components().stream().map(RecordShape.Component::name).toList(), shape);
            }
            case Map<?, ?> map ->
                    new Columns(wanted.isEmpty() ? map.keySet().stream().map(String::valueOf).toList() : wanted, null);
            case null, default -> throw unfit(first, format);
        };
    }

    /// The values of a record's components.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if the element is no such record
    public static List<Object> of(Object element, RecordShape shape, String format) {
        if (element == null || element.getClass() != shape.type()) {
            throw new SparrowException(
                    ErrorCode.INVALID_ARGUMENT,
                    format
                            + " cannot write "
                            + (element == null ? "null" : "an element of " + element.getClass().getTypeName())
                            + ": it was told to write records of "
                            + shape.type().getTypeName()
                            + ".");
        }
        return new Columns(List.of(), shape).values(element, format);
    }

    private static SparrowException unfit(Object element, String format) {
        return new SparrowException(
                ErrorCode.INVALID_ARGUMENT,
                format
                        + " cannot write "
                        + (element == null ? "null" : "an element of " + element.getClass().getTypeName())
                        + ": rows are records or maps, all of one kind. Make them so with map before.");
    }

    public List<String> names() {
        return names;
    }

    /// The values of a row, in the order of the columns.
    public List<Object> values(Object element, String format) {
        var values = new ArrayList<Object>(names.size());
        if (shape != null && element != null && element.getClass() == shape.type()) {
            shape.components().forEach(component -> values.add(RecordShape.read(component, element)));
        } else if (shape == null && element instanceof Map<?, ?> map) {
            names.forEach(name -> values.add(map.get(name)));
        } else {
            throw unfit(element, format);
        }
        return values;
    }
}
