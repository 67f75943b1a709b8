/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The groups of a table's rows that have the same keys; see [Table#groupBy]. A missing key is a key like others.
public final class GroupedTable {
    private static final int PIVOTED_MAX = 10_000;

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

    /// A column for each value of a column: [Pivot#agg] says what is aggregated of the rows that have it.
    ///
    /// ```java
    /// trips.groupBy("city").pivot("year", 2023, 2024).agg(sum("km"));  // city, 2023, 2024
    /// ```
    ///
    /// @param values that get a column, in order; if there are none, a job finds all that the table has
    /// @throws dev.sparrow.error.SparrowException `INVALID_ARGUMENT` if the table has more than 10,000
    public Pivot pivot(String column, Object... values) {
        return new Pivot(table, keys, column, values.length == 0 ? found(column) : Arrays.asList(values));
    }

    private List<Object> found(String column) {
        var rows = table.select(column).distinct().orderBy(column).limit(PIVOTED_MAX + 1L).collect();
        if (rows.size() > PIVOTED_MAX) {
            throw SparrowException.invalidArgument(
                    "pivot would make a column of each value of '"
                            + column
                            + "', and there are more than "
                            + PIVOTED_MAX
                            + ". Name those that you want, or group by it.");
        }
        return rows.stream().map(row -> row.get(0)).toList();
    }

    /// Groups of which each value of a column becomes a column; see [GroupedTable#pivot].
    public static final class Pivot {
        private final Table table;
        private final List<Column> keys;
        private final String column;
        private final List<Object> values;

        private Pivot(Table table, List<Column> keys, String column, List<Object> values) {
            this.table = table;
            this.keys = keys;
            this.column = column;
            this.values = values;
        }

        /// A row for each group: its keys, then these aggregates for each value, over the rows that have it. The
        /// columns have the names of the values; of several aggregates, those of the value and the aggregate.
        public Table agg(Column first, Column... more) {
            var wanted = Column.list(first, (Object[]) more);
            var pivoted = new ArrayList<Column>();
            for (var value : values) {
                var condition = value == null ? Columns.col(column).isNull() : Columns.col(column).eq(value);
                for (var one : wanted) {
                    var name = wanted.size() == 1 ? "" + value : value + "_" + one.name();
                    pivoted.add(one.ofRows(condition).as(name));
                }
            }
            return new GroupedTable(table, keys)
                    .agg(pivoted.getFirst(), pivoted.subList(1, pivoted.size()).toArray(Column[]::new));
        }
    }
}
