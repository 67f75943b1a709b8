/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Source.JoinType;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.JoinKeys;
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

    record Bound(Relation relation, List<Scope.Entry> entries) {}

    Bound bind(Source source) {
        return switch (source) {
            case Source.Table(var _, var name) -> named(table(name), name.last(), List.of());
            case Source.Aliased(var _, Source.Table(var _, var name), var alias, var columns) ->
                    named(table(name), alias, columns);
            case Source.Derived(var at, var query, var lateral) -> {
                if (lateral) {
                    throw binding.notYet(at, "LATERAL");
                }
                yield named(new Binder(binding).query(query, null), null, List.of());
            }
            case Source.Aliased(var _, var inner, var alias, var columns) ->
                    named(bind(inner).relation(), alias, columns);
            case Source.Join join -> join(join);
            case Source.File(var at, var path) ->
                    named(binding.catalog().file(path), new Name(at, fileName(path)), List.of());
            case Source.Function(var at, var call, var _, var _) ->
                    throw binding.notYet(at, "The table function " + call.function().text());
            case Source.Sampled(var at, var _, var _) -> throw binding.notYet(at, "A sample");
            case Source.Pivoted(var at, var _, var _) -> throw binding.notYet(at, "PIVOT");
        };
    }

    /// What columns of a file are qualified by: its name without what stands behind the point.
    private static String fileName(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
    }

    private Relation table(QualifiedName name) {
        return binding.catalog()
                .find(name.last())
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
        if (join.kind().asof() || join.kind().type() == JoinType.POSITIONAL) {
            throw binding.notYet(join.at(), "This join");
        }
        var left = bind(join.left());
        var right = bind(join.right());
        return switch (join.kind().type()) {
            case INNER, CROSS -> joined(Lookup.Kind.INNER, left, right, join);
            case LEFT -> joined(Lookup.Kind.LEFT, left, right, join);
            case FULL -> joined(Lookup.Kind.FULL, left, right, join);
            case SEMI -> joined(Lookup.Kind.SEMI, left, right, join);
            case ANTI -> joined(Lookup.Kind.ANTI, left, right, join);
            case RIGHT -> mirrored(left, right, join);
            case POSITIONAL -> throw new IllegalStateException("refused before");
        };
    }

    private Bound joined(Lookup.Kind kind, Bound left, Bound right, Source.Join join) {
        var width = left.relation.schema().fields().size();
        var moved = right.entries.stream().map(entry -> entry.moved(width)).toList();
        var entries = new ArrayList<>(left.entries);
        var equal = equal(join.condition(), left.entries, moved);
        moved.forEach(entry -> entries.add(isEqual(entry, equal) ? entry.asHidden() : entry));
        var condition = condition(join.condition(), entries, equal);
        var relation = JoinKeys.join(kind, left.relation, right.relation, condition);
        if (kind == Lookup.Kind.FULL && !equal.isEmpty()) {
            return new Bound(Coalesced.of(relation, equal), Coalesced.entries(entries));
        }
        var shown = kind.showsRight() ? entries : left.entries;
        var nullable = kind == Lookup.Kind.LEFT || kind == Lookup.Kind.FULL;
        return new Bound(relation, refreshed(shown, relation, nullable));
    }

    /// With what is known of the columns behind the join.
    private static List<Scope.Entry> refreshed(List<Scope.Entry> entries, Relation relation, boolean nullable) {
        return nullable
                ? entries.stream()
                        .map(entry ->
                                new Scope.Entry(
                                        entry.table(),
                                        entry.name(),
                                        Places.column(relation.schema(), entry.column().column()),
                                        entry.hidden()))
                        .toList()
                : entries;
    }

    /// A right join is a left join with the sides swapped, and its columns swapped back.
    private Bound mirrored(Bound left, Bound right, Source.Join join) {
        var leftWidth = left.relation.schema().fields().size();
        var rightWidth = right.relation.schema().fields().size();
        var lefts = left.entries.stream().map(entry -> entry.moved(rightWidth)).toList();
        var equal = equal(join.condition(), right.entries, lefts);
        var entries = new ArrayList<>(right.entries);
        entries.addAll(lefts);
        var condition = condition(join.condition(), entries, equal);
        var relation = JoinKeys.join(Lookup.Kind.LEFT, right.relation, left.relation, condition);
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var i = 0; i < leftWidth + rightWidth; i++) {
            var place = i < leftWidth ? i + rightWidth : i - leftWidth;
            columns.add(Places.column(relation.schema(), place));
            names.add(relation.schema().fields().get(place).name());
        }
        var swapped = new Relation.Project(relation, columns, names);
        var shown = new ArrayList<Scope.Entry>();
        left.entries.forEach(entry -> {
            var hidden = equal.stream().anyMatch(pair -> pair.right().column() == entry.column().column() + rightWidth);
            shown.add(hidden ? entry.asHidden() : entry);
        });
        right.entries.forEach(entry -> shown.add(entry.moved(leftWidth)));
        return new Bound(swapped, refreshed(shown, swapped, true));
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

    private Expression condition(Source.JoinCondition condition, List<Scope.Entry> entries, List<Pair> equal) {
        if (condition instanceof Source.On(var on)) {
            var binder = new ExpressionBinder(binding, new Scope(entries, outer), null, null, Map.of());
            return Calls.bool(binder.bind(on), "ON");
        }
        var conditions = equal.stream().map(pair -> Calls.compare(Comparison.EQUAL, pair.left, pair.right)).toList();
        return conditions.isEmpty() ? null : Calls.and(conditions);
    }
}
