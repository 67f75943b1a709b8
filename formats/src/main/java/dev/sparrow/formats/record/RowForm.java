/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import java.io.Serializable;
import java.util.List;

/// The columns of elements that are written into files of columns, and the values of one element.
///
/// @param <T> the elements
public sealed interface RowForm<T> extends Serializable {

    /// What the rows are called, in files that say so.
    String name();

    Schema schema();

    /// The values of the columns in their order.
    ///
    /// @param format for messages
    List<Object> values(T element, String format);

    /// Records of a class.
    record OfRecords<T>(Class<T> type) implements RowForm<T> {
        @Override
        public String name() {
            return type.getSimpleName();
        }

        @Override
        public Schema schema() {
            return new Schema(
                    RecordShape.of(type).components().stream()
                            .map(component ->
                                    new Field(
                                            component.name(), component.columnType(), !component.type().isPrimitive()))
                            .toList());
        }

        @Override
        public List<Object> values(T element, String format) {
            return Columns.of(element, RecordShape.of(type), format);
        }
    }

    /// Rows of a table.
    record OfTable(Schema schema) implements RowForm<Row> {
        @Override
        public String name() {
            return "row";
        }

        @Override
        public List<Object> values(Row element, String format) {
            return element.values();
        }
    }
}
