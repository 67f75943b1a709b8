/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.Source.JoinType;
import dev.sparrow.sql.unnest.Numbered;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.Unnesting;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.List;

/// Joins in which each row has one partner at most: the one of the same place, or the nearest one.
final class NearestJoins {
    private NearestJoins() {}

    /// The first row with the first, the second with the second.
    static Relation positional(Relation left, Relation right) {
        var one = Numbered.all(left, List.of(), List.of());
        var other = Numbered.all(right, List.of(), List.of());
        var width = left.schema().fields().size();
        var number = Places.column(one.schema(), width);
        var partner =
                Places.moved(
                        Places.column(other.schema(), other.schema().fields().size() - 1), place -> place + width + 1);
        var joined =
                Unnesting.joined(
                        Lookup.Kind.FULL, one, other, List.of(Calls.compare(Comparison.EQUAL, number, partner)));
        var columns = new ArrayList<>(Places.columns(joined.schema()));
        columns.removeLast();
        columns.remove(width);
        var names = new ArrayList<>(joined.schema().names());
        names.removeLast();
        names.remove(width);
        // in the order of the places
        var place =
                Calls.call(
                        "coalesce",
                        Places.column(joined.schema(), width),
                        Places.column(joined.schema(), joined.schema().fields().size() - 1));
        return new Relation.Project(
                new Relation.Sort(joined, List.of(new SortKey(place, true, false))), columns, names);
    }

    /// Of the rows for which all conditions hold the nearest by the only one that is an inequality.
    static Relation asof(JoinType type, Relation left, Relation right, List<Expression> conditions) {
        var width = left.schema().fields().size();
        var nearest = nearest(conditions, width);
        var one = new Relation.Shared(Numbered.all(left, List.of(), List.of()));
        var other = new Relation.Shared(Numbered.all(right, List.of(), List.of()));
        var moved =
                conditions.stream()
                        .map(each -> Places.moved(each, place -> place < width ? place : place + 1))
                        .toList();
        var pairs = Unnesting.joined(Lookup.Kind.INNER, one, other, moved);
        var by = Places.moved(nearest.by(), place -> place < width ? place : place + 1);
        var leftNumber = Places.column(pairs.schema(), width);
        var rightNumber = Places.column(pairs.schema(), pairs.schema().fields().size() - 1);
        var first =
                Numbered.some(pairs, List.of(leftNumber), List.of(new SortKey(by, nearest.ascending(), false)), 0, 1);
        var numbers = new Relation.Project(first, List.of(leftNumber, rightNumber), List.of("left", "right"));
        return assembled(type, one, numbers, other);
    }

    private static Relation assembled(JoinType type, Relation left, Relation numbers, Relation right) {
        var width = left.schema().fields().size();
        var keepsLeft = type == JoinType.LEFT || type == JoinType.FULL;
        var keepsRight = type == JoinType.RIGHT || type == JoinType.FULL;
        var withNumbers =
                Unnesting.joined(
                        keepsLeft ? Lookup.Kind.LEFT : Lookup.Kind.INNER,
                        left,
                        numbers,
                        List.of(
                                Calls.compare(
                                        Comparison.EQUAL,
                                        Places.column(left.schema(), width - 1),
                                        Places.moved(Places.column(numbers.schema(), 0), place -> place + width))));
        var partner =
                Places.moved(
                        Places.column(right.schema(), right.schema().fields().size() - 1), place -> place + width + 2);
        // what keeps rows of the right side alone has none of the left beside
        var kind = keepsRight ? Lookup.Kind.FULL : keepsLeft ? Lookup.Kind.LEFT : Lookup.Kind.INNER;
        var joined =
                Unnesting.joined(
                        kind,
                        withNumbers,
                        right,
                        List.of(
                                Calls.compare(
                                        Comparison.EQUAL, Places.column(withNumbers.schema(), width + 1), partner)));
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var place = 0; place < joined.schema().fields().size() - 1; place++) {
            if (place < width - 1 || place > width + 1) {
                columns.add(Places.column(joined.schema(), place));
                names.add(joined.schema().fields().get(place).name());
            }
        }
        return new Relation.Project(joined, columns, names);
    }

    /// By what of the right side the nearest is found.
    private static SortKey nearest(List<Expression> conditions, int width) {
        var found = new ArrayList<SortKey>();
        for (var condition : conditions) {
            if (condition instanceof Expression.Compare(var comparison, var left, var right)) {
                var isLeftFirst = Places.reads(left, place -> place < width);
                var greater = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
                var less = comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
                if (greater || less) {
                    // left >= right: the greatest right one
                    found.add(new SortKey(isLeftFirst ? right : left, isLeftFirst == less, false));
                }
            }
        }
        if (found.size() != 1) {
            throw SparrowException.invalidArgument(
                    "An ASOF join has one inequality, such as a.time >= b.time, and here are " + found.size() + ".");
        }
        return found.getFirst();
    }
}
