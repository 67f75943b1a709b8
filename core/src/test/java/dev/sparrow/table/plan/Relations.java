/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Relations to plan with, which nobody can compute.
final class Relations {
    private Relations() {}

    /// A table of whole numbers.
    ///
    /// @param columns `name:n` for a column of n different values, from 0
    static Relation table(String name, long rows, String... columns) {
        var fields = new ArrayList<Field>();
        var statistics = new ArrayList<ColumnStatistics>();
        for (var column : columns) {
            var parts = column.split(":", -1);
            var distinct = Double.parseDouble(parts[1]);
            fields.add(new Field(parts[0], Plain.BIGINT, false));
            statistics.add(new ColumnStatistics(0, distinct - 1, distinct, 0));
        }
        return new Relation.Dataset(
                null, null, new Schema(fields), name, new TableStatistics(OptionalLong.of(rows), statistics));
    }

    /// All pairs.
    static Relation beside(Relation left, Relation right) {
        return join(Lookup.Kind.INNER, left, right, List.of(), List.of());
    }

    static Relation join(
            Lookup.Kind kind, Relation left, Relation right, List<Expression> leftKeys, List<Expression> rightKeys) {
        return new Relation.Join(kind, left, right, leftKeys, rightKeys, null);
    }

    static Relation where(Relation input, Expression... conditions) {
        return new Relation.Filter(input, Expression.and(List.of(conditions)));
    }

    static Expression equal(Relation input, String one, String other) {
        return new Expression.Compare(Comparison.EQUAL, column(input, one), column(input, other));
    }

    static Expression is(Relation input, String name, long value) {
        return new Expression.Compare(
                Comparison.EQUAL, column(input, name), new Expression.Literal(value, Plain.BIGINT));
    }

    static Expression below(Relation input, String name, long value) {
        return new Expression.Compare(
                Comparison.LESS, column(input, name), new Expression.Literal(value, Plain.BIGINT));
    }

    static Expression column(Relation input, String name) {
        var place = input.schema().find(name);
        var field = input.schema().fields().get(place);
        return new Expression.Input(place, field.type(), field.nullable(), name);
    }

    /// The plan without the columns of tables.
    static String planned(Relation relation) {
        return RelationText.optimized(relation).replaceAll(" \\[.*?]  ", "  ").strip();
    }
}
