/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.Expression.Aggregation;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Connective;
import dev.sparrow.sql.syntax.GroupBy;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.Pivot;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.QualifiedName;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.SelectItem;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Nested;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Values of rows that become columns, which are aggregates with a filter; and columns that become rows, which are the
/// elements of a list.
final class PivotBinder {
    private static final int COLUMNS_MAX = 10_000;

    private final Binding binding;
    private final Scope outer;

    PivotBinder(Binding binding, Scope outer) {
        this.binding = binding;
        this.outer = outer;
    }

    Relation bind(Source source, SourceBinder.Bound bound, Pivot pivot) {
        return switch (pivot) {
            case Pivot.ToColumns columns -> toColumns(source, bound, columns);
            case Pivot.ToRows rows -> toRows(bound, rows);
        };
    }

    // ---- To columns

    /// A new column: what it is called, and which rows count.
    private record Wanted(String name, dev.sparrow.sql.syntax.Expression condition) {}

    private Relation toColumns(Source source, SourceBinder.Bound bound, Pivot.ToColumns pivot) {
        var wanted = List.of(new Wanted("", null));
        for (var on : pivot.on()) {
            wanted = combined(wanted, wanted(bound, on));
            if (wanted.size() > COLUMNS_MAX) {
                throw binding.problem(
                        ProblemCode.BAD_VALUE,
                        pivot.at(),
                        "This would make "
                                + wanted.size()
                                + " columns; there may be "
                                + COLUMNS_MAX
                                + ". Name the values"
                                + " that are wanted: IN (…).");
            }
        }
        var at = pivot.at();
        var using = pivot.using().isEmpty() ? List.of(count(at)) : pivot.using();
        var keys = pivot.groupBy().isEmpty() ? otherColumns(bound, pivot, using) : pivot.groupBy();
        var items = new ArrayList<SelectItem>();
        keys.forEach(key -> items.add(new SelectItem(at, key, Optional.empty())));
        for (var each : wanted) {
            for (var item : using) {
                var suffix = using.size() > 1 || item.alias().isPresent() ? "_" + ExpressionBinder.nameOf(item) : "";
                items.add(
                        new SelectItem(
                                at, filtered(item, each.condition), Optional.of(new Name(at, each.name + suffix))));
            }
        }
        var groups = new GroupBy.Elements(at, List.of(new GroupBy.Keys(keys)));
        var select =
                new Query.Select(
                        at,
                        new Query.Selection(new Query.AllRows(), items),
                        List.of(source),
                        Optional.empty(),
                        new Query.Grouping(keys.isEmpty() ? Optional.empty() : Optional.of(groups), Optional.empty()),
                        new Query.Windows(List.of(), Optional.empty()),
                        Optional.empty());
        return new Binder(binding).query(select, outer);
    }

    private static SelectItem count(Span at) {
        var call = new Call(at, new Name(at, "count"), List.of(), Aggregation.NONE, Optional.empty());
        return new SelectItem(at, call, Optional.empty());
    }

    private dev.sparrow.sql.syntax.Expression filtered(SelectItem item, dev.sparrow.sql.syntax.Expression condition) {
        return Parts.replaced(
                item.value(),
                part -> {
                    if (!(part instanceof Call call)
                            || !dev.sparrow.table.expression.Aggregates.isAggregate(call.function().key())) {
                        return null;
                    }
                    var given = call.aggregation();
                    var both =
                            given.filter()
                                    .<dev.sparrow.sql.syntax.Expression>map(own ->
                                            new dev.sparrow.sql.syntax.Expression.Logical(
                                                    item.at(), Connective.AND, List.of(own, condition)))
                                    .orElse(condition);
                    var aggregation =
                            new Aggregation(
                                    given.distinct(),
                                    given.orderBy(),
                                    given.withinGroup(),
                                    Optional.of(both),
                                    given.nulls());
                    return new Call(call.at(), call.function(), call.arguments(), aggregation, call.over());
                });
    }

    private static List<Wanted> combined(List<Wanted> left, List<Wanted> right) {
        var combined = new ArrayList<Wanted>();
        for (var one : left) {
            for (var other : right) {
                combined.add(
                        one.condition == null
                                ? other
                                : new Wanted(
                                        one.name + "_" + other.name,
                                        new dev.sparrow.sql.syntax.Expression.Logical(
                                                other.condition.at(),
                                                Connective.AND,
                                                List.of(one.condition, other.condition))));
            }
        }
        return combined;
    }

    /// A condition for each value, which is compared as a text: so it need not be written as one of its type.
    private List<Wanted> wanted(SourceBinder.Bound bound, Pivot.PivotColumn on) {
        var texts = new ArrayList<String>();
        if (!on.values().isEmpty()) {
            on.values().forEach(value -> texts.add(text(Constants.of(binding, value))));
        } else if (on.query().isPresent()) {
            var rows = binding.catalog().runner().rows(new Binder(binding).query(on.query().get(), null));
            rows.forEach(row -> texts.add(text(row.get(0))));
        } else {
            texts.addAll(occurring(bound, on.value()));
        }
        return texts.stream().map(text -> new Wanted(text, isText(on.value(), text))).toList();
    }

    private static String text(Object value) {
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static dev.sparrow.sql.syntax.Expression isText(dev.sparrow.sql.syntax.Expression value, String text) {
        var at = value.at();
        var type = new dev.sparrow.sql.syntax.TypeName.Plain(at, new Name(at, "varchar"), List.of());
        var constant =
                new dev.sparrow.sql.syntax.Expression.Constant(at, new dev.sparrow.sql.syntax.Literal.Text(text));
        return new dev.sparrow.sql.syntax.Expression.Binary(
                at,
                dev.sparrow.sql.syntax.BinaryOperator.EQUAL,
                new dev.sparrow.sql.syntax.Expression.Cast(at, value, type, false),
                constant);
    }

    /// All values that there are, in their order: the query for them runs now.
    private List<String> occurring(SourceBinder.Bound bound, dev.sparrow.sql.syntax.Expression value) {
        var binder = new ExpressionBinder(binding, new Scope(bound.entries(), outer), null, null, Map.of());
        var values = new Relation.Project(bound.relation(), List.of(binder.bind(value)), List.of("value"));
        var distinct = Unions.distinct(values);
        var text = dev.sparrow.table.expression.Casting.cast(Places.column(distinct.schema(), 0), Plain.TEXT, false);
        var order = new dev.sparrow.table.step.SortKey(Places.column(distinct.schema(), 0), true, false);
        var sorted = new Relation.Sort(distinct, List.of(order));
        var texts = new ArrayList<String>();
        for (var row : binding.catalog().runner().rows(new Relation.Project(sorted, List.of(text), List.of("text")))) {
            if (row.get(0) != null) {
                texts.add(String.valueOf(row.get(0)));
            }
        }
        return texts;
    }

    /// All columns that nothing else names.
    private List<dev.sparrow.sql.syntax.Expression> otherColumns(
            SourceBinder.Bound bound, Pivot.ToColumns pivot, List<SelectItem> using) {
        var named = new LinkedHashSet<String>();
        pivot.on().forEach(on -> addNames(on.value(), named));
        using.forEach(item -> addNames(item.value(), named));
        return bound.entries().stream()
                .filter(entry -> !entry.hidden() && !named.contains(entry.name().toLowerCase(java.util.Locale.ROOT)))
                .<dev.sparrow.sql.syntax.Expression>map(entry -> {
                    var name = new QualifiedName(pivot.at(), List.of(new Name(pivot.at(), entry.name())));
                    return new dev.sparrow.sql.syntax.Expression.Column(pivot.at(), name);
                })
                .toList();
    }

    private static void addNames(dev.sparrow.sql.syntax.Expression expression, Set<String> into) {
        Parts.any(
                expression,
                part -> {
                    if (part instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name)) {
                        into.add(name.last().key());
                    }
                    return false;
                });
    }

    // ---- To rows

    private Relation toRows(SourceBinder.Bound bound, Pivot.ToRows pivot) {
        var scope = new Scope(bound.entries(), outer);
        var items = new ColumnBinder(binding, scope).items(pivot.on());
        var binder = new ExpressionBinder(binding, scope, null, null, Map.of());
        var rows = new ArrayList<List<Expression>>();
        var used = new LinkedHashSet<Expression>();
        for (var item : items) {
            var values = values(item, binder);
            if (values.size() != pivot.values().size()) {
                throw binding.problem(
                        ProblemCode.WRONG_TYPE,
                        item.at(),
                        "There are "
                                + pivot.values().size()
                                + " new columns for values, and here "
                                + values.size()
                                + ".");
            }
            used.addAll(values);
            rows.add(values);
        }
        var list = binding.at(pivot.at(), () -> list(items, rows));
        var unnested = new Relation.Unnest(bound.relation(), list, false, "unpivot");
        return shown(bound, pivot, unnested, used);
    }

    private static List<Expression> values(ColumnBinder.Item item, ExpressionBinder binder) {
        return item.value() instanceof dev.sparrow.sql.syntax.Expression.Row(var _, var values)
                ? binder.all(values)
                : List.of(item.value() == null ? item.entry().column() : binder.bind(item.value()));
    }

    /// A struct of the name and the values for each row that is to be.
    private static Expression list(List<ColumnBinder.Item> items, List<List<Expression>> rows) {
        var structs = new ArrayList<Expression>();
        for (var i = 0; i < rows.size(); i++) {
            var values = new ArrayList<Expression>(List.of(Calls.literal(name(items.get(i)))));
            for (var place = 0; place < rows.get(i).size(); place++) {
                var column = place;
                var type = Calls.common(rows.stream().map(row -> row.get(column)).toList(), "UNPIVOT");
                values.add(dev.sparrow.table.expression.Casting.cast(rows.get(i).get(place), type, false));
            }
            structs.add(Nested.row(values));
        }
        return Calls.call("list_value", structs);
    }

    private static String name(ColumnBinder.Item item) {
        return item.value() instanceof dev.sparrow.sql.syntax.Expression.Row(var _, var values)
                ? String.join("_", values.stream().map(ExpressionBinder::nameOf).toList())
                : item.name();
    }

    private Relation shown(SourceBinder.Bound bound, Pivot.ToRows pivot, Relation unnested, Set<Expression> used) {
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var entry : bound.entries()) {
            if (!entry.hidden() && !used.contains(entry.column())) {
                columns.add(entry.column());
                names.add(entry.name());
            }
        }
        var struct = RowValues.of(Places.column(unnested.schema(), unnested.schema().fields().size() - 1));
        columns.addAll(struct);
        names.add(pivot.name().text());
        pivot.values().forEach(name -> names.add(name.text()));
        var there = struct.subList(1, struct.size()).stream().map(each -> Calls.not(Calls.isNull(each))).toList();
        var rows = pivot.includeNulls() ? unnested : new Relation.Filter(unnested, Calls.or(there));
        return new Relation.Project(rows, columns, names);
    }
}
