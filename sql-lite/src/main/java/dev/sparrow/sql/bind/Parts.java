/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The parts of expressions of SQL. What is in queries and windows is theirs.
final class Parts {
    private Parts() {}

    static boolean any(Expression expression, Predicate<Expression> wanted) {
        return wanted.test(expression) || of(expression).stream().anyMatch(part -> any(part, wanted));
    }

    /// With parts replaced, the outer ones first.
    ///
    /// @param change returns null for what stays as it is
    static Expression replaced(Expression expression, Function<Expression, Expression> change) {
        var other = change.apply(expression);
        if (other != null) {
            return other;
        }
        var parts = of(expression);
        return parts.isEmpty()
                ? expression
                : with(expression, parts.stream().map(part -> replaced(part, change)).toList());
    }

    private static List<Expression> of(Expression expression) {
        return switch (expression) {
            case Expression.Call call -> call.arguments().stream().map(Argument::value).toList();
            case Expression.Unary(var _, var _, var operand) -> List.of(operand);
            case Expression.Binary(var _, var _, var left, var right) -> List.of(left, right);
            case Expression.Logical(var _, var _, var conditions) -> conditions;
            case Expression.Not(var _, var condition) -> List.of(condition);
            case Expression.IsNull(var _, var operand, var _) -> List.of(operand);
            case Expression.IsTruth(var _, var operand, var _, var _) -> List.of(operand);
            case Expression.Between(var _, var operand, var bounds, var _) ->
                    List.of(operand, bounds.low(), bounds.high());
            case Expression.InList(var _, var operand, var values, var _) -> behind(operand, values);
            case Expression.In(var _, var operand, var collection, var _) -> List.of(operand, collection);
            case Expression.Match(var _, var _, var operand, var pattern, var _) -> List.of(operand, pattern.text());
            case Expression.Quantified(var _, var _, var left, var right) -> List.of(left, right);
            case Expression.Case cases -> cases(cases);
            case Expression.Cast(var _, var operand, var _, var _) -> List.of(operand);
            case Expression.Row(var _, var values) -> values;
            case Expression.ListOf(var _, var elements) -> elements;
            case Expression.StructOf(var _, var fields) -> fields.stream().map(Expression.NamedValue::value).toList();
            case Expression.MapOf(var _, var entries) ->
                    entries.stream().flatMap(entry -> Stream.of(entry.key(), entry.value())).toList();
            case Expression.Subscript(var _, var operand, var index) -> List.of(operand, index);
            case Expression.Slice(var _, var operand, var bounds) ->
                    Stream.of(Optional.of(operand), bounds.from(), bounds.to(), bounds.step())
                            .flatMap(Optional::stream)
                            .toList();
            case Expression.Field(var _, var operand, var _) -> List.of(operand);
            case Expression.Interval(var _, var amount, var _) -> List.of(amount);
            case Expression.Collate(var _, var operand, var _) -> List.of(operand);
            case Expression.Lambda(var _, var _, var body) -> List.of(body);
            case Expression.Columns _,
                    Expression.Constant _,
                    Expression.Parameter _,
                    Expression.Column _,
                    Expression.Ordinal _,
                    Expression.Star _,
                    Expression.Subquery _,
                    Expression.Exists _,
                    Expression.ListOfQuery _,
                    Expression.Default _ ->
                    List.of();
        };
    }

    private static List<Expression> behind(Expression first, List<Expression> more) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(more);
        return all;
    }

    private static List<Expression> cases(Expression.Case cases) {
        return Stream.of(
                        cases.operand().stream(),
                        cases.branches().stream().flatMap(branch -> Stream.of(branch.condition(), branch.value())),
                        cases.otherwise().stream())
                .flatMap(each -> each)
                .toList();
    }

    /// The same of other parts, as many as before.
    private static Expression with(Expression expression, List<Expression> parts) {
        var next = parts.iterator();
        return switch (expression) {
            case Expression.Call call -> call(call, next);
            case Expression.Unary(var at, var operator, var _) -> new Expression.Unary(at, operator, next.next());
            case Expression.Binary(var at, var operator, var _, var _) ->
                    new Expression.Binary(at, operator, next.next(), next.next());
            case Expression.Logical(var at, var connective, var _) -> new Expression.Logical(at, connective, parts);
            case Expression.Not(var at, var _) -> new Expression.Not(at, next.next());
            case Expression.IsNull(var at, var _, var negated) -> new Expression.IsNull(at, next.next(), negated);
            case Expression.IsTruth(var at, var _, var truth, var negated) ->
                    new Expression.IsTruth(at, next.next(), truth, negated);
            case Expression.Between(var at, var _, var bounds, var negated) ->
                    new Expression.Between(
                            at,
                            next.next(),
                            new Expression.Bounds(next.next(), next.next(), bounds.symmetric()),
                            negated);
            case Expression.InList(var at, var _, var _, var negated) ->
                    new Expression.InList(at, parts.getFirst(), parts.subList(1, parts.size()), negated);
            case Expression.In(var at, var _, var _, var negated) ->
                    new Expression.In(at, next.next(), next.next(), negated);
            case Expression.Match(var at, var matching, var _, var pattern, var negated) ->
                    new Expression.Match(
                            at, matching, next.next(), new Expression.Pattern(next.next(), pattern.escape()), negated);
            case Expression.Quantified(var at, var comparison, var _, var _) ->
                    new Expression.Quantified(at, comparison, next.next(), next.next());
            case Expression.Case cases -> cases(cases, next);
            case Expression.Cast(var at, var _, var type, var lenient) ->
                    new Expression.Cast(at, next.next(), type, lenient);
            case Expression.Row(var at, var _) -> new Expression.Row(at, parts);
            case Expression.ListOf(var at, var _) -> new Expression.ListOf(at, parts);
            case Expression.StructOf(var at, var fields) ->
                    new Expression.StructOf(
                            at,
                            fields.stream()
                                    .map(field -> new Expression.NamedValue(field.name(), next.next()))
                                    .toList());
            case Expression.MapOf(var at, var entries) ->
                    new Expression.MapOf(
                            at, entries.stream().map(_ -> new Expression.Entry(next.next(), next.next())).toList());
            case Expression.Subscript(var at, var _, var _) -> new Expression.Subscript(at, next.next(), next.next());
            case Expression.Slice(var at, var _, var bounds) -> {
                var operand = next.next();
                var from = bounds.from().map(_ -> next.next());
                var to = bounds.to().map(_ -> next.next());
                yield new Expression.Slice(
                        at, operand, new Expression.SliceBounds(from, to, bounds.step().map(_ -> next.next())));
            }
            case Expression.Field(var at, var _, var name) -> new Expression.Field(at, next.next(), name);
            case Expression.Interval(var at, var _, var unit) -> new Expression.Interval(at, next.next(), unit);
            case Expression.Collate(var at, var _, var collation) -> new Expression.Collate(at, next.next(), collation);
            case Expression.Lambda(var at, var parameters, var _) -> new Expression.Lambda(at, parameters, next.next());
            case Expression.Columns _,
                    Expression.Constant _,
                    Expression.Parameter _,
                    Expression.Column _,
                    Expression.Ordinal _,
                    Expression.Star _,
                    Expression.Subquery _,
                    Expression.Exists _,
                    Expression.ListOfQuery _,
                    Expression.Default _ ->
                    expression;
        };
    }

    private static Expression call(Expression.Call call, Iterator<Expression> next) {
        var arguments =
                call.arguments().stream()
                        .map(argument -> new Argument(argument.at(), argument.name(), next.next()))
                        .toList();
        return new Expression.Call(call.at(), call.function(), arguments, call.aggregation(), call.over());
    }

    private static Expression cases(Expression.Case cases, Iterator<Expression> next) {
        var operand = cases.operand().map(_ -> next.next());
        var branches = cases.branches().stream().map(_ -> new Expression.When(next.next(), next.next())).toList();
        return new Expression.Case(cases.at(), operand, branches, cases.otherwise().map(_ -> next.next()));
    }
}
