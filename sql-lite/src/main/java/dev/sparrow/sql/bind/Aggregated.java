/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.table.expression.Aggregates;

import java.util.function.Predicate;

/// Finds aggregates and queries in expressions of SQL; what is in queries is theirs.
final class Aggregated {
    private Aggregated() {}

    /// Whether there is an aggregate.
    static boolean isIn(Expression expression) {
        return any(
                expression,
                each ->
                        each instanceof Expression.Call call
                                && call.over().isEmpty()
                                && Aggregates.isAggregate(call.function().key()));
    }

    /// Whether there is a query.
    static boolean hasQuery(Expression expression) {
        return any(
                expression,
                each ->
                        each instanceof Expression.Subquery
                                || each instanceof Expression.Exists
                                || each instanceof Expression.ListOfQuery
                                || each instanceof Expression.Quantified
                                || (each instanceof Expression.In in
                                        && in.collection() instanceof Expression.Subquery));
    }

    private static boolean any(Expression expression, Predicate<Expression> wanted) {
        return wanted.test(expression) || anyBelow(expression, wanted);
    }

    private static boolean anyBelow(Expression expression, Predicate<Expression> wanted) {
        return switch (expression) {
            case Expression.Call call -> call.arguments().stream().anyMatch(argument -> any(argument.value(), wanted));
            case Expression.Unary(var _, var _, var operand) -> any(operand, wanted);
            case Expression.Binary(var _, var _, var left, var right) -> any(left, wanted) || any(right, wanted);
            case Expression.Logical(var _, var _, var conditions) ->
                    conditions.stream().anyMatch(each -> any(each, wanted));
            case Expression.Not(var _, var condition) -> any(condition, wanted);
            case Expression.IsNull(var _, var operand, var _) -> any(operand, wanted);
            case Expression.IsTruth(var _, var operand, var _, var _) -> any(operand, wanted);
            case Expression.Between(var _, var operand, var bounds, var _) ->
                    any(operand, wanted) || any(bounds.low(), wanted) || any(bounds.high(), wanted);
            case Expression.InList(var _, var operand, var values, var _) ->
                    any(operand, wanted) || values.stream().anyMatch(each -> any(each, wanted));
            case Expression.In(var _, var operand, var _, var _) -> any(operand, wanted);
            case Expression.Match(var _, var _, var operand, var pattern, var _) ->
                    any(operand, wanted) || any(pattern.text(), wanted);
            case Expression.Quantified(var _, var _, var left, var _) -> any(left, wanted);
            case Expression.Case(var _, var operand, var branches, var otherwise) ->
                    operand.filter(each -> any(each, wanted)).isPresent()
                            || branches.stream()
                                    .anyMatch(branch -> any(branch.condition(), wanted) || any(branch.value(), wanted))
                            || otherwise.filter(each -> any(each, wanted)).isPresent();
            case Expression.Cast(var _, var operand, var _, var _) -> any(operand, wanted);
            case Expression.Row(var _, var values) -> values.stream().anyMatch(each -> any(each, wanted));
            case Expression.ListOf(var _, var elements) -> elements.stream().anyMatch(each -> any(each, wanted));
            case Expression.StructOf(var _, var fields) ->
                    fields.stream().anyMatch(field -> any(field.value(), wanted));
            case Expression.MapOf(var _, var entries) ->
                    entries.stream().anyMatch(entry -> any(entry.key(), wanted) || any(entry.value(), wanted));
            case Expression.Subscript(var _, var operand, var index) -> any(operand, wanted) || any(index, wanted);
            case Expression.Slice(var _, var operand, var _) -> any(operand, wanted);
            case Expression.Field(var _, var operand, var _) -> any(operand, wanted);
            case Expression.Interval(var _, var amount, var _) -> any(amount, wanted);
            case Expression.Collate(var _, var operand, var _) -> any(operand, wanted);
            case Expression.Columns(var _, var selection, var _) -> any(selection, wanted);
            case Expression.Constant _,
                    Expression.Parameter _,
                    Expression.Column _,
                    Expression.Ordinal _,
                    Expression.Star _,
                    Expression.Subquery _,
                    Expression.Exists _,
                    Expression.ListOfQuery _,
                    Expression.Lambda _,
                    Expression.Default _ ->
                    false;
        };
    }
}
