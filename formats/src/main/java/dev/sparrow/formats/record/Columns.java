/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.UnwritableValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Elements as rows for writing: the first one says what columns there are.
public final class Columns {
    private final List<String> names;
    private final Set<String> known;

    /// The shape of the records; null for maps.
    private final RecordShape shape;

    /// Whether these are all columns that there are, and not those that the program chose.
    private final boolean areAll;

    private Columns(List<String> names, RecordShape shape, boolean areAll) {
        this.names = names;
        this.known = Set.copyOf(names);
        this.shape = shape;
        this.areAll = areAll;
    }

    /// The columns of a record or a map.
    ///
    /// @param wanted the columns of maps; if there are none, the keys of this one
    public static Columns of(Object first, List<String> wanted, String format) {
        return switch (first) {
            case Record record -> {
                var shape = RecordShape.of(record.getClass());
                yield new Columns(shape.components().stream().map(RecordShape.Component::name).toList(), shape, true);
            }
            case Map<?, ?> map ->
                    wanted.isEmpty()
                            ? new Columns(map.keySet().stream().map(String::valueOf).toList(), null, true)
                            : new Columns(wanted, null, false);
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
        return new Columns(List.of(), shape, true).values(element, format);
    }

    private static SparrowException unfit(Object element, String format) {
        return new SparrowException(
                ErrorCode.INVALID_ARGUMENT,
                format
                        + " cannot write "
                        + (element == null ? "null" : "an element of " + element.getClass().getTypeName())
                        + ": rows are records, maps or lists, all of one kind. Make them so with map before.");
    }

    public List<String> names() {
        return names;
    }

    /// The values of a row, in the order of the columns.
    public List<Object> values(Object element, String format) {
        var values = new ArrayList<Object>(names.size());
        if (shape != null && element != null && element.getClass() == shape.type()) {
            values.addAll(shape.values(element));
        } else if (shape == null && element instanceof Map<?, ?> map) {
            if (areAll) {
                requireNoOther(map, format);
            }
            names.forEach(name -> values.add(map.get(name)));
        } else {
            throw unfit(element, format);
        }
        return values;
    }

    /// What has no column would be lost without a word.
    private void requireNoOther(Map<?, ?> map, String format) {
        for (var key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new UnwritableValue(
                        ErrorCode.INVALID_ARGUMENT,
                        values ->
                                format
                                        + " cannot write a map with the key "
                                        + values.show(key)
                                        + ": the first one of its file has only "
                                        + values.show(String.join(", ", names))
                                        + ". Name the columns of all with columns(…).",
                        null);
            }
        }
    }
}
