/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Folding;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/// Makes a cheaper relation of the same rows: conditions are asked where fewest columns and rows are, joins are made in
/// the order in which most rows are lost first, right tables of joins have the columns alone that are read.
public final class Simplification {
    private Simplification() {}

    public static Relation of(Relation relation) {
        return Pruning.of(JoinOrder.of(pushed(relation)));
    }

    // ---- Conditions

    private static Relation pushed(Relation relation) {
        if (relation instanceof Relation.Filter(var input, var condition)) {
            var conditions = condition.conjuncts();
            return push(input, conditions);
        }
        if (relation instanceof Relation.Join join && join.condition() != null) {
            return pushJoin(join, List.of());
        }
        return relation.with(relation.inputs().stream().map(Simplification::pushed).toList());
    }

    /// The rows of an input for which conditions are true.
    static Relation push(Relation input, List<Expression> conditions) {
        return switch (input) {
            case Relation.Filter(var below, var condition) -> {
                var all = new ArrayList<>(condition.conjuncts());
                all.addAll(conditions);
                yield push(below, all);
            }
            case Relation.Project(var below, var columns, var names) when isCheap(columns, conditions) ->
                    new Relation.Project(
                            push(below, conditions.stream().map(each -> substituted(each, columns)).toList()),
                            columns,
                            names);
            case Relation.Join join -> pushJoin(join, conditions);
            case Relation.Union(var inputs) ->
                    new Relation.Union(inputs.stream().map(each -> push(each, conditions)).toList());
            case Relation.Sort(var below, var order) -> new Relation.Sort(push(below, conditions), order);
            case Relation.Aggregate aggregate -> pushAggregate(aggregate, conditions);
            case Relation.Unnest unnest -> {
                var width = unnest.input().schema().fields().size();
                yield pushSome(unnest, conditions, used -> used.length() <= width);
            }
            case Relation.Windows windows -> {
                var keys = columns(windows.partitionBy());
                yield pushSome(windows, conditions, used -> used.stream().allMatch(keys::get));
            }
            case Relation.Dataset _, Relation.Project _, Relation.Limit _, Relation.Sample _, Relation.Shared _ ->
                    filtered(pushed(input), conditions);
        };
    }

    /// Some conditions are asked before: those of the columns that an element is put beside, or those that hold for all
    /// rows of a window or for none.
    ///
    /// @param isBefore takes the columns that a condition reads
    private static Relation pushSome(Relation relation, List<Expression> conditions, Predicate<BitSet> isBefore) {
        var below = new ArrayList<Expression>();
        var above = new ArrayList<Expression>();
        for (var condition : conditions) {
            var used = new BitSet();
            use(condition, used);
            (!used.isEmpty() && isBefore.test(used) ? below : above).add(condition);
        }
        var input = relation.inputs().getFirst();
        return filtered(relation.with(List.of(below.isEmpty() ? pushed(input) : push(input, below))), above);
    }

    /// The places of those that are columns.
    private static BitSet columns(List<Expression> expressions) {
        var places = new BitSet();
        expressions.stream().filter(Expression.Input.class::isInstance).forEach(each -> use(each, places));
        return places;
    }

    static Relation filtered(Relation input, List<Expression> conditions) {
        return conditions.isEmpty() ? input : new Relation.Filter(input, Folding.fold(Expression.and(conditions)));
    }

    /// Whether no function of the user's program would be called twice.
    private static boolean isCheap(List<Expression> columns, List<Expression> conditions) {
        var used = new BitSet();
        conditions.forEach(condition -> use(condition, used));
        return used.stream().noneMatch(column -> hasUserCall(columns.get(column)));
    }

    static boolean hasUserCall(Expression expression) {
        return expression instanceof Expression.UserCall
                || expression.children().stream().anyMatch(Simplification::hasUserCall);
    }

    static Expression substituted(Expression expression, List<Expression> columns) {
        return expression.rewritten(
                part -> part instanceof Expression.Input input ? columns.get(input.column()) : part);
    }

    static Expression.Input input(Schema schema, int place) {
        var field = schema.fields().get(place);
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }

    static void use(Expression expression, BitSet into) {
        if (expression instanceof Expression.Input input) {
            into.set(input.column());
        }
        expression.children().forEach(child -> use(child, into));
    }

    static Expression moved(Expression expression, IntUnaryOperator places) {
        return expression.rewritten(part ->
                part instanceof Expression.Input(var column, var type, var nullable, var name)
                        ? new Expression.Input(places.applyAsInt(column), type, nullable, name)
                        : part);
    }

    /// Conditions of the keys alone are asked before.
    private static Relation pushAggregate(Relation.Aggregate aggregate, List<Expression> conditions) {
        var below = new ArrayList<Expression>();
        var above = new ArrayList<Expression>();
        for (var condition : conditions) {
            var used = new BitSet();
            use(condition, used);
            if (used.length() <= aggregate.keys().size() && !aggregate.keys().isEmpty()) {
                below.add(substituted(condition, aggregate.keys()));
            } else {
                above.add(condition);
            }
        }
        var input = below.isEmpty() ? pushed(aggregate.input()) : push(aggregate.input(), below);
        return filtered(new Relation.Aggregate(input, aggregate.keys(), aggregate.calls(), aggregate.names()), above);
    }

    private static Relation pushJoin(Relation.Join given, List<Expression> conditions) {
        var join = OuterJoins.simplified(given, conditions);
        var width = join.left().schema().fields().size();
        var lefts = new ArrayList<Expression>();
        var rights = new ArrayList<Expression>();
        var above = new ArrayList<Expression>();
        var leftKeys = new ArrayList<>(join.leftKeys());
        var rightKeys = new ArrayList<>(join.rightKeys());
        for (var condition : conditions) {
            var used = new BitSet();
            use(condition, used);
            var readsLeft = used.nextSetBit(0) >= 0 && used.nextSetBit(0) < width;
            var readsRight = used.length() > width;
            if (!readsRight && join.kind() != Lookup.Kind.FULL) {
                lefts.add(condition);
            } else if (!readsLeft && join.kind() == Lookup.Kind.INNER) {
                rights.add(moved(condition, column -> column - width));
            } else if (join.kind() != Lookup.Kind.INNER || !addKey(condition, width, leftKeys, rightKeys)) {
                above.add(condition);
            }
        }
        var condition = joinCondition(join, width, rights);
        var left = lefts.isEmpty() ? pushed(join.left()) : push(join.left(), lefts);
        var right = rights.isEmpty() ? pushed(join.right()) : push(join.right(), rights);
        return filtered(new Relation.Join(join.kind(), left, right, leftKeys, rightKeys, condition), above);
    }

    /// What is left of the condition of a join when that which it asks of right rows alone is asked of them before.
    ///
    /// @param rights gets that
    private static Expression joinCondition(Relation.Join join, int width, List<Expression> rights) {
        var asksBefore =
                switch (join.kind()) {
                    case INNER, LEFT, SINGLE, SEMI, ANTI -> true;
                    case FULL, NULL_AWARE_ANTI, MARK -> false;
                };
        if (join.condition() == null || !asksBefore) {
            return join.condition();
        }
        var rest = new ArrayList<Expression>();
        for (var condition : join.condition().conjuncts()) {
            if (isOf(condition, width, Integer.MAX_VALUE)) {
                rights.add(moved(condition, column -> column - width));
            } else {
                rest.add(condition);
            }
        }
        return rest.isEmpty() ? null : Expression.and(rest);
    }

    /// An equality of something of the left and something of the right is a key.
    static boolean addKey(Expression condition, int width, List<Expression> leftKeys, List<Expression> rightKeys) {
        if (!(condition instanceof Expression.Compare(var comparison, var one, var other))
                || comparison != Expression.Comparison.EQUAL) {
            return false;
        }
        if (isOf(one, 0, width) && isOf(other, width, Integer.MAX_VALUE)) {
            leftKeys.add(one);
            rightKeys.add(moved(other, column -> column - width));
            return true;
        }
        if (isOf(other, 0, width) && isOf(one, width, Integer.MAX_VALUE)) {
            leftKeys.add(other);
            rightKeys.add(moved(one, column -> column - width));
            return true;
        }
        return false;
    }

    /// Whether an expression reads columns, and these alone.
    static boolean isOf(Expression expression, int from, int to) {
        var used = new BitSet();
        use(expression, used);
        return !used.isEmpty() && used.nextSetBit(0) >= from && used.length() <= to;
    }

    static List<SortKey> moved(List<SortKey> order, IntUnaryOperator places) {
        return order.stream()
                .map(key -> new SortKey(moved(key.by(), places), key.ascending(), key.nullsFirst()))
                .toList();
    }
}
