/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Row;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.RecordAccess;

/// Elements of datasets as rows.
final class Elements {
    private Elements() {}

    /// The value of a column of a row or a record.
    static Object value(Object element, int column) {
        return switch (element) {
            case Row row -> row.get(column);
            case Record record -> {
                var value = RecordAccess.of(record.getClass()).component(column, record);
                yield value instanceof Character character
                        ? character.toString()
                        : value instanceof Enum<?> constant ? constant.name() : value;
            }
            case null ->
                    throw new SparrowException(
                            ErrorCode.USER_FUNCTION,
                            "A table cannot have null for a row. Filter null out of the dataset before.");
            default ->
                    throw new SparrowException(
                            ErrorCode.USER_FUNCTION,
                            "A table cannot have a "
                                    + element.getClass().getTypeName()
                                    + " for a row, only records and rows.");
        };
    }
}
