/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.BitSet;
import java.util.List;

/// Makes inner joins of left joins whose rows without partners are dropped by a condition behind them, since inner
/// joins can be made in any order. So become the values of subqueries that are compared with something, where each row
/// has one at most: the subquery is grouped by what it is looked up by.
final class OuterJoins {
    private OuterJoins() {}

    /// The same rows, as far as the conditions leave them.
    static Relation.Join simplified(Relation.Join join, List<Expression> conditions) {
        var hasOneAtMost =
                switch (join.kind()) {
                    case LEFT -> true;
                    case SINGLE -> isUnique(join.right(), join.rightKeys());
                    case INNER, FULL, SEMI, ANTI, NULL_AWARE_ANTI, MARK -> false;
                };
        var width = join.left().schema().fields().size();
        return hasOneAtMost && conditions.stream().anyMatch(each -> rejects(each, width))
                ? new Relation.Join(
                        Lookup.Kind.INNER,
                        join.left(),
                        join.right(),
                        join.leftKeys(),
                        join.rightKeys(),
                        join.condition())
                : join;
    }

    // ---- Conditions

    /// Whether a condition is not true where all columns from a place are missing.
    private static boolean rejects(Expression condition, int from) {
        return switch (condition) {
            case Expression.And(var parts) -> parts.stream().anyMatch(part -> rejects(part, from));
            case Expression.Or(var parts) -> parts.stream().allMatch(part -> rejects(part, from));
            case Expression.Literal(var value, _) -> !Boolean.TRUE.equals(value);
            case Expression.Not(Expression.IsNull(var value)) -> isMissing(value, from);
            case Expression _ -> isMissing(condition, from);
        };
    }

    /// Whether a value is missing where all columns from a place are.
    private static boolean isMissing(Expression expression, int from) {
        return switch (expression) {
            case Expression.Input(var column, _, _, _) -> column >= from;
            case Expression.Literal(var value, _) -> value == null;
            case Expression.Call call ->
                    !call.function().takesNulls()
                            && call.arguments().stream().anyMatch(argument -> isMissing(argument, from));
            case Expression.Compare(var comparison, var left, var right) ->
                    !comparison.takesNulls() && (isMissing(left, from) || isMissing(right, from));
            case Expression.Arithmetic(_, var left, var right, _) -> isMissing(left, from) || isMissing(right, from);
            case Expression.Rescale(var value, _) -> isMissing(value, from);
            case Expression.Not(var value) -> isMissing(value, from);
            case Expression.In(var value, _) -> isMissing(value, from);
            case Expression.And(var parts) -> parts.stream().allMatch(part -> isMissing(part, from));
            case Expression.Or(var parts) -> parts.stream().allMatch(part -> isMissing(part, from));
            case Expression.IsNull _, Expression.Case _, Expression.UserCall _ -> false;
        };
    }

    // ---- Keys

    /// Whether no two rows have the same keys.
    static boolean isUnique(Relation relation, List<Expression> keys) {
        var places = new BitSet();
        keys.stream().filter(Expression.Input.class::isInstance).forEach(key -> Simplification.use(key, places));
        return isUnique(relation, places);
    }

    private static boolean isUnique(Relation relation, BitSet places) {
        return switch (relation) {
            case Relation.Aggregate aggregate -> places.nextClearBit(0) >= aggregate.keys().size();
            case Relation.Filter(var input, _) -> isUnique(input, places);
            case Relation.Sort(var input, _) -> isUnique(input, places);
            case Relation.Project(var input, var columns, _) -> {
                var below = new BitSet();
                places.stream()
                        .mapToObj(columns::get)
                        .filter(Expression.Input.class::isInstance)
                        .forEach(column -> Simplification.use(column, below));
                yield isUnique(input, below);
            }
            case Relation.Limit(_, _, var count) -> count == 0 || count == 1;
            case Relation.Dataset _,
                    Relation.Join _,
                    Relation.Union _,
                    Relation.Unnest _,
                    Relation.Windows _,
                    Relation.Sample _,
                    Relation.Shared _ ->
                    false;
        };
    }
}
