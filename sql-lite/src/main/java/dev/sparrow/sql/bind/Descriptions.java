/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.stream.Collectors;

/// Tables about tables.
final class Descriptions {
    private Descriptions() {}

    /// A row for each column.
    static Relation columns(Binding binding, Schema described) {
        var schema =
                Schema.of(
                        new Field("column_name", Plain.TEXT, false),
                        new Field("column_type", Plain.TEXT, false),
                        new Field("null", Plain.TEXT, false));
        var rows = new ArrayList<Row>();
        for (var field : described.fields()) {
            rows.add(Row.of(field.name(), field.type().toString(), field.nullable() ? "YES" : "NO"));
        }
        return binding.catalog().rows(schema, rows);
    }

    /// A row for each table of the context, in the order of their names.
    ///
    /// @param described whether with the columns of each
    static Relation tables(Binding binding, boolean described) {
        var names = binding.catalog().ofContext().stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
        if (!described) {
            var schema = Schema.of(new Field("name", Plain.TEXT, false));
            return binding.catalog().rows(schema, names.stream().map(Row::of).toList());
        }
        var schema = Schema.of(new Field("name", Plain.TEXT, false), new Field("columns", Plain.TEXT, false));
        var rows = new ArrayList<Row>();
        for (var name : names) {
            var table = binding.catalog().find(new Name(new Span(0, 0), name), 0).orElseThrow().schema();
            var columns =
                    table.fields().stream()
                            .map(field -> field.name() + " " + field.type())
                            .collect(Collectors.joining(", "));
            rows.add(Row.of(name, columns));
        }
        return binding.catalog().rows(schema, rows);
    }
}
