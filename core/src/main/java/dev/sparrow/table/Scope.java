/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Suggestions;

import java.util.ArrayList;
import java.util.List;

/// What the columns of an expression mean at one call: those of the table, or where groups are aggregated the keys and
/// the aggregates.
final class Scope {
    private final Schema schema;

    /// The keys of groups; null where rows are meant.
    private final List<Expression> keys;

    private final List<AggregateCall> calls = new ArrayList<>();

    /// What has to be true of a row to count in an aggregate; null for nothing.
    private Expression filter;

    private Scope(Schema schema, List<Expression> keys) {
        this.schema = schema;
        this.keys = keys;
    }

    static Scope rows(Schema schema) {
        return new Scope(schema, null);
    }

    /// @param keys over the columns of the table
    static Scope groups(Schema schema, List<Expression> keys) {
        return new Scope(schema, keys);
    }

    /// The aggregates that were met.
    List<AggregateCall> calls() {
        return calls;
    }

    /// From now on the rows alone count in aggregates for which a condition is true.
    void countOnly(Expression condition) {
        filter = condition;
    }

    Expression column(String name) {
        var place = schema.find(name);
        if (place < 0) {
            throw SparrowException.invalidArgument(
                    "There is no column '"
                            + name
                            + "'; there are "
                            + String.join(", ", schema.names())
                            + "."
                            + Suggestions.of(name, schema.names()));
        }
        return column(place);
    }

    Expression column(int place) {
        var field = schema.fields().get(place);
        var input = input(place, field);
        return keys == null ? input : key(input);
    }

    private static Expression input(int place, Field field) {
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }

    /// A group has its keys alone.
    private Expression key(Expression column) {
        var place = keys.indexOf(column);
        if (place < 0) {
            throw SparrowException.invalidArgument(
                    "The column "
                            + column
                            + " is no key of the groups, so a group has many of it. Aggregate it, for example"
                            + " first("
                            + column
                            + "), or group by it, too.");
        }
        return new Expression.Input(place, column.type(), column.nullable(), column.toString());
    }

    /// The result of an aggregate of the group.
    ///
    /// @param of makes it of the scope of the rows
    Expression aggregate(String name, java.util.function.Function<Scope, AggregateCall> of) {
        if (keys == null) {
            throw SparrowException.invalidArgument(
                    name + " is an aggregate of many rows. Use it in agg, behind groupBy or alone.");
        }
        var rows = rows(schema);
        rows.filter = filter;
        var call = of.apply(rows);
        var known = calls.indexOf(call);
        if (known < 0) {
            calls.add(call);
            known = calls.size() - 1;
        }
        return new Expression.Input(keys.size() + known, call.type(), call.nullable(), call.toString());
    }

    /// What has to be true of a row to count; null for nothing.
    Expression filter() {
        return filter;
    }

    Schema schema() {
        return schema;
    }
}
