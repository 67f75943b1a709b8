/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// The groups of a table's rows that have the same keys; see [Table#groupBy]. A missing key is a key like others.
public final class GroupedTable {
    private final Table table;
    private final List<Column> keys;

    GroupedTable(Table table, List<Column> keys) {
        this.table = table;
        this.keys = keys;
    }

    /// A row for each group: its keys, then these columns, which are made of keys and aggregates.
    ///
    /// @throws dev.sparrow.error.SparrowException `INVALID_ARGUMENT` if one reads a column that is no key outside of an
    ///   aggregate
    public Table agg(Column first, Column... more) {
        var columns = Column.list(first, (Object[]) more);
        var by = Column.all(keys, Scope.rows(table.schema()));
        var scope = Scope.groups(table.schema(), by);
        var results = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var i = 0; i < by.size(); i++) {
            var key = by.get(i);
            results.add(new Expression.Input(i, key.type(), key.nullable(), keys.get(i).name()));
            names.add(keys.get(i).name());
        }
        for (var column : columns) {
            results.add(column.in(scope));
            names.add(column.name());
        }
        var inner = new ArrayList<>(names.subList(0, by.size()));
        scope.calls().forEach(call -> inner.add(call.toString()));
        var aggregate = new Relation.Aggregate(table.relation(), by, scope.calls(), inner);
        return table.derived(new Relation.Project(aggregate, results, names));
    }

    /// How many rows each group has, in a column `count`.
    public Table count() {
        return agg(Columns.count().as("count"));
    }
}
