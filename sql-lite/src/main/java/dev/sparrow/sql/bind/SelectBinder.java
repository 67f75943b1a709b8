/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.bind.ColumnBinder.Column;
import dev.sparrow.sql.syntax.Limit;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.unnest.Numbered;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `select`: its rows, groups, the conditions of groups, windows, the columns, their order.
final class SelectBinder {
    private final Binding binding;
    private final Query.Select select;
    private final Scope outer;
    private final Map<String, dev.sparrow.sql.syntax.Expression> aliases = new HashMap<>();

    /// @param outer the columns of the query around; null for none
    SelectBinder(Binding binding, Query.Select select, Scope outer) {
        this.binding = binding;
        this.select = select;
        this.outer = outer;
        for (var item : select.selection().items()) {
            item.alias().ifPresent(alias -> aliases.putIfAbsent(alias.key(), item.value()));
        }
    }

    Relation query(Optional<OrderBy> order, Optional<Limit> limit) {
        var rows = new FromBinder(binding, select, outer, aliases).bind();
        var scope = rows.scope();
        var columnBinder = new ColumnBinder(binding, scope);
        var items = columnBinder.items(select.selection().items());
        var grouped = new GroupBinder(binding, select, late -> binder(scope, null, late)).bind(items);
        var ofGroups = Late.ofCondition();
        var having =
                select.grouping()
                        .having()
                        .map(condition -> Calls.bool(binder(scope, grouped, ofGroups).bind(condition), "HAVING"));
        var late = Late.ofSelection(select.windows().named());
        var expressions = binder(scope, grouped, late);
        var columns = columnBinder.bind(items, expressions);
        var keys = order.map(by -> keys(by, columns, expressions)).orElse(List.of());
        var distinctOn = distinctOn(columns, expressions);
        var qualify = select.windows().qualify().map(condition -> Calls.bool(expressions.bind(condition), "QUALIFY"));
        var relation = grouped == null ? rows.relation() : grouped.of(rows.relation());
        if (having.isPresent()) {
            var filtered = Attached.to(relation, ofGroups);
            filtered.filter(having.get());
            relation = filtered.relation();
        }
        var attached = Attached.to(relation, late);
        qualify.ifPresent(attached::filter);
        attached.addElements();
        var selected =
                columns.stream().map(column -> new Column(column.name(), attached.resolved(column.value()))).toList();
        var sorted = keys.stream().map(attached::resolved).toList();
        var chosen =
                distinctOn.isEmpty()
                        ? attached.relation()
                        : Numbered.some(attached.relation(), attached.resolved(distinctOn), sorted, 0, 1);
        var result = projected(chosen, selected, sorted);
        return Binder.limited(binding, result, limit);
    }

    private ExpressionBinder binder(Scope scope, Grouped grouped, Late late) {
        return new ExpressionBinder(binding, scope, grouped, late, aliases);
    }

    private List<Expression> distinctOn(List<Column> columns, ExpressionBinder expressions) {
        return select.selection().distinct() instanceof Query.DistinctOn(var keys)
                ? keys.stream().map(key -> key(key, columns, expressions)).toList()
                : List.of();
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
                    var column = dev.sparrow.sql.unnest.Places.column(distinct.schema(), place);
                    return new SortKey(column, key.ascending(), key.nullsFirst());
                })
                .toList();
    }

    static Optional<Integer> ordinal(dev.sparrow.sql.syntax.Expression key) {
        return key instanceof dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Whole(var place))
                        && place.bitLength() < Integer.SIZE
                ? Optional.of(place.intValue())
                : Optional.empty();
    }

    // ---- Order

    private List<SortKey> keys(OrderBy order, List<Column> columns, ExpressionBinder expressions) {
        return switch (order) {
            case OrderBy.AllColumns(var _, var direction, var nulls) ->
                    columns.stream()
                            .map(column ->
                                    new SortKey(
                                            column.value(),
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
            return columns.get(place.get() - 1).value();
        }
        if (key instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name) && name.parts().size() == 1) {
            var named =
                    columns.stream().filter(column -> column.name().equalsIgnoreCase(name.last().text())).findFirst();
            if (named.isPresent()) {
                return named.get().value();
            }
        }
        return expressions.bind(key);
    }
}
