/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Nested;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Comparisons of rows with rows: value by value, the first ones first.
final class RowValues {
    private RowValues() {}

    /// The values of a struct, or the value itself.
    static List<Expression> of(Expression value) {
        return value.type() instanceof StructOf(var schema)
                ? IntStream.range(0, schema.fields().size()).mapToObj(place -> Nested.field(value, place)).toList()
                : List.of(value);
    }

    static Expression compare(Comparison comparison, List<Expression> left, List<Expression> right) {
        if (left.size() != right.size()) {
            throw SparrowException.invalidArgument(
                    "A row of "
                            + left.size()
                            + " values is compared with one of "
                            + right.size()
                            + ". Compare rows of as many values.");
        }
        if (left.size() == 1) {
            return Calls.compare(comparison, left.getFirst(), right.getFirst());
        }
        return switch (comparison) {
            case EQUAL, SAME -> all(comparison, left, right);
            case NOT_EQUAL -> Calls.not(all(Comparison.EQUAL, left, right));
            case NOT_SAME -> Calls.not(all(Comparison.SAME, left, right));
            case LESS, LESS_OR_EQUAL -> ordered(Comparison.LESS, comparison, left, right);
            case GREATER, GREATER_OR_EQUAL -> ordered(Comparison.GREATER, comparison, left, right);
        };
    }

    private static Expression all(Comparison comparison, List<Expression> left, List<Expression> right) {
        return Calls.and(
                IntStream.range(0, left.size())
                        .mapToObj(i -> Calls.compare(comparison, left.get(i), right.get(i)))
                        .toList());
    }

    /// The first value that is not equal decides.
    private static Expression ordered(
            Comparison strict, Comparison last, List<Expression> left, List<Expression> right) {
        var any = new ArrayList<Expression>();
        var equal = new ArrayList<Expression>();
        for (var i = 0; i < left.size(); i++) {
            var isLast = i == left.size() - 1;
            var all = new ArrayList<>(equal);
            all.add(Calls.compare(isLast ? last : strict, left.get(i), right.get(i)));
            any.add(Calls.and(all));
            equal.add(Calls.compare(Comparison.EQUAL, left.get(i), right.get(i)));
        }
        return Calls.or(any);
    }
}
