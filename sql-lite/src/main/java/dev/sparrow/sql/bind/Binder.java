/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.Limit;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.SqlProblem;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.sql.syntax.TypeName;
import dev.sparrow.sql.unnest.Nullability;
import dev.sparrow.sql.unnest.Numbered;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.sql.unnest.Sharing;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Queries as relations.
public final class Binder {
    private final Binding binding;

    Binder(Binding binding) {
        this.binding = binding;
    }

    /// What a statement selects.
    ///
    /// @param text of the statement, for messages
    /// @param values of its parameters, by number and name
    /// @throws SparrowException `INVALID_SQL` if a name is not there, a type does not fit, or it cannot be computed yet
    public static Relation bind(String text, Statement statement, Catalog catalog, Map<String, Object> values) {
        var binding = new Binding(text, catalog, values);
        try {
            if (statement instanceof Statement.Run(var _, var query)) {
                var relation = new Binder(binding).query(query, null);
                if (RelationExpressions.hasUnplaced(relation)) {
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED,
                            query.at(),
                            "A query in this one reads columns of others where these are not known. Write it as a join.");
                }
                return Nullability.of(Sharing.withoutSingle(relation));
            }
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    statement.at(),
                    "This statement is no query. Write SELECT, FROM or WITH.");
        } catch (SqlProblem problem) {
            throw problem.problem().exception();
        }
    }

    /// The type that a name means.
    ///
    /// @param text of the statement, for messages
    /// @throws SparrowException `INVALID_SQL` if there is no such type
    public static ColumnType type(String text, TypeName name, Catalog catalog) {
        try {
            return new TypeBinder(new Binding(text, catalog, Map.of())).bind(name);
        } catch (SqlProblem problem) {
            throw problem.problem().exception();
        }
    }

    /// @param outer the columns of the query around; null for none
    Relation query(Query query, Scope outer) {
        return query(query, outer, Optional.empty(), Optional.empty());
    }

    private Relation query(Query query, Scope outer, Optional<OrderBy> order, Optional<Limit> limit) {
        return switch (query) {
            case Query.Select select -> new SelectBinder(binding, select, outer).query(order, limit);
            case Query.Ordered(var _, var inner, var orderBy, var rows) when order.isEmpty() && limit.isEmpty() ->
                    query(inner, outer, orderBy, rows);
            case Query.With(var _, var recursive, var tables, var inner) ->
                    ordered(with(recursive, tables, inner, outer), order, limit);
            case Query.Values(var _, var rows) -> ordered(values(rows, outer), order, limit);
            case Query.SetOperation operation -> ordered(combined(operation, outer), order, limit);
            case Query.Ordered ordered -> ordered(query(ordered, outer), order, limit);
            case Query.Describe(var _, var inner) ->
                    ordered(Descriptions.columns(binding, query(inner, outer).schema()), order, limit);
            case Query.ShowTables(var _, var described) ->
                    ordered(Descriptions.tables(binding, described), order, limit);
            case Query.Summarize _ ->
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED,
                            query.at(),
                            "A summary is a statement of its own, and no source of rows. Write it alone.");
        };
    }

    private Relation with(
            boolean recursive, List<dev.sparrow.sql.syntax.CommonTable> tables, Query inner, Scope outer) {
        var catalog = binding.catalog();
        for (var table : tables) {
            var within = binding.with(catalog);
            var relation =
                    recursive && RecursiveQueries.isRecursive(table)
                            ? new RecursiveQueries(within, outer).bind(table)
                            : renamed(new Binder(within).query(table.query(), outer), table.columns());
            catalog = catalog.with(table.name(), new Relation.Shared(relation), Scope.depth(outer));
        }
        return new Binder(binding.with(catalog)).query(inner, outer);
    }

    static Relation renamed(Relation relation, List<Name> names) {
        if (names.isEmpty()) {
            return relation;
        }
        var columns = new ArrayList<Expression>();
        var all = new ArrayList<String>();
        for (var i = 0; i < relation.schema().fields().size(); i++) {
            columns.add(Places.column(relation.schema(), i));
            all.add(i < names.size() ? names.get(i).text() : relation.schema().fields().get(i).name());
        }
        return new Relation.Project(relation, columns, all);
    }

    private Relation values(List<Query.Row> rows, Scope outer) {
        var width = rows.getFirst().values().size();
        var binder = new ExpressionBinder(binding, new Scope(List.of(), outer), null, null, Map.of());
        var names = new ArrayList<String>();
        for (var i = 0; i < width; i++) {
            names.add("col" + i);
        }
        var columns = new ArrayList<List<Expression>>();
        for (var row : rows) {
            if (row.values().size() != width) {
                throw binding.problem(
                        ProblemCode.WRONG_TYPE,
                        row.at(),
                        "This row has " + row.values().size() + " values, and the first has " + width + ".");
            }
            columns.add(binder.all(row.values()));
        }
        return binding.at(rows.getFirst().at(), () -> ValueRows.of(binding, columns, names));
    }

    private Relation combined(Query.SetOperation operation, Scope outer) {
        var left = query(operation.left(), outer);
        var right = query(operation.right(), outer);
        return binding.at(operation.at(), () -> Unions.combined(binding, operation, left, right));
    }

    /// In an order of its own columns.
    private Relation ordered(Relation relation, Optional<OrderBy> order, Optional<Limit> limit) {
        var scope = Scope.of(relation.schema(), null, List.of(), null);
        var binder = new ExpressionBinder(binding, scope, null, null, Map.of());
        var keys = new ArrayList<SortKey>();
        order.ifPresent(by -> {
            switch (by) {
                case OrderBy.Keys(var _, var given) ->
                        given.forEach(key -> {
                            var place = SelectBinder.ordinal(key.value());
                            var value =
                                    place.isPresent()
                                            ? Places.column(relation.schema(), place.get() - 1)
                                            : binder.bind(key.value());
                            keys.add(new SortKey(value, Orders.isAscending(key), Orders.isNullsFirst(key)));
                        });
                case OrderBy.AllColumns all -> keys.addAll(Orders.all(all, relation.schema()));
            }
        });
        var sorted = keys.isEmpty() ? relation : new Relation.Sort(relation, keys);
        return limited(binding, sorted, limit);
    }

    static Relation limited(Binding binding, Relation relation, Optional<Limit> limit) {
        if (limit.isEmpty()) {
            return relation;
        }
        var offset = limit.get().offset().map(value -> Math.max(0, number(binding, value))).orElse(0L);
        if (limit.get().percent()) {
            return percent(binding, relation, limit.get(), offset);
        }
        var count = limit.get().count().map(value -> number(binding, value)).orElse(-1L);
        return new Relation.Limit(relation, offset, count);
    }

    /// The first rows in their order, as many as a share of all.
    private static Relation percent(Binding binding, Relation relation, Limit limit, long offset) {
        var share = limit.count().map(value -> number(binding, value)).orElse(100L);
        var width = relation.schema().fields().size();
        var numbered = Numbered.all(relation, List.of(), List.of());
        var counted = Numbered.counted(numbered);
        var number = Places.column(counted.schema(), width);
        var wanted =
                Calls.call(
                        "//",
                        Calls.call("*", Places.column(counted.schema(), width + 1), Calls.literal(share)),
                        Calls.literal(100L));
        var last = Calls.call("+", wanted, Calls.literal(offset));
        var some =
                new Relation.Filter(
                        counted,
                        Calls.and(
                                List.of(
                                        Calls.compare(Expression.Comparison.GREATER, number, Calls.literal(offset)),
                                        Calls.compare(Expression.Comparison.LESS_OR_EQUAL, number, last))));
        return Numbered.without(some, width);
    }

    private static long number(Binding binding, dev.sparrow.sql.syntax.Expression value) {
        var known = Constants.of(binding, value);
        if (known instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        if (known == null) {
            return -1;
        }
        throw binding.problem(
                ProblemCode.BAD_VALUE, value.at(), "A limit is a whole number from 0 that is known before any row.");
    }
}
