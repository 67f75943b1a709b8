/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;

import java.util.ArrayList;
import java.util.List;

/// Columns that expressions read and that come to the rows after these are bound: the values of subqueries, of windows,
/// and the elements of lists.
final class Late {
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Query.NamedWindow> windows;
    private final boolean isOfSelection;

    /// Something that adds a column.
    sealed interface Wanted {}

    /// A query, joined with the rows.
    ///
    /// @param conditions over the rows and those of [Places#partner]
    record Joined(Relation relation, Lookup.Kind kind, List<Expression> conditions) implements Wanted {}

    /// A function over the rows around.
    record Windowed(List<Expression> partitionBy, List<SortKey> order, WindowCall call) implements Wanted {}

    /// A row for each element of a list.
    record Elements(Expression list) implements Wanted {}

    private Late(List<Query.NamedWindow> windows, boolean isOfSelection) {
        this.windows = windows;
        this.isOfSelection = isOfSelection;
    }

    /// Of a condition, where only queries may stand.
    static Late ofCondition() {
        return new Late(List.of(), false);
    }

    /// Of what is selected, where windows and lists may stand, too.
    ///
    /// @param windows those that have names
    static Late ofSelection(List<Query.NamedWindow> windows) {
        return new Late(windows, true);
    }

    boolean isOfSelection() {
        return isOfSelection;
    }

    List<Query.NamedWindow> windows() {
        return windows;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    /// The value of a query, of the first column that it adds.
    Expression add(Joined query, ColumnType type) {
        wanted.add(query);
        return Places.late(wanted.size() - 1, new Input(0, type, true, "subquery"));
    }

    Expression add(Windowed window) {
        var known = wanted.indexOf(window);
        if (known < 0) {
            wanted.add(window);
            known = wanted.size() - 1;
        }
        var field = window.call().field();
        return Places.late(known, new Input(0, field.type(), field.nullable(), field.name()));
    }

    Expression add(Elements elements) {
        wanted.add(elements);
        var type =
                elements.list().type() instanceof ColumnType.ListOf(var element, var _)
                        ? element
                        : ColumnType.Plain.NULL;
        return Places.late(wanted.size() - 1, new Input(0, type, true, "unnest"));
    }
}
