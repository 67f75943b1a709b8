/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.table.Table;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// Figures of each column of a query, of one pass over its rows.
final class Summary {
    private static final int FIGURES = 6;

    private Summary() {}

    private static final Schema SCHEMA =
            Schema.of(
                    new Field("column_name", Plain.TEXT, false),
                    new Field("column_type", Plain.TEXT, false),
                    new Field("min", Plain.TEXT, true),
                    new Field("max", Plain.TEXT, true),
                    new Field("approx_unique", Plain.BIGINT, true),
                    new Field("avg", Plain.DOUBLE, true),
                    new Field("std", Plain.DOUBLE, true),
                    new Field("count", Plain.BIGINT, false),
                    new Field("null_percentage", Plain.DOUBLE, true));

    static Table of(Session session, Relation relation) {
        var fields = relation.schema().fields();
        var calls = new ArrayList<AggregateCall>();
        calls.add(Aggregates.call("count"));
        for (var i = 0; i < fields.size(); i++) {
            calls.addAll(figures(i, fields.get(i)));
        }
        var names = new ArrayList<String>();
        calls.forEach(_ -> names.add("c" + names.size()));
        var figures = session.table(new Relation.Aggregate(relation, List.of(), calls, names)).collect().getFirst();
        var rows = new ArrayList<Row>();
        for (var i = 0; i < fields.size(); i++) {
            rows.add(row(fields.get(i), figures, 1 + i * FIGURES));
        }
        return session.rows(SCHEMA, rows);
    }

    /// As many for each column.
    private static List<AggregateCall> figures(int place, Field field) {
        var column = new Expression.Input(place, field.type(), field.nullable(), field.name());
        var missing = new Expression.Literal(null, Plain.DOUBLE);
        var ordered = isNested(field.type()) ? missing : column;
        var number = isNumber(field.type()) ? Casting.cast(column, Plain.DOUBLE, false) : missing;
        return List.of(
                Aggregates.call("min", ordered),
                Aggregates.call("max", ordered),
                Aggregates.call("approx_count_distinct", column),
                Aggregates.call("avg", number),
                Aggregates.call("stddev_samp", number),
                Aggregates.call("count", column));
    }

    private static Row row(Field field, Row figures, int from) {
        var rows = (long) figures.get(0);
        var values = (long) figures.get(from + 5);
        return Row.of(
                field.name(),
                field.type().toString(),
                text(figures.get(from)),
                text(figures.get(from + 1)),
                figures.get(from + 2),
                figures.get(from + 3),
                figures.get(from + 4),
                rows,
                rows == 0 ? null : (Object) (100.0 * (rows - values) / rows));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.FLOAT, Plain.DOUBLE -> true;
            case ColumnType.Decimal _ -> true;
            case ColumnType _ -> false;
        };
    }

    private static boolean isNested(ColumnType type) {
        return switch (type) {
            case Plain _, ColumnType.Decimal _, ColumnType.EnumOf _ -> type == Plain.BYTES || type == Plain.NULL;
            case ColumnType.ListOf _, ColumnType.StructOf _, ColumnType.MapOf _, ColumnType.Opaque _ -> true;
        };
    }
}
