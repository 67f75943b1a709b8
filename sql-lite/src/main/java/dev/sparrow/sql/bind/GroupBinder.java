/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.GroupBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a query groups by: keys, and sets of these.
final class GroupBinder {
    private static final int SETS_MAX = 4096;

    private final Binding binding;
    private final Query.Select select;
    private final Function<Late, ExpressionBinder> rows;

    /// @param rows binds expressions over the rows, whose late columns are given
    GroupBinder(Binding binding, Query.Select select, Function<Late, ExpressionBinder> rows) {
        this.binding = binding;
        this.select = select;
        this.rows = rows;
    }

    /// Null where there are no groups.
    Grouped bind(List<ColumnBinder.Item> items) {
        var late = Late.ofCondition();
        var groupBy = select.grouping().groupBy();
        if (groupBy.isEmpty()) {
            var aggregates =
                    select.grouping().having().isPresent()
                            || items.stream()
                                    .anyMatch(item ->
                                            item.value() != null && Aggregated.isIn(item.value(), binding.catalog()));
            return aggregates ? new Grouped(List.of(), List.of(), late) : null;
        }
        return switch (groupBy.get()) {
            case GroupBy.AllColumns _ -> new Grouped(all(items, late), List.of(), late);
            case GroupBy.Elements(var at, var elements) -> elements(at, elements, items, late);
        };
    }

    private List<Expression> all(List<ColumnBinder.Item> items, Late late) {
        var binder = rows.apply(late);
        return items.stream()
                .filter(item -> item.value() == null || !Aggregated.isIn(item.value(), binding.catalog()))
                .filter(item -> item.value() == null || !Aggregated.hasQuery(item.value()))
                .map(item -> item.value() == null ? item.entry().column() : binder.bind(item.value()))
                .filter(Places::hasOwn)
                .distinct()
                .toList();
    }

    private Grouped elements(Span at, List<GroupBy.Element> elements, List<ColumnBinder.Item> items, Late late) {
        var keys = new ArrayList<Expression>();
        var sets = List.of(List.<Integer>of());
        var isPlain = true;
        for (var element : elements) {
            isPlain &= element instanceof GroupBy.Keys;
            sets = combined(sets, sets(element, keys, items, late));
            if (sets.size() > SETS_MAX) {
                throw binding.problem(
                        ProblemCode.BAD_VALUE,
                        at,
                        "These are " + sets.size() + " sets of keys; there may be " + SETS_MAX + ". Group by fewer.");
            }
        }
        return new Grouped(keys, isPlain ? List.of() : sets, late);
    }

    /// Each with each.
    private static List<List<Integer>> combined(List<List<Integer>> left, List<List<Integer>> right) {
        var combined = new ArrayList<List<Integer>>();
        for (var one : left) {
            for (var other : right) {
                var both = new ArrayList<>(one);
                both.addAll(other);
                combined.add(both);
            }
        }
        return combined;
    }

    private List<List<Integer>> sets(
            GroupBy.Element element, List<Expression> keys, List<ColumnBinder.Item> items, Late late) {
        return switch (element) {
            case GroupBy.Keys set -> List.of(places(set, keys, items, late));
            case GroupBy.Rollup(var parts) -> {
                var sets = new ArrayList<List<Integer>>();
                for (var count = parts.size(); count >= 0; count--) {
                    sets.add(joined(parts.subList(0, count), keys, items, late));
                }
                yield sets;
            }
            case GroupBy.Cube(var parts) -> {
                var sets = List.of(List.<Integer>of());
                for (var part : parts) {
                    sets = combined(sets, List.of(places(part, keys, items, late), List.of()));
                }
                yield sets;
            }
            case GroupBy.Sets(var several) ->
                    several.stream().flatMap(each -> sets(each, keys, items, late).stream()).toList();
        };
    }

    private List<Integer> joined(
            List<GroupBy.Keys> parts, List<Expression> keys, List<ColumnBinder.Item> items, Late late) {
        return parts.stream().flatMap(part -> places(part, keys, items, late).stream()).toList();
    }

    /// The places of keys, which are added if they are new. What is the same for all rows is no key.
    private List<Integer> places(GroupBy.Keys set, List<Expression> keys, List<ColumnBinder.Item> items, Late late) {
        var binder = rows.apply(late);
        var places = new ArrayList<Integer>();
        for (var written : set.expressions()) {
            var place = SelectBinder.ordinal(written);
            var key = place.isPresent() ? item(written, place.get(), items, binder) : binder.bind(written);
            if (Places.hasOwn(key)) {
                if (!keys.contains(key)) {
                    keys.add(key);
                }
                places.add(keys.indexOf(key));
            }
        }
        return places;
    }

    /// `group by 1` means the first column.
    private Expression item(
            dev.sparrow.sql.syntax.Expression at, int place, List<ColumnBinder.Item> items, ExpressionBinder binder) {
        if (place < 1 || place > items.size()) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    at.at(),
                    "There is no column " + place + ": the query has " + items.size() + ".");
        }
        var item = items.get(place - 1);
        return item.value() == null ? item.entry().column() : binder.bind(item.value());
    }
}
