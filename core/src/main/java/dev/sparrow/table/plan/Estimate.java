/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.table.expression.Expression;

import java.util.List;

/// About how many rows a relation has, and what is in its columns.
///
/// @param base the rows of the largest table in it, before any condition: as many different values a column has where
///   nothing is known
record Estimate(double rows, double base, List<ColumnStatistics> columns) {

    ColumnStatistics column(int place) {
        return place < columns.size() ? columns.get(place) : ColumnStatistics.UNKNOWN;
    }

    /// What is known of a computed value.
    ColumnStatistics of(Expression expression) {
        if (expression instanceof Expression.Input input) {
            return column(input.column());
        }
        var distinct = 1.0;
        for (var child : expression.children()) {
            distinct *= of(child).distinct();
        }
        return new ColumnStatistics(Double.NaN, Double.NaN, distinct, 0);
    }

    /// How many different values there are among all rows of the base.
    double distinct(Expression expression) {
        var known = of(expression);
        return known.hasDistinct() ? Math.min(known.distinct(), Math.max(1, base)) : Math.max(1, base);
    }

    Estimate ofRows(double other) {
        return new Estimate(other, base, columns);
    }
}
