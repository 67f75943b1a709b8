/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Computes a relation for all values of the columns around at once: the dependent join of Neumann and Kemper (2015,
/// section 3), pushed down until nothing reads columns of the query around. Each relation gets the columns of the
/// domain in front of its own.
final class PushDown {
    /// The different values of the columns around.
    private final Relation domain;

    /// The places around of the domain's columns.
    private final List<Integer> around;

    private final IdentityHashMap<Relation, Relation> shared = new IdentityHashMap<>();

    /// @param domain of the columns at the places `around`
    PushDown(Relation domain, List<Integer> around) {
        this.domain = domain;
        this.around = around;
    }

    private int width() {
        return around.size();
    }

    /// The rows of a relation for each row of the domain.
    Relation of(Relation relation) {
        if (!RelationExpressions.isCorrelatedDirectly(relation)) {
            return new Relation.Join(Lookup.Kind.INNER, domain, lowered(relation), List.of(), List.of(), null);
        }
        return switch (relation) {
            case Relation.Filter(var input, var condition) -> new Relation.Filter(of(input), expression(condition));
            case Relation.Project(var input, var columns, var names) -> {
                var below = of(input);
                yield new Relation.Project(below, behindDomain(below, columns), join(domainNames(), names));
            }
            case Relation.Aggregate aggregate -> aggregate(aggregate);
            case Relation.Join join -> join(join);
            case Relation.Sort(var input, var order) ->
                    new Relation.Sort(of(input), RelationExpressions.order(order, this::expression));
            case Relation.Limit limit -> limit(limit);
            case Relation.Union(var inputs) -> new Relation.Union(inputs.stream().map(this::of).toList());
            case Relation.Unnest(var input, var list, var outer, var name) ->
                    new Relation.Unnest(of(input), expression(list), outer, name);
            case Relation.Windows windows -> windows(windows);
            case Relation.Sample(var input, var fraction, var seed) -> new Relation.Sample(of(input), fraction, seed);
            case Relation.Shared here -> shared.computeIfAbsent(here, _ -> new Relation.Shared(of(here.input())));
            case Relation.Dataset dataset -> throw new IllegalStateException("Reads nothing around: " + dataset);
        };
    }

    /// Of a relation that does not read the columns directly around, but perhaps those around that.
    private static Relation lowered(Relation relation) {
        return RelationExpressions.isCorrelated(relation)
                ? RelationExpressions.rewritten(relation, Places::lowered)
                : relation;
    }

    // ---- Expressions

    /// Over the columns of the domain, then those of the relation.
    private Expression expression(Expression expression) {
        return expression(expression, place -> place + width(), 0);
    }

    /// @param places where the own columns are now
    /// @param domainAt where the domain's columns begin
    private Expression expression(Expression expression, IntUnaryOperator places, int domainAt) {
        return Places.inputs(
                expression,
                input -> {
                    if (Places.level(input) == 1) {
                        var place =
                                around.indexOf(
                                        Places.inQueryAround(input, 0) instanceof Input(var at, var _, var _, var _)
                                                ? at
                                                : -1);
                        return new Input(domainAt + place, input.type(), input.nullable(), input.name());
                    }
                    return Places.level(input) == 0 ? Places.moved(input, places) : Places.lowered(input);
                });
    }

    private List<Expression> domainColumns(Relation below) {
        return IntStream.range(0, width())
                .mapToObj(place -> (Expression) Places.column(below.schema(), place))
                .toList();
    }

    private List<String> domainNames() {
        return IntStream.range(0, width()).mapToObj(place -> "domain" + place).toList();
    }

    private List<Expression> behindDomain(Relation below, List<Expression> columns) {
        return join(domainColumns(below), RelationExpressions.all(columns, this::expression));
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    // ---- Groups

    /// Groups of their own for each row of the domain. Without keys there is a group also where there are no rows.
    private Relation aggregate(Relation.Aggregate aggregate) {
        var below = of(aggregate.input());
        Function<Expression, Expression> change = this::expression;
        var calls = aggregate.calls().stream().map(call -> RelationExpressions.call(call, change::apply)).toList();
        var grouped =
                new Relation.Aggregate(
                        below, behindDomain(below, aggregate.keys()), calls, join(domainNames(), aggregate.names()));
        return aggregate.keys().isEmpty() ? withEmptyGroups(grouped, aggregate) : grouped;
    }

    private Relation withEmptyGroups(Relation grouped, Relation.Aggregate aggregate) {
        var width = width();
        var columns = join(Places.columns(grouped.schema()), List.of(Calls.literal(true)));
        var marked = new Relation.Project(grouped, columns, join(grouped.schema().names(), List.of("present")));
        var joined = Unnesting.joined(Lookup.Kind.LEFT, domain, marked, sameDomain(domain, 0, marked, width));
        var present = Places.column(joined.schema(), joined.schema().fields().size() - 1);
        var result = new ArrayList<>(domainColumns(joined));
        var empty = EmptyGroup.values(aggregate);
        for (var i = 0; i < empty.size(); i++) {
            var value = Places.column(joined.schema(), 2 * width + i);
            result.add(Unnesting.orElse(present, value, empty.get(i)));
        }
        return new Relation.Project(joined, result, grouped.schema().names());
    }

    /// That the columns of the domain are the same on both sides.
    ///
    /// @param rightAt where the columns of the right side begin
    private List<Expression> sameDomain(Relation left, int leftAt, Relation right, int rightAt) {
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < width(); i++) {
            var one = Places.moved(Places.column(left.schema(), i), place -> place + leftAt);
            var other = Places.moved(Places.column(right.schema(), i), place -> place + rightAt);
            conditions.addAll(NullSafe.equal(one, other));
        }
        return conditions;
    }

    // ---- Joins

    private Relation join(Relation.Join join) {
        var readsRight = RelationExpressions.isCorrelatedDirectly(join.right());
        var readsLeft = RelationExpressions.isCorrelatedDirectly(join.left());
        var readsItself = RelationExpressions.of(join).anyMatch(Places::hasOuterOfFirstLevel);
        if (join.kind() == Lookup.Kind.INNER && readsRight && !readsLeft && !readsItself) {
            return rightOnly(join);
        }
        var isFull = join.kind() == Lookup.Kind.FULL;
        var left = of(join.left());
        var right = readsRight || isFull ? of(join.right()) : lowered(join.right());
        return combined(join, left, right, readsRight || isFull);
    }

    /// The left side is the same for all rows of the domain.
    private Relation rightOnly(Relation.Join join) {
        var left = lowered(join.left());
        var right = of(join.right());
        var leftWidth = left.schema().fields().size();
        IntUnaryOperator places = place -> place < leftWidth ? place : place + width();
        var joined = Unnesting.joined(join.kind(), left, right, conditions(join, places, leftWidth));
        var order = new ArrayList<Integer>();
        IntStream.range(leftWidth, leftWidth + width()).forEach(order::add);
        IntStream.range(0, leftWidth).forEach(order::add);
        IntStream.range(leftWidth + width(), joined.schema().fields().size()).forEach(order::add);
        return picked(joined, order);
    }

    private Relation combined(Relation.Join join, Relation left, Relation right, boolean bothHaveDomain) {
        var width = width();
        var leftWidth = join.left().schema().fields().size();
        var more = bothHaveDomain ? 2 * width : width;
        IntUnaryOperator places = place -> place < leftWidth ? place + width : place + more;
        var conditions = new ArrayList<>(conditions(join, places, 0));
        if (bothHaveDomain) {
            conditions.addAll(sameDomain(left, 0, right, leftWidth + width));
        }
        var joined = Unnesting.joined(join.kind(), left, right, conditions);
        if (!bothHaveDomain || !join.kind().showsRight()) {
            return joined;
        }
        var order = new ArrayList<Integer>();
        IntStream.range(0, leftWidth + width).forEach(order::add);
        IntStream.range(leftWidth + 2 * width, joined.schema().fields().size()).forEach(order::add);
        return join.kind() == Lookup.Kind.FULL ? full(joined, order, leftWidth + width) : picked(joined, order);
    }

    /// The keys and the condition as conditions of the columns of both.
    private List<Expression> conditions(Relation.Join join, IntUnaryOperator places, int domainAt) {
        var leftWidth = join.left().schema().fields().size();
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < join.leftKeys().size(); i++) {
            var right = Places.moved(join.rightKeys().get(i), place -> place + leftWidth);
            conditions.add(new Expression.Compare(Comparison.EQUAL, join.leftKeys().get(i), right));
        }
        if (join.condition() != null) {
            conditions.addAll(join.condition().conjuncts());
        }
        return RelationExpressions.all(conditions, each -> expression(each, places, domainAt));
    }

    private static Relation picked(Relation relation, List<Integer> places) {
        return new Relation.Project(
                relation,
                places.stream().map(place -> (Expression) Places.column(relation.schema(), place)).toList(),
                places.stream().map(place -> relation.schema().fields().get(place).name()).toList());
    }

    /// A row without a partner has the domain's columns of its own side.
    private Relation full(Relation joined, List<Integer> places, int rightAt) {
        var columns = new ArrayList<Expression>();
        for (var place : places) {
            Expression column = Places.column(joined.schema(), place);
            columns.add(
                    place < width()
                            ? Calls.call("coalesce", column, Places.column(joined.schema(), rightAt + place))
                            : column);
        }
        return new Relation.Project(joined, columns, places.stream().map(place -> "c" + place).toList());
    }

    // ---- Rows by their numbers

    private Relation windows(Relation.Windows windows) {
        var below = of(windows.input());
        return new Relation.Windows(
                below,
                behindDomain(below, windows.partitionBy()),
                RelationExpressions.order(windows.order(), this::expression),
                windows.calls().stream().map(call -> RelationExpressions.call(call, this::expression)).toList());
    }

    /// The first rows for each row of the domain.
    private Relation limit(Relation.Limit limit) {
        var isSorted = limit.input() instanceof Relation.Sort;
        var below = of(limit.input() instanceof Relation.Sort(var input, var _) ? input : limit.input());
        var order =
                limit.input() instanceof Relation.Sort(var _, var keys) && isSorted
                        ? RelationExpressions.order(keys, this::expression)
                        : List.<SortKey>of();
        return Numbered.some(below, domainColumns(below), order, limit.offset(), limit.count());
    }
}
