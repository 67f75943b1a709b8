/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.List;

/// Rows with their numbers within groups.
public final class Numbered {
    private Numbered() {}

    /// All rows, with a last column of numbers from 1.
    public static Relation all(Relation rows, List<Expression> groups, List<SortKey> order) {
        var number =
                new WindowCall(
                        WindowCall.Function.ROW_NUMBER,
                        null,
                        List.of(),
                        false,
                        WindowCall.Frame.DEFAULT,
                        new Field("number", Plain.BIGINT, false));
        return new Relation.Windows(rows, groups, order, List.of(number));
    }

    /// All rows, with a last column of how many there are.
    public static Relation counted(Relation rows) {
        var frame =
                new WindowCall.Frame(
                        WindowCall.Unit.ROWS,
                        new WindowCall.Bound(WindowCall.Place.UNBOUNDED_PRECEDING, null),
                        new WindowCall.Bound(WindowCall.Place.UNBOUNDED_FOLLOWING, null),
                        WindowCall.Exclude.NONE);
        var count =
                new WindowCall(
                        WindowCall.Function.AGGREGATE,
                        Aggregates.call("count"),
                        List.of(),
                        false,
                        frame,
                        new Field("count", Plain.BIGINT, false));
        return new Relation.Windows(rows, List.of(), List.of(), List.of(count));
    }

    /// Those rows of each group, in an order, that stand behind the first `offset`, at most `count`.
    ///
    /// @param count below 0 for all
    public static Relation some(Relation rows, List<Expression> groups, List<SortKey> order, long offset, long count) {
        var numbered = all(rows, groups, order);
        var width = rows.schema().fields().size();
        var place = Places.column(numbered.schema(), width);
        var conditions = new ArrayList<Expression>();
        if (offset > 0) {
            conditions.add(Calls.compare(Comparison.GREATER, place, Calls.literal(offset)));
        }
        if (count >= 0) {
            conditions.add(Calls.compare(Comparison.LESS_OR_EQUAL, place, Calls.literal(offset + count)));
        }
        return without(conditions.isEmpty() ? numbered : new Relation.Filter(numbered, Calls.and(conditions)), width);
    }

    /// The first columns alone.
    public static Relation without(Relation numbered, int width) {
        return new Relation.Project(
                numbered,
                Places.columns(numbered.schema()).subList(0, width),
                numbered.schema().names().subList(0, width));
    }
}
