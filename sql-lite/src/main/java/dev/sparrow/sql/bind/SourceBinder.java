/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.sql.unnest.Unnesting;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What stands behind `from`, as relations whose columns have names.
final class SourceBinder {
    private final Binding binding;

    /// The columns of the query around; null for none.
    private final Scope outer;

    SourceBinder(Binding binding, Scope outer) {
        this.binding = binding;
        this.outer = outer;
    }

    record Bound(Relation relation, List<Scope.Entry> entries) {
        int width() {
            return relation.schema().fields().size();
        }
    }

    Bound bind(Source source) {
        return switch (source) {
            case Source.Table(var _, var name) -> named(table(name), name.last(), List.of());
            case Source.Aliased(var _, Source.Table(var _, var name), var alias, var columns) ->
                    named(table(name), alias, columns);
            case Source.Derived(var _, var query, var _) ->
                    named(new Binder(binding).query(query, outer), null, List.of());
            case Source.Aliased(var _, var inner, var alias, var columns) ->
                    named(bind(inner).relation(), alias, columns);
            case Source.Join join -> join(join);
            case Source.File(var at, var path) ->
                    named(binding.catalog().file(path), new Name(at, fileName(path)), List.of());
            case Source.Function function ->
                    named(new TableFunctions(binding, outer).bind(function), function.call().function(), List.of());
            case Source.Sampled(var _, var inner, var sample) -> {
                var bound = bind(inner);
                yield new Bound(Samples.of(binding, bound.relation(), sample), bound.entries());
            }
            case Source.Pivoted(var _, var inner, var pivot) ->
                    named(new PivotBinder(binding, outer).bind(inner, bind(inner), pivot), null, List.of());
        };
    }

    /// What columns of a file are qualified by: its name without what stands behind the point.
    private static String fileName(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
    }

    private Relation table(QualifiedName name) {
        return binding.catalog()
                .find(name.last(), Scope.depth(outer))
                .orElseThrow(() -> {
                    var names = binding.catalog().names();
                    var known =
                            names.isEmpty() ? "No table is registered." : "There are " + String.join(", ", names) + ".";
                    return binding.problem(
                            ProblemCode.UNKNOWN_TABLE,
                            name.at(),
                            "There is no table '" + name.text() + "'. " + known,
                            Binding.meant(name.last().text(), names));
                });
    }

    private static Bound named(Relation relation, Name table, List<Name> columns) {
        return new Bound(relation, Scope.of(relation.schema(), table, columns, null).entries());
    }

    private Bound join(Source.Join join) {
        var left = bind(join.left());
        var siblings = new Scope(left.entries, outer);
        var bound = new SourceBinder(binding, siblings).bind(join.right());
        var isLateral = RelationExpressions.isCorrelatedDirectly(bound.relation);
        var right = isLateral ? bound : new Bound(Unnesting.lowered(bound.relation), bound.entries);
        if (join.kind().asof()) {
            return asof(left, right, join);
        }
        return switch (join.kind().type()) {
            case INNER, CROSS -> joined(Lookup.Kind.INNER, left, right, join);
            case LEFT -> joined(Lookup.Kind.LEFT, left, right, join);
            case FULL -> joined(Lookup.Kind.FULL, left, placed(right, join), join);
            case SEMI -> joined(Lookup.Kind.SEMI, left, right, join);
            case ANTI -> joined(Lookup.Kind.ANTI, left, right, join);
            case RIGHT -> mirrored(left, placed(right, join), join);
            case POSITIONAL -> {
                var entries = new ArrayList<>(left.entries);
                right.entries.forEach(entry -> entries.add(entry.moved(left.width())));
                yield new Bound(
                        NearestJoins.positional(left.relation, placed(right, join).relation),
                        entries.stream().map(Scope.Entry::nullable).toList());
            }
        };
    }

    private Bound placed(Bound right, Source.Join join) {
        if (RelationExpressions.isCorrelatedDirectly(right.relation)) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    join.at(),
                    "The right side of this join reads columns of the left one, which it may not have a row of. Write an"
                            + " inner or a left join.");
        }
        return right;
    }

    /// Each row with the nearest one.
    private Bound asof(Bound left, Bound right, Source.Join join) {
        var width = left.width();
        var moved = right.entries.stream().map(entry -> entry.moved(width)).toList();
        var entries = new ArrayList<>(left.entries);
        var equal = equal(join.condition(), left.entries, moved);
        moved.forEach(entry -> entries.add(isEqual(entry, equal) ? entry.asHidden() : entry));
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < equal.size(); i++) {
            var comparison = i == equal.size() - 1 ? Comparison.GREATER_OR_EQUAL : Comparison.EQUAL;
            conditions.add(Calls.compare(comparison, equal.get(i).left, equal.get(i).right));
        }
        if (join.condition() instanceof Source.On) {
            conditions.addAll(condition(join.condition(), entries, equal));
        }
        var relation =
                binding.at(
                        join.at(),
                        () ->
                                NearestJoins.asof(
                                        join.kind().type(), left.relation, placed(right, join).relation, conditions));
        return new Bound(relation, refreshed(entries, relation));
    }

    private Bound joined(Lookup.Kind kind, Bound left, Bound right, Source.Join join) {
        var width = left.width();
        var moved = right.entries.stream().map(entry -> entry.moved(width)).toList();
        var entries = new ArrayList<>(left.entries);
        var equal = equal(join.condition(), left.entries, moved);
        moved.forEach(entry -> entries.add(isEqual(entry, equal) ? entry.asHidden() : entry));
        var conditions = condition(join.condition(), entries, equal);
        var relation = Unnesting.join(kind, left.relation, right.relation, conditions);
        if (kind == Lookup.Kind.FULL && !equal.isEmpty()) {
            return new Bound(Coalesced.of(relation, equal), Coalesced.entries(entries));
        }
        var shown = kind.showsRight() ? entries : left.entries;
        return new Bound(relation, refreshed(shown, relation));
    }

    /// With what is known of the columns behind the join.
    private static List<Scope.Entry> refreshed(List<Scope.Entry> entries, Relation relation) {
        return entries.stream()
                .map(entry ->
                        new Scope.Entry(
                                entry.table(),
                                entry.name(),
                                Places.column(relation.schema(), entry.column().column()),
                                entry.hidden()))
                .toList();
    }

    /// A right join is a left join with the sides swapped, and its columns swapped back.
    private Bound mirrored(Bound left, Bound right, Source.Join join) {
        var leftWidth = left.relation.schema().fields().size();
        var rightWidth = right.relation.schema().fields().size();
        var lefts = left.entries.stream().map(entry -> entry.moved(rightWidth)).toList();
        var equal = equal(join.condition(), right.entries, lefts);
        var entries = new ArrayList<>(right.entries);
        entries.addAll(lefts);
        var conditions = condition(join.condition(), entries, equal);
        var relation = Unnesting.joined(Lookup.Kind.LEFT, right.relation, left.relation, conditions);
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var i = 0; i < leftWidth + rightWidth; i++) {
            var place = i < leftWidth ? i + rightWidth : i - leftWidth;
            var value = equal.stream().filter(pair -> pair.right().column() == place).findFirst();
            columns.add(value.<Expression>map(Pair::left).orElse(Places.column(relation.schema(), place)));
            names.add(relation.schema().fields().get(place).name());
        }
        var swapped = new Relation.Project(relation, columns, names);
        var shown = new ArrayList<Scope.Entry>();
        shown.addAll(left.entries);
        right.entries.forEach(entry -> {
            var hidden = equal.stream().anyMatch(pair -> pair.left().column() == entry.column().column());
            shown.add(hidden ? entry.moved(leftWidth).asHidden() : entry.moved(leftWidth));
        });
        return new Bound(swapped, refreshed(shown, swapped));
    }

    /// Two columns that a join by name makes equal.
    record Pair(Expression.Input left, Expression.Input right) {}

    private static boolean isEqual(Scope.Entry entry, List<Pair> equal) {
        return equal.stream().anyMatch(pair -> pair.right.column() == entry.column().column());
    }

    private List<Pair> equal(Source.JoinCondition condition, List<Scope.Entry> left, List<Scope.Entry> right) {
        return switch (condition) {
            case Source.NoCondition _, Source.On _ -> List.of();
            case Source.Using(var columns) ->
                    columns.stream().map(name -> new Pair(only(name, left), only(name, right))).toList();
            case Source.Natural _ ->
                    left.stream()
                            .filter(entry -> !entry.hidden())
                            .flatMap(entry ->
                                    right.stream()
                                            .filter(other ->
                                                    !other.hidden() && other.name().equalsIgnoreCase(entry.name()))
                                            .map(other -> new Pair(entry.column(), other.column())))
                            .toList();
        };
    }

    private Expression.Input only(Name name, List<Scope.Entry> entries) {
        var scope = new Scope(entries, null);
        var column = new QualifiedName(name.at(), List.of(name));
        return (Expression.Input)
                scope.find(binding, column)
                        .orElseThrow(() ->
                                binding.problem(
                                        ProblemCode.UNKNOWN_COLUMN,
                                        name.at(),
                                        "One side of the join has no column '" + name.text() + "'.",
                                        scope.meant(column)));
    }

    private List<Expression> condition(Source.JoinCondition condition, List<Scope.Entry> entries, List<Pair> equal) {
        if (condition instanceof Source.On(var on)) {
            var binder = new ExpressionBinder(binding, new Scope(entries, outer), null, null, Map.of());
            return Calls.bool(binder.bind(on), "ON").conjuncts();
        }
        return equal.stream().map(pair -> Calls.compare(Comparison.EQUAL, pair.left, pair.right)).toList();
    }
}
