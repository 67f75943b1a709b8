/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Row;
import dev.sparrow.sql.syntax.CommonTable;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// Queries that select from themselves: round after round on the driver, each of the rows that the one before made,
/// until one makes none.
final class RecursiveQueries {
    private static final int ROUNDS_MAX = 10_000;
    private static final int ROWS_MAX = 10_000_000;

    private final Binding binding;
    private final Scope outer;

    RecursiveQueries(Binding binding, Scope outer) {
        this.binding = binding;
        this.outer = outer;
    }

    static boolean isRecursive(CommonTable table) {
        return table.query() instanceof Query.SetOperation operation
                && operation.operator() == Query.SetOperator.UNION
                && reads(operation.right(), table.name());
    }

    private static boolean reads(Query query, Name table) {
        return switch (query) {
            case Query.Select select -> select.from().stream().anyMatch(source -> reads(source, table));
            case Query.SetOperation(var _, var _, var _, var left, var right) ->
                    reads(left, table) || reads(right, table);
            case Query.Ordered(var _, var inner, var _, var _) -> reads(inner, table);
            case Query.With(var _, var _, var tables, var inner) ->
                    reads(inner, table) || tables.stream().anyMatch(each -> reads(each.query(), table));
            case Query.Values _, Query.Describe _, Query.Summarize _, Query.ShowTables _ -> false;
        };
    }

    private static boolean reads(Source source, Name table) {
        return switch (source) {
            case Source.Table(var _, var name) -> name.last().isSameAs(table);
            case Source.Aliased(var _, var inner, var _, var _) -> reads(inner, table);
            case Source.Derived(var _, var query, var _) -> reads(query, table);
            case Source.Join join -> reads(join.left(), table) || reads(join.right(), table);
            case Source.Sampled(var _, var inner, var _) -> reads(inner, table);
            case Source.Pivoted(var _, var inner, var _) -> reads(inner, table);
            case Source.File _, Source.Function _ -> false;
        };
    }

    Relation bind(CommonTable table) {
        var union = (Query.SetOperation) table.query();
        var first = Binder.renamed(new Binder(binding).query(union.left(), outer), table.columns());
        if (RelationExpressions.isCorrelated(first)) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    table.at(),
                    "A recursive query cannot read columns of the queries around it. Join it with them.");
        }
        var schema = Unions.all(List.of(first, step(union, table, first))).schema();
        var runner = binding.catalog().runner();
        var rows = new Kept(table, union.combination().all(), schema.names(), binding);
        var fresh = rows.added(runner.rows(typed(first, schema)));
        for (var round = 0; !fresh.isEmpty(); round++) {
            if (round == ROUNDS_MAX || rows.size() > ROWS_MAX) {
                throw binding.problem(
                        ProblemCode.BAD_VALUE,
                        table.at(),
                        "'"
                                + table.name().text()
                                + "' has no end after "
                                + round
                                + " rounds and "
                                + rows.size()
                                + " rows. Write a condition that is false at the end.");
            }
            var last = runner.relation(fresh, schema);
            fresh = rows.added(runner.rows(typed(step(union, table, last), schema)));
        }
        return runner.relation(rows.all(), schema);
    }

    private Relation step(Query.SetOperation union, CommonTable table, Relation last) {
        var within = binding.with(binding.catalog().with(table.name(), last, Scope.depth(outer)));
        return new Binder(within).query(union.right(), outer);
    }

    /// With columns of the types of a schema.
    private static Relation typed(Relation relation, dev.sparrow.column.Schema schema) {
        var columns = new ArrayList<dev.sparrow.table.expression.Expression>();
        for (var i = 0; i < schema.fields().size(); i++) {
            columns.add(
                    dev.sparrow.table.expression.Casting.cast(
                            dev.sparrow.sql.unnest.Places.column(relation.schema(), i),
                            schema.fields().get(i).type(),
                            false));
        }
        return new Relation.Project(relation, columns, schema.names());
    }

    /// The rows of all rounds.
    private static final class Kept {
        private final boolean all;
        private final List<Integer> key;
        private final List<Row> rows = new ArrayList<>();
        private final LinkedHashSet<Row> distinct = new LinkedHashSet<>();
        private final LinkedHashMap<Row, Row> byKey = new LinkedHashMap<>();

        Kept(CommonTable table, boolean all, List<String> names, Binding binding) {
            this.all = all;
            this.key =
                    table.key().stream()
                            .map(name -> {
                                var place =
                                        names.stream()
                                                .map(each -> each.toLowerCase(java.util.Locale.ROOT))
                                                .toList()
                                                .indexOf(name.key());
                                if (place < 0) {
                                    throw binding.problem(
                                            ProblemCode.UNKNOWN_COLUMN,
                                            name.at(),
                                            "There is no column '" + name.text() + "' to be the key.",
                                            Binding.meant(name.text(), names));
                                }
                                return place;
                            })
                            .toList();
        }

        /// @return those that are new
        List<Row> added(List<Row> more) {
            if (!key.isEmpty()) {
                return more.stream().filter(row -> !row.equals(byKey.put(keyOf(row), row))).toList();
            }
            if (!all) {
                return more.stream().filter(distinct::add).toList();
            }
            rows.addAll(more);
            return more;
        }

        private Row keyOf(Row row) {
            return Row.of(key.stream().map(row::get).toArray());
        }

        List<Row> all() {
            return !key.isEmpty() ? List.copyOf(byKey.values()) : all ? rows : List.copyOf(distinct);
        }

        int size() {
            return !key.isEmpty() ? byKey.size() : all ? rows.size() : distinct.size();
        }

        @Override
        public String toString() {
            return Arrays.toString(all().toArray());
        }
    }
}
