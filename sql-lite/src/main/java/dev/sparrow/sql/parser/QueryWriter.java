/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.CommonTable;
import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.sql.syntax.GroupBy;
import dev.sparrow.sql.syntax.Limit;
import dev.sparrow.sql.syntax.Precedence;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.SelectItem;

import java.util.List;

/// Writes queries.
final class QueryWriter {
    private final Words words;
    private final ExpressionWriter expressions;
    private final SourceWriter sources;

    QueryWriter(Words words, ExpressionWriter expressions) {
        this.words = words;
        this.expressions = expressions;
        this.sources = new SourceWriter(words, expressions, this);
    }

    void query(Query query) {
        switch (query) {
            case Query.Select select -> select(select);
            case Query.Values(var _, var rows) ->
                    words.add("values ")
                            .list(
                                    rows,
                                    row -> {
                                        words.add("(");
                                        expressions.list(row.values());
                                        words.add(")");
                                    });
            case Query.SetOperation operation -> setOperation(operation);
            case Query.Ordered(var _, var inner, var orderBy, var limit) -> {
                operand(inner, inner instanceof Query.SetOperation);
                orderBy.ifPresent(order -> {
                    words.add(" ");
                    expressions.calls().orderBy(order);
                });
                limit.ifPresent(this::limit);
            }
            case Query.With(var _, var recursive, var tables, var inner) -> {
                words.add("with ").addIf(recursive, "recursive ").list(tables, this::commonTable).add(" ");
                query(inner);
            }
            case Query.Describe(var _, var inner) -> inParentheses("describe (", inner);
            case Query.Summarize(var _, var inner) -> inParentheses("summarize (", inner);
            case Query.ShowTables(var _, var described) -> words.add(described ? "show all tables" : "show tables");
        }
    }

    void inParentheses(String before, Query query) {
        words.add(before);
        query(query);
        words.add(")");
    }

    /// In parentheses if it is put together of others.
    private void operand(Query query, boolean bare) {
        if (bare || query instanceof Query.Select || query instanceof Query.Values) {
            query(query);
        } else {
            inParentheses("(", query);
        }
    }

    private void setOperation(Query.SetOperation operation) {
        var operator = operation.operator();
        var bare =
                operation.left() instanceof Query.SetOperation left
                        && (operator != Query.SetOperator.INTERSECT || left.operator() == operator);
        operand(operation.left(), bare);
        words.add(" ")
                .add(Words.of(operator))
                .addIf(operation.combination().all(), " all")
                .addIf(operation.combination().byName(), " by name")
                .add(" ");
        operand(operation.right(), false);
    }

    private void limit(Limit limit) {
        limit.count()
                .ifPresent(count -> {
                    words.add(" limit ");
                    // 10 % x would be a share
                    var plain = count instanceof Expression.Constant || count instanceof Expression.Parameter;
                    words.addIf(!plain, "(");
                    expressions.write(count);
                    words.addIf(!plain, ")").addIf(limit.percent(), " percent");
                });
        limit.offset()
                .ifPresent(offset -> {
                    words.add(" offset ");
                    expressions.write(offset);
                });
    }

    private void commonTable(CommonTable table) {
        words.name(table.name()).names(table.columns());
        if (!table.key().isEmpty()) {
            words.add(" using key").names(table.key());
        }
        words.add(" as ");
        table.materialized().ifPresent(once -> words.add(once ? "materialized " : "not materialized "));
        inParentheses("(", table.query());
    }

    private void select(Query.Select select) {
        words.add("select ");
        distinct(select.selection().distinct());
        items(select.selection().items());
        if (!select.from().isEmpty()) {
            words.add(" from ").list(select.from(), sources::write);
        }
        clause(" where ", select.where());
        select.grouping().groupBy().ifPresent(this::groupBy);
        clause(" having ", select.grouping().having());
        if (!select.windows().named().isEmpty()) {
            words.add(" window ")
                    .list(
                            select.windows().named(),
                            window -> {
                                words.name(window.name()).add(" as ");
                                expressions.calls().definition(window.window());
                            });
        }
        clause(" qualify ", select.windows().qualify());
        select.sample()
                .ifPresent(sample -> {
                    words.add(" using sample ");
                    sources.sample(sample);
                });
    }

    private void distinct(Query.Distinct distinct) {
        switch (distinct) {
            case Query.AllRows _ -> {}
            case Query.DistinctRows _ -> words.add("distinct ");
            case Query.DistinctOn(var keys) -> {
                words.add("distinct on (");
                expressions.list(keys);
                words.add(") ");
            }
        }
    }

    void items(List<SelectItem> items) {
        words.list(
                items,
                item -> {
                    expressions.write(item.value());
                    item.alias().ifPresent(alias -> words.add(" as ").name(alias));
                });
    }

    private void clause(String before, java.util.Optional<Expression> condition) {
        condition.ifPresent(value -> {
            words.add(before);
            expressions.write(value);
        });
    }

    private void groupBy(GroupBy groupBy) {
        words.add(" group by ");
        switch (groupBy) {
            case GroupBy.AllColumns _ -> words.add("all");
            case GroupBy.Elements(var _, var elements) -> words.list(elements, this::element);
        }
    }

    private void element(GroupBy.Element element) {
        switch (element) {
            case GroupBy.Keys keys -> keys(keys);
            case GroupBy.Rollup(var keys) -> words.add("rollup (").list(keys, this::keys).add(")");
            case GroupBy.Cube(var keys) -> words.add("cube (").list(keys, this::keys).add(")");
            case GroupBy.Sets(var sets) -> words.add("grouping sets (").list(sets, this::element).add(")");
        }
    }

    private void keys(GroupBy.Keys keys) {
        var single = keys.expressions().size() == 1;
        words.addIf(!single, "(");
        words.list(keys.expressions(), key -> expressions.write(key, Precedence.LOWEST));
        words.addIf(!single, ")");
    }
}
