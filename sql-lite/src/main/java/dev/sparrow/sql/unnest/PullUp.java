/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the conditions that read columns of the query around out of a relation, so that they can become those of a
/// join. An equality passes an aggregate by, too, if its own side becomes a key of the groups.
///
/// @param relation reads nothing of the query directly around; first the columns of what was given, then what the
///   conditions read
/// @param conditions over its columns and those of the query around
/// @param ofNoRows what its columns are where a group is missing that would have been there without rows; empty if that
///   cannot be
record PullUp(Relation relation, List<Expression> conditions, List<Expression> ofNoRows) {

    /// Nothing if something else than conditions reads columns of the query around.
    static Optional<PullUp> of(Relation relation) {
        return RelationExpressions.isCorrelatedDirectly(relation)
                ? correlated(relation)
                : Optional.of(new PullUp(relation, List.of(), List.of()));
    }

    private static Optional<PullUp> correlated(Relation relation) {
        return switch (relation) {
            case Relation.Filter(var input, var condition) -> of(input).flatMap(below -> below.filtered(condition));
            case Relation.Project project
                    when RelationExpressions.of(project).noneMatch(Places::hasOuterOfFirstLevel) ->
                    of(project.input()).map(below -> below.projected(project));
            case Relation.Aggregate aggregate
                    when RelationExpressions.of(aggregate).noneMatch(Places::hasOuterOfFirstLevel) ->
                    of(aggregate.input()).flatMap(below -> below.aggregated(aggregate));
            case Relation.Sort(var input, var _) -> of(input);
            case Relation _ -> Optional.empty();
        };
    }

    private Optional<PullUp> filtered(Expression condition) {
        var own = new ArrayList<Expression>();
        var more = new ArrayList<>(conditions);
        condition.conjuncts().forEach(part -> (Places.hasOuterOfFirstLevel(part) ? more : own).add(part));
        if (!ofNoRows.isEmpty()) {
            return Optional.empty(); // whether there is a row is asked of one that is not there
        }
        var filtered = own.isEmpty() ? relation : new Relation.Filter(relation, Calls.and(own));
        return Optional.of(new PullUp(filtered, more, List.of()));
    }

    private PullUp projected(Relation.Project project) {
        var columns = new ArrayList<>(project.columns());
        var names = new ArrayList<>(project.names());
        var moved = conditions.stream().map(each -> Places.moved(each, place -> kept(place, columns, names))).toList();
        var none =
                ofNoRows.isEmpty()
                        ? List.<Expression>of()
                        : project.columns().stream()
                                .map(column -> Places.inputs(column, input -> ofNoRow(input)))
                                .map(column -> column.rewritten(dev.sparrow.table.expression.Folding::fold))
                                .toList();
        return new PullUp(new Relation.Project(relation, columns, names), moved, none);
    }

    /// A column that the row around has stays; others are those of no rows.
    private Expression ofNoRow(Expression.Input input) {
        return Places.hasUnplaced(input) ? input : ofNoRows.get(input.column());
    }

    /// The place of a column above, where it is one more if need be.
    private int kept(int place, List<Expression> columns, List<String> names) {
        var column = Places.column(relation.schema(), place);
        var known = columns.indexOf(column);
        if (known >= 0) {
            return known;
        }
        columns.add(column);
        names.add("key" + columns.size());
        return columns.size() - 1;
    }

    private Optional<PullUp> aggregated(Relation.Aggregate aggregate) {
        if (!ofNoRows.isEmpty()) {
            return Optional.empty();
        }
        var keys = new ArrayList<>(aggregate.keys());
        var around = new ArrayList<Expression>();
        for (var condition : conditions) {
            if (!addKey(condition, keys, around)) {
                return Optional.empty();
            }
        }
        var first = aggregate.keys().size();
        var names = new ArrayList<>(aggregate.names().subList(0, first));
        around.forEach(each -> names.add("key" + names.size()));
        names.addAll(aggregate.names().subList(first, aggregate.names().size()));
        var grouped = new Relation.Aggregate(relation, keys, aggregate.calls(), names);
        var pulled = new ArrayList<Expression>();
        var width = aggregate.names().size();
        for (var i = 0; i < around.size(); i++) {
            var key = Places.moved(Places.column(grouped.schema(), first + i), place -> place - first + width);
            pulled.add(Calls.compare(Comparison.EQUAL, around.get(i), key));
        }
        var none = first > 0 ? List.<Expression>of() : EmptyGroup.values(aggregate);
        return Optional.of(new PullUp(inOrder(grouped, first, around.size(), aggregate.names()), pulled, none));
    }

    /// The keys that were added behind the other columns.
    private static Relation inOrder(Relation.Aggregate grouped, int first, int added, List<String> names) {
        var columns = new ArrayList<Expression>();
        var allNames = new ArrayList<>(names);
        for (var i = 0; i < names.size(); i++) {
            columns.add(Places.column(grouped.schema(), i < first ? i : i + added));
        }
        for (var i = first; i < first + added; i++) {
            columns.add(Places.column(grouped.schema(), i));
            allNames.add(grouped.names().get(i));
        }
        return new Relation.Project(grouped, columns, allNames);
    }

    private static boolean addKey(Expression condition, List<Expression> keys, List<Expression> around) {
        if (!(condition instanceof Expression.Compare(var comparison, var left, var right))
                || comparison != Comparison.EQUAL) {
            return false;
        }
        var leftIsOwn = !Places.hasOuter(left) && !Places.hasOwn(right);
        if (!leftIsOwn && (Places.hasOuter(right) || Places.hasOwn(left))) {
            return false;
        }
        keys.add(leftIsOwn ? left : right);
        around.add(leftIsOwn ? right : left);
        return true;
    }
}
