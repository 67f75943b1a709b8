/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.statement;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.table.Table;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/// Looks at the rows of a table when they are stored: how many there are, the least and the greatest value of each
/// column of numbers and times, and by a sample how many different values.
final class Statistics {
    private static final int SAMPLE_ROWS = 10_000;
    private static final long SEED = 20_240_601;

    private final Table rows;
    private final List<Field> fields;

    private Statistics(Table rows) {
        this.rows = rows;
        this.fields = rows.schema().fields();
    }

    static TableStatistics of(Table rows) {
        return new Statistics(rows).looked();
    }

    private TableStatistics looked() {
        var figures = figures();
        var count = (long) figures.get(0);
        var sample = sample(count);
        var columns = new ArrayList<ColumnStatistics>();
        var place = 1;
        for (var i = 0; i < fields.size(); i++) {
            var type = fields.get(i).type();
            var hasRange = hasRange(type);
            var least = hasRange ? position(figures.get(place++), type) : Double.NaN;
            var greatest = hasRange ? position(figures.get(place++), type) : Double.NaN;
            var distinct = isPlain(type) ? distinct(sample, i, count) : Double.NaN;
            var nulls = sample.isEmpty() ? 0 : nulls(sample, i) / (double) sample.size();
            columns.add(
                    new ColumnStatistics(
                            least,
                            greatest,
                            isWhole(type) && least <= greatest ? Math.min(distinct, greatest - least + 1) : distinct,
                            nulls));
        }
        return new TableStatistics(OptionalLong.of(count), columns);
    }

    /// Of one pass over the rows, which keeps them.
    private Row figures() {
        var calls = new ArrayList<AggregateCall>();
        calls.add(Aggregates.call("count"));
        for (var i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            if (hasRange(field.type())) {
                var column = new Expression.Input(i, field.type(), field.nullable(), field.name());
                calls.add(Aggregates.call("min", column));
                calls.add(Aggregates.call("max", column));
            }
        }
        var names = new ArrayList<String>();
        calls.forEach(_ -> names.add("c" + names.size()));
        var relation = new Relation.Aggregate(rows.relation(), List.of(), calls, names);
        return Table.of(rows.context(), relation).collect().getFirst();
    }

    private List<Row> sample(long count) {
        return count <= SAMPLE_ROWS ? rows.collect() : rows.sample((double) SAMPLE_ROWS / count, SEED).collect();
    }

    private static double position(Object value, ColumnType type) {
        return value == null ? Double.NaN : TableStatistics.position(Carrier.of(value, type), type);
    }

    /// Of a sample with many values that occur once, more are outside of it (the estimator Duj1 of Haas, Naughton,
    /// Seshadri and Stokes, "Sampling-based estimation of the number of distinct values of an attribute", 1995).
    private static double distinct(List<Row> sample, int column, long count) {
        var times = new HashMap<Object, Integer>();
        for (var row : sample) {
            if (row.get(column) != null) {
                times.merge(row.get(column), 1, Integer::sum);
            }
        }
        var seen = times.values().stream().mapToInt(Integer::intValue).sum();
        if (seen == 0) {
            return Double.NaN;
        }
        var once = times.values().stream().filter(each -> each == 1).count();
        var part = Math.min(1, (double) sample.size() / count);
        return Math.min((double) count, times.size() / (1 - (1 - part) * once / seen));
    }

    private static long nulls(List<Row> sample, int column) {
        return sample.stream().filter(row -> row.get(column) == null).count();
    }

    private static boolean hasRange(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT,
                    Plain.SMALLINT,
                    Plain.INT,
                    Plain.BIGINT,
                    Plain.FLOAT,
                    Plain.DOUBLE,
                    Plain.DATE,
                    Plain.TIMESTAMP ->
                    true;
            case ColumnType.Decimal _ -> true;
            case ColumnType _ -> false;
        };
    }

    private static boolean isWhole(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.DATE -> true;
            case ColumnType _ -> false;
        };
    }

    private static boolean isPlain(ColumnType type) {
        return switch (type) {
            case Plain _ -> type != Plain.NULL && type != Plain.BYTES;
            case ColumnType.Decimal _, ColumnType.EnumOf _ -> true;
            case ColumnType.ListOf _, ColumnType.StructOf _, ColumnType.MapOf _, ColumnType.Opaque _ -> false;
        };
    }
}
