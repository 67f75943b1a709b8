/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Expression.Star;
import dev.sparrow.sql.syntax.GroupBy;
import dev.sparrow.sql.syntax.Limit;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.SelectItem;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `select`: its sources, the conditions of rows, groups, the conditions of groups, the columns, their order.
final class SelectBinder {
    private final Binding binding;
    private final Query.Select select;
    private final Scope outer;
    private final Map<String, dev.sparrow.sql.syntax.Expression> aliases = new HashMap<>();

    /// Null before it was asked for.
    private Rows known;

    /// @param outer the columns of the query around; null for none
    SelectBinder(Binding binding, Query.Select select, Scope outer) {
        this.binding = binding;
        this.select = select;
        this.outer = outer;
        for (var item : select.selection().items()) {
            item.alias().ifPresent(alias -> aliases.putIfAbsent(alias.key(), item.value()));
        }
    }

    /// Rows before they are grouped.
    ///
    /// @param correlated the conditions that read columns of the query around, and still have to be asked
    record Rows(Relation relation, Scope scope, List<Expression> correlated) {}

    /// What is selected.
    private record Column(String name, Expression value) {}

    /// The rows of the sources for which the conditions are true; bound once.
    Rows fromWhere() {
        if (known == null) {
            known = bindFromWhere();
        }
        return known;
    }

    private Rows bindFromWhere() {
        var relations = new ArrayList<Relation>();
        var entries = new ArrayList<Scope.Entry>();
        var width = 0;
        for (var source : select.from()) {
            var bound = new SourceBinder(binding, outer).bind(source);
            relations.add(bound.relation());
            var start = width;
            bound.entries().forEach(entry -> entries.add(entry.moved(start)));
            width += bound.relation().schema().fields().size();
        }
        if (relations.isEmpty()) {
            relations.add(oneRow(binding));
        }
        var scope = new Scope(entries, outer);
        return where(relations, scope);
    }

    /// Conditions without subqueries first, since they join the sources.
    private Rows where(List<Relation> relations, Scope scope) {
        var simple = new ArrayList<Expression>();
        var correlated = new ArrayList<Expression>();
        var withSubqueries = new ArrayList<dev.sparrow.sql.syntax.Expression>();
        for (var part : select.where().map(SelectBinder::conjuncts).orElse(List.of())) {
            if (Aggregated.hasQuery(part)) {
                withSubqueries.add(part);
            } else {
                var bound = Calls.bool(binder(scope, null, null).bind(part), "WHERE");
                bound.conjuncts().forEach(each -> (Places.hasOuter(each) ? correlated : simple).add(each));
            }
        }
        var relation = JoinOrder.join(relations, simple);
        for (var part : withSubqueries) {
            relation = filtered(relation, scope, part);
        }
        return new Rows(relation, scope, correlated);
    }

    private static List<dev.sparrow.sql.syntax.Expression> conjuncts(dev.sparrow.sql.syntax.Expression condition) {
        return condition instanceof dev.sparrow.sql.syntax.Expression.Logical(var _, var connective, var conditions)
                        && connective == dev.sparrow.sql.syntax.Expression.Connective.AND
                ? conditions.stream().flatMap(part -> conjuncts(part).stream()).toList()
                : List.of(condition);
    }

    /// A condition that is a subquery itself keeps rows by a join; others read the value of one.
    private Relation filtered(Relation rows, Scope scope, dev.sparrow.sql.syntax.Expression condition) {
        var negated = condition instanceof dev.sparrow.sql.syntax.Expression.Not;
        var part = condition instanceof dev.sparrow.sql.syntax.Expression.Not(var _, var inner) ? inner : condition;
        var subqueries = new Subqueries(binding, scope);
        if (part instanceof dev.sparrow.sql.syntax.Expression.Exists(var _, var query)) {
            return subqueries.exists(query).join(rows, negated ? Lookup.Kind.ANTI : Lookup.Kind.SEMI, List.of());
        }
        if (part
                instanceof
                dev.sparrow.sql.syntax.Expression.In(
                        var at,
                        var operand,
                        dev.sparrow.sql.syntax.Expression.Subquery(var _, var query),
                        var isNot)) {
            var inner = subqueries.in(at, binder(scope, null, null).bind(operand), query);
            if (negated == isNot) {
                return inner.join(rows, Lookup.Kind.SEMI, List.of());
            }
            if (!inner.isCorrelated()) {
                return inner.join(rows, Lookup.Kind.NULL_AWARE_ANTI, List.of());
            }
        }
        var late = new Late();
        var bound = Calls.bool(binder(scope, null, late).bind(condition), "WHERE");
        var attached = Attached.to(rows, late);
        return new Relation.Filter(attached.relation(), attached.resolved(bound));
    }

    private ExpressionBinder binder(Scope scope, Grouped grouped, Late late) {
        return new ExpressionBinder(binding, scope, grouped, late, aliases);
    }

    /// Of rows, for what another query compares with them.
    ExpressionBinder rowExpressions(Rows rows) {
        return binder(rows.scope(), null, null);
    }

    Relation query(Optional<OrderBy> order, Optional<Limit> limit) {
        refuseWhatIsNotYet();
        var rows = fromWhere();
        if (!rows.correlated().isEmpty()) {
            throw binding.notYet(select.at(), "This correlated subquery");
        }
        var late = new Late();
        var grouped = grouped(rows.scope());
        var expressions = binder(rows.scope(), grouped, late);
        var columns = columns(rows.scope(), expressions);
        var having = select.grouping().having().map(condition -> Calls.bool(expressions.bind(condition), "HAVING"));
        var keys = order.map(by -> keys(by, columns, expressions)).orElse(List.of());
        var relation = grouped == null ? rows.relation() : aggregated(rows.relation(), grouped);
        var attached = Attached.to(relation, late);
        relation =
                having.<Relation>map(
                                condition -> new Relation.Filter(attached.relation(), attached.resolved(condition)))
                        .orElse(attached.relation());
        var selected =
                columns.stream().map(column -> new Column(column.name, attached.resolved(column.value))).toList();
        var sorted =
                keys.stream()
                        .map(key -> new SortKey(attached.resolved(key.by()), key.ascending(), key.nullsFirst()))
                        .toList();
        return Binder.limited(binding, projected(relation, selected, sorted), limit);
    }

    private void refuseWhatIsNotYet() {
        select.windows()
                .qualify()
                .ifPresent(condition -> {
                    throw binding.notYet(condition.at(), "QUALIFY");
                });
        select.sample()
                .ifPresent(sample -> {
                    throw binding.notYet(sample.at(), "A sample");
                });
        if (select.selection().distinct() instanceof Query.DistinctOn(var keys)) {
            throw binding.notYet(keys.getFirst().at(), "DISTINCT ON");
        }
    }

    private Relation projected(Relation relation, List<Column> columns, List<SortKey> keys) {
        var names = columns.stream().map(Column::name).toList();
        var values = columns.stream().map(Column::value).toList();
        if (select.selection().distinct() instanceof Query.DistinctRows) {
            var distinct = Unions.distinct(new Relation.Project(relation, values, names));
            return keys.isEmpty() ? distinct : new Relation.Sort(distinct, ofDistinct(keys, values, distinct));
        }
        var sorted = keys.isEmpty() ? relation : new Relation.Sort(relation, keys);
        return new Relation.Project(sorted, values, names);
    }

    /// Different rows are ordered by what they have.
    private List<SortKey> ofDistinct(List<SortKey> keys, List<Expression> values, Relation distinct) {
        return keys.stream()
                .map(key -> {
                    var place = values.indexOf(key.by());
                    if (place < 0) {
                        throw binding.problem(
                                ProblemCode.WRONG_GROUPING,
                                select.at(),
                                "Of SELECT DISTINCT, rows are ordered by what is selected, and "
                                        + key.by()
                                        + " is not.");
                    }
                    var column = Places.column(distinct.schema(), place);
                    return new SortKey(column, key.ascending(), key.nullsFirst());
                })
                .toList();
    }

    // ---- Columns

    private List<Column> columns(Scope scope, ExpressionBinder expressions) {
        var columns = new ArrayList<Column>();
        for (var item : select.selection().items()) {
            if (item.value() instanceof Star star) {
                columns.addAll(star(star, scope, expressions));
            } else {
                columns.add(new Column(ExpressionBinder.nameOf(item), expressions.bind(item.value())));
            }
        }
        return columns;
    }

    private List<Column> star(Star star, Scope scope, ExpressionBinder expressions) {
        var columns = new ArrayList<Column>();
        var changes = star.changes();
        for (var entry : scope.entries()) {
            var wanted = star.table().map(table -> entry.isOf(table.last())).orElse(!entry.hidden());
            var excluded = changes.exclude().stream().anyMatch(name -> entry.isNamed(name.last()));
            if (wanted && !excluded) {
                var replaced = changes.replace().stream().filter(each -> entry.isNamed(each.column())).findFirst();
                var renamed = changes.rename().stream().filter(each -> entry.isNamed(each.column().last())).findFirst();
                columns.add(
                        new Column(
                                renamed.map(each -> each.name().text()).orElse(entry.name()),
                                replaced.map(each -> expressions.bind(each.value()))
                                        .orElseGet(() -> starred(star, entry, expressions))));
            }
        }
        if (columns.isEmpty()) {
            throw binding.problem(ProblemCode.UNKNOWN_COLUMN, star.at(), "The star stands for no column here.");
        }
        return columns;
    }

    private Expression starred(Star star, Scope.Entry entry, ExpressionBinder expressions) {
        var grouped = expressions.grouped();
        if (grouped == null) {
            return entry.column();
        }
        return grouped.key(entry.column())
                .orElseThrow(() ->
                        binding.problem(
                                ProblemCode.WRONG_GROUPING,
                                star.at(),
                                "'"
                                        + entry.name()
                                        + "' is neither grouped by nor aggregated, so a group has many of it."));
    }

    // ---- Groups

    /// Null where there are none.
    private Grouped grouped(Scope scope) {
        var rows = binder(scope, null, null);
        var groupBy = select.grouping().groupBy();
        if (groupBy.isEmpty()) {
            var aggregates =
                    select.grouping().having().isPresent()
                            || select.selection().items().stream().anyMatch(item -> Aggregated.isIn(item.value()));
            return aggregates ? new Grouped(List.of()) : null;
        }
        return switch (groupBy.get()) {
            case GroupBy.AllColumns _ -> {
                var keys =
                        select.selection().items().stream()
                                .map(SelectItem::value)
                                .filter(value -> !Aggregated.isIn(value))
                                .map(rows::bind)
                                .filter(Places::hasOwn)
                                .distinct()
                                .toList();
                yield new Grouped(keys);
            }
            case GroupBy.Elements(var at, var elements) -> {
                var keys = new ArrayList<Expression>();
                for (var element : elements) {
                    if (!(element instanceof GroupBy.Keys(var expressions))) {
                        throw binding.notYet(at, "GROUPING SETS, ROLLUP and CUBE");
                    }
                    expressions.forEach(key -> keys.add(rows.bind(meant(key))));
                }
                yield new Grouped(keys.stream().filter(Places::hasOwn).distinct().toList());
            }
        };
    }

    /// `group by 1` means the first column.
    private dev.sparrow.sql.syntax.Expression meant(dev.sparrow.sql.syntax.Expression key) {
        return ordinal(key).map(place -> item(key, place).value()).orElse(key);
    }

    private SelectItem item(dev.sparrow.sql.syntax.Expression at, int place) {
        var items = select.selection().items();
        if (place < 1 || place > items.size()) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    at.at(),
                    "There is no column " + place + ": the query has " + items.size() + ".");
        }
        return items.get(place - 1);
    }

    static Optional<Integer> ordinal(dev.sparrow.sql.syntax.Expression key) {
        return key instanceof dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Whole(var place))
                        && place.bitLength() < Integer.SIZE
                ? Optional.of(place.intValue())
                : Optional.empty();
    }

    private static Relation aggregated(Relation rows, Grouped grouped) {
        var names = new ArrayList<String>();
        grouped.keys().forEach(key -> names.add(key.toString()));
        grouped.calls().forEach(call -> names.add(call.toString()));
        return new Relation.Aggregate(rows, grouped.keys(), grouped.calls(), names);
    }

    // ---- Order

    private List<SortKey> keys(OrderBy order, List<Column> columns, ExpressionBinder expressions) {
        return switch (order) {
            case OrderBy.AllColumns(var _, var direction, var nulls) ->
                    columns.stream()
                            .map(column ->
                                    new SortKey(
                                            column.value,
                                            direction == OrderBy.Direction.ASCENDING,
                                            nulls == OrderBy.NullOrder.FIRST))
                            .toList();
            case OrderBy.Keys(var _, var keys) ->
                    keys.stream()
                            .map(key ->
                                    new SortKey(
                                            key(key.value(), columns, expressions),
                                            Orders.isAscending(key),
                                            Orders.isNullsFirst(key)))
                            .toList();
        };
    }

    /// A column of the result by its place or its name; else an expression.
    private Expression key(dev.sparrow.sql.syntax.Expression key, List<Column> columns, ExpressionBinder expressions) {
        var place = ordinal(key);
        if (place.isPresent()) {
            if (place.get() < 1 || place.get() > columns.size()) {
                throw binding.problem(
                        ProblemCode.BAD_VALUE,
                        key.at(),
                        "There is no column " + place.get() + ": the query has " + columns.size() + ".");
            }
            return columns.get(place.get() - 1).value;
        }
        if (key instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name) && name.parts().size() == 1) {
            var named = columns.stream().filter(column -> column.name.equalsIgnoreCase(name.last().text())).findFirst();
            if (named.isPresent()) {
                return named.get().value;
            }
        }
        return expressions.bind(key);
    }

    /// What a query without sources selects from.
    static Relation oneRow(Binding binding) {
        return binding.catalog().oneRow();
    }
}
