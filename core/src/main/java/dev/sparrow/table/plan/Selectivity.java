/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of rows that conditions leave: what least and greatest values and numbers of different values say, and else
/// the customary guesses (Selinger et al., "Access path selection in a relational database management system", 1979,
/// section 4).
final class Selectivity {
    private static final double EQUAL_PART = 0.1;
    private static final double RANGE_PART = 1.0 / 3;
    private static final double COLUMNS_PART = 0.5;
    private static final double OTHER_PART = 0.25;
    private static final double LEAST_PART = 1e-6;

    private final Estimate input;

    /// What the conditions so far leave of the range of a column.
    private final Map<Integer, Range> ranges = new LinkedHashMap<>();

    private double part = 1;

    private record Range(double from, double to) {
        Range and(double least, double greatest) {
            return new Range(Math.max(from, least), Math.min(to, greatest));
        }
    }

    private Selectivity(Estimate input) {
        this.input = input;
    }

    /// Rows for which a condition is true.
    static Estimate filtered(Estimate input, Expression condition) {
        var selectivity = new Selectivity(input);
        condition.conjuncts().forEach(selectivity::add);
        return selectivity.result();
    }

    /// The part of rows for which a condition is true.
    static double part(Estimate input, Expression condition) {
        return filtered(input.ofRows(1), condition).rows();
    }

    private void add(Expression condition) {
        if (!addRange(condition)) {
            part *= Math.clamp(single(condition), LEAST_PART, 1);
        }
    }

    /// Two bounds of one column are one condition, since they do not hold independently of each other.
    private boolean addRange(Expression condition) {
        return condition instanceof Expression.Compare(var comparison, var left, var right)
                && (right instanceof Expression.Literal literal
                        ? addBound(comparison, left, literal)
                        : left instanceof Expression.Literal mirrored
                                && addBound(comparison.mirrored(), right, mirrored));
    }

    private boolean addBound(Comparison comparison, Expression value, Expression.Literal literal) {
        if (!(value instanceof Expression.Input(var column, _, _, _)) || !input.column(column).hasRange()) {
            return false;
        }
        var bound = TableStatistics.position(literal.value(), literal.type());
        var known = input.column(column);
        var range = ranges.getOrDefault(column, new Range(known.least(), known.greatest()));
        return switch (comparison) {
            case LESS, LESS_OR_EQUAL -> put(column, range.and(known.least(), bound));
            case GREATER, GREATER_OR_EQUAL -> put(column, range.and(bound, known.greatest()));
            case EQUAL, SAME, NOT_EQUAL, NOT_SAME -> false;
        };
    }

    private boolean put(int column, Range range) {
        if (Double.isNaN(range.from) || Double.isNaN(range.to)) {
            return false;
        }
        ranges.put(column, range);
        return true;
    }

    private Estimate result() {
        var columns = new ArrayList<>(input.columns());
        ranges.forEach((column, range) -> {
            var known = columns.get(column);
            var wide = known.greatest() - known.least();
            var within = wide <= 0 ? 1 : Math.clamp((range.to - range.from) / wide, LEAST_PART, 1);
            part *= within;
            columns.set(column, known.within(range.from, Math.max(range.from, range.to), within));
        });
        var rows = input.rows() * part;
        return new Estimate(rows, input.base(), columns);
    }

    /// Of a condition by itself.
    private double single(Expression condition) {
        return switch (condition) {
            case Expression.And _ -> part(input, condition);
            case Expression.Or(var parts) -> {
                var none = parts.stream().mapToDouble(each -> 1 - part(input, each)).reduce(1, (a, b) -> a * b);
                yield 1 - none;
            }
            case Expression.Not(var value) -> 1 - part(input, value);
            case Expression.Compare(var comparison, var left, var right) -> compared(comparison, left, right);
            case Expression.In(var value, var set) -> Math.min(0.9, equal(input.of(value)) * set.values().size());
            case Expression.IsNull(var value) ->
                    input.of(value).nullPart() > 0 ? input.of(value).nullPart() : EQUAL_PART;
            case Expression.Literal(Boolean holds, _) -> holds ? 1 : 0;
            case Expression.Call call when call.function().name().equals("like") -> EQUAL_PART;
            case Expression.Input _,
                    Expression.Literal _,
                    Expression.Call _,
                    Expression.Arithmetic _,
                    Expression.Rescale _,
                    Expression.Case _,
                    Expression.UserCall _ ->
                    OTHER_PART;
        };
    }

    private double compared(Comparison comparison, Expression left, Expression right) {
        var isOfColumns = !left.children().isEmpty() || left instanceof Expression.Input;
        var ofTwo = isOfColumns && !(right instanceof Expression.Literal);
        var equal = ofTwo ? Math.min(equal(input.of(left)), equal(input.of(right))) : equal(input.of(left));
        return switch (comparison) {
            case EQUAL, SAME -> equal;
            case NOT_EQUAL, NOT_SAME -> 1 - equal;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ofTwo ? COLUMNS_PART : RANGE_PART;
        };
    }

    private static double equal(ColumnStatistics column) {
        return column.hasDistinct() ? 1 / column.distinct() : EQUAL_PART;
    }

    /// The part of all pairs of rows that have equal keys: a key is looked for among as many as the side with more of
    /// them has. Several keys together have no more values than there are rows.
    ///
    /// @param keys for each the numbers of different values, left and right
    static double ofKeys(List<double[]> keys, double leftBase, double rightBase) {
        var values = 1.0;
        for (var key : keys) {
            values *= Math.max(key[0], key[1]);
        }
        if (keys.size() > 1) {
            values = Math.min(values, Math.min(leftBase, rightBase));
        }
        return 1 / Math.max(1, values);
    }
}
