/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import static dev.sparrow.table.Columns.lit;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Coercion;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// What the columns of a table are like, as a table; see [Table#describe].
final class Description {
    private static final List<String> FIGURES = List.of("count", "mean", "stddev", "min", "25%", "50%", "75%", "max");

    private Description() {}

    static Table of(Table table, List<String> columns) {
        var figures = new ArrayList<Column>();
        for (var column : columns) {
            for (var figure : FIGURES) {
                figures.add(figure(table, column, figure).as(figure + " of " + column));
            }
        }
        // One row of all, of which each row of the result shows a part.
        var all = table.agg(figures.getFirst(), figures.subList(1, figures.size()).toArray(Column[]::new));
        var once = table.derived(new Relation.Shared(all.relation()));
        Table rows = null;
        for (var figure : FIGURES) {
            var shown =
                    columns.stream().map(column -> (Object) Columns.col(figure + " of " + column).as(column)).toArray();
            var row = once.select(lit(figure).as("figure"), shown);
            rows = rows == null ? row : rows.union(row);
        }
        return rows;
    }

    /// As text; missing where the column has none.
    private static Column figure(Table table, String name, String figure) {
        var type = table.schema().fields().get(table.place(name)).type();
        var column = Columns.col(name);
        if (figure.equals("count")) {
            return Columns.count(column).cast("text");
        }
        var isNumber = isNumber(type);
        return switch (figure) {
            case "mean" -> isNumber ? text(Columns.avg(column)) : none();
            case "stddev" -> isNumber ? text(Columns.stddev(column)) : none();
            case "25%" -> isNumber ? text(Columns.quantile(column, 0.25)) : none();
            case "50%" -> isNumber ? text(Columns.quantile(column, 0.5)) : none();
            case "75%" -> isNumber ? text(Columns.quantile(column, 0.75)) : none();
            case "min" -> hasOrder(type) ? text(Columns.min(column)) : none();
            default -> hasOrder(type) ? text(Columns.max(column)) : none();
        };
    }

    private static Column text(Column value) {
        return value.cast("text");
    }

    private static Column none() {
        return lit(null).cast("text");
    }

    private static boolean isNumber(ColumnType type) {
        return Coercion.isWhole(type)
                || type == Plain.DOUBLE
                || type == Plain.FLOAT
                || type instanceof ColumnType.Decimal;
    }

    private static boolean hasOrder(ColumnType type) {
        return Carrier.of(type) != Carrier.OBJECT;
    }
}
