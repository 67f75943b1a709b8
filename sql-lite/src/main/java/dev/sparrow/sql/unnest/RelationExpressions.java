/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The expressions of relations: read, and replaced by others of the same types.
public final class RelationExpressions {
    private final UnaryOperator<Expression> change;
    private final IdentityHashMap<Relation, Relation> shared = new IdentityHashMap<>();

    private RelationExpressions(UnaryOperator<Expression> change) {
        this.change = change;
    }

    // ---- Read

    /// Those of a relation itself, without its inputs'.
    static Stream<Expression> of(Relation relation) {
        return switch (relation) {
            case Relation.Filter(var _, var condition) -> Stream.of(condition);
            case Relation.Project(var _, var columns, var _) -> columns.stream();
            case Relation.Aggregate aggregate ->
                    Stream.concat(
                            aggregate.keys().stream(),
                            aggregate.calls().stream().flatMap(call -> call.arguments().stream()));
            case Relation.Join join ->
                    Stream.of(
                                    join.leftKeys(),
                                    join.rightKeys(),
                                    join.condition() == null ? List.<Expression>of() : List.of(join.condition()))
                            .flatMap(List::stream);
            case Relation.Sort(var _, var order) -> order.stream().map(SortKey::by);
            case Relation.Unnest unnest -> Stream.of(unnest.list());
            case Relation.Windows windows ->
                    Stream.of(
                                    windows.partitionBy().stream(),
                                    windows.order().stream().map(SortKey::by),
                                    windows.calls().stream().flatMap(RelationExpressions::of))
                            .flatMap(each -> each);
            case Relation.Dataset _, Relation.Limit _, Relation.Union _, Relation.Sample _, Relation.Shared _ ->
                    Stream.empty();
        };
    }

    /// Those of a window function.
    public static Stream<Expression> of(WindowCall call) {
        return Stream.concat(
                call.arguments().stream(),
                call.aggregate() == null ? Stream.empty() : call.aggregate().arguments().stream());
    }

    /// Whether a relation reads columns that are not there: nothing may run with such.
    public static boolean hasUnplaced(Relation relation) {
        return any(relation, Places::hasUnplaced);
    }

    /// Whether a relation reads columns of queries around it.
    public static boolean isCorrelated(Relation relation) {
        return any(relation, Places::hasOuter);
    }

    /// Whether it reads columns of the query directly around it.
    public static boolean isCorrelatedDirectly(Relation relation) {
        return any(relation, Places::hasOuterOfFirstLevel);
    }

    private static boolean any(Relation relation, java.util.function.Predicate<Expression> wanted) {
        return of(relation).anyMatch(wanted) || relation.inputs().stream().anyMatch(input -> any(input, wanted));
    }

    // ---- Replaced

    /// A relation and all that it is made of with other expressions. What is shared stays shared.
    public static Relation rewritten(Relation relation, UnaryOperator<Expression> change) {
        return new RelationExpressions(change).deep(relation);
    }

    /// As it is in queries so many levels deeper than where it was bound.
    public static Relation deeper(Relation relation, int levels) {
        return levels == 0 || !isCorrelated(relation)
                ? relation
                : rewritten(relation, expression -> Places.deeper(expression, levels));
    }

    private Relation deep(Relation relation) {
        if (relation instanceof Relation.Shared here) {
            return isCorrelated(here.input())
                    ? shared.computeIfAbsent(here, _ -> new Relation.Shared(deep(here.input())))
                    : here;
        }
        return own(relation.with(relation.inputs().stream().map(this::deep).toList()), change);
    }

    /// A relation with other expressions, of the same inputs.
    static Relation own(Relation relation, UnaryOperator<Expression> change) {
        return switch (relation) {
            case Relation.Filter(var input, var condition) -> new Relation.Filter(input, change.apply(condition));
            case Relation.Project(var input, var columns, var names) ->
                    new Relation.Project(input, all(columns, change), names);
            case Relation.Aggregate(var input, var keys, var calls, var names) ->
                    new Relation.Aggregate(
                            input, all(keys, change), calls.stream().map(call -> call(call, change)).toList(), names);
            case Relation.Join join ->
                    new Relation.Join(
                            join.kind(),
                            join.left(),
                            join.right(),
                            all(join.leftKeys(), change),
                            all(join.rightKeys(), change),
                            join.condition() == null ? null : change.apply(join.condition()));
            case Relation.Sort(var input, var order) -> new Relation.Sort(input, order(order, change));
            case Relation.Unnest(var input, var list, var outer, var name) ->
                    new Relation.Unnest(input, change.apply(list), outer, name);
            case Relation.Windows(var input, var partitionBy, var order, var calls) ->
                    new Relation.Windows(
                            input,
                            all(partitionBy, change),
                            order(order, change),
                            calls.stream().map(call -> call(call, change)).toList());
            case Relation.Dataset _, Relation.Limit _, Relation.Union _, Relation.Sample _, Relation.Shared _ ->
                    relation;
        };
    }

    static List<Expression> all(List<Expression> expressions, UnaryOperator<Expression> change) {
        return expressions.stream().map(change).toList();
    }

    static List<SortKey> order(List<SortKey> order, UnaryOperator<Expression> change) {
        return order.stream()
                .map(key -> new SortKey(change.apply(key.by()), key.ascending(), key.nullsFirst()))
                .toList();
    }

    public static AggregateCall call(AggregateCall call, UnaryOperator<Expression> change) {
        return new AggregateCall(
                call.name(), call.kind(), all(call.arguments(), change), call.type(), call.nullable(), call.object());
    }

    public static WindowCall call(WindowCall call, UnaryOperator<Expression> change) {
        return new WindowCall(
                call.function(),
                call.aggregate() == null ? null : call(call.aggregate(), change),
                all(call.arguments(), change),
                call.ignoresNulls(),
                call.frame(),
                call.field());
    }
}
