/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;

import java.util.List;

/// About how many rows there are, before any is read: only good enough to say which of two tables is the larger. The
/// parts that conditions leave are the customary guesses (Selinger et al., "Access path selection in a relational
/// database management system", 1979, section 4).
public final class Estimates {
    private static final double UNKNOWN_ROWS = 1_000_000;

    /// Of a value in files, which are packed.
    private static final double BYTES_OF_VALUE = 4;

    private static final double EQUAL_PART = 0.1;
    private static final double RANGE_PART = 1.0 / 3;
    private static final double OTHER_PART = 0.25;
    private static final double GROUPS_PART = 0.1;

    private Estimates() {}

    /// The rows of a relation.
    public static double rows(Relation relation) {
        return switch (relation) {
            case Relation.Dataset dataset ->
                    dataset.rows().isPresent() ? (double) dataset.rows().getAsLong() : ofFiles(dataset);
            case Relation.Filter(var input, var condition) -> rows(input) * part(condition);
            case Relation.Project(var input, _, _) -> rows(input);
            case Relation.Aggregate(var input, var keys, _, _) ->
                    keys.isEmpty() ? 1 : Math.max(1, rows(input) * GROUPS_PART);
            case Relation.Join join -> joined(join);
            case Relation.Sort(var input, _) -> rows(input);
            case Relation.Limit(var input, _, var count) ->
                    count < 0 ? rows(input) : Math.min((double) count, rows(input));
            case Relation.Union(var inputs) -> inputs.stream().mapToDouble(Estimates::rows).sum();
            case Relation.Unnest(var input, _, _, _) -> rows(input);
            case Relation.Windows windows -> rows(windows.input());
            case Relation.Sample(var input, var fraction, _) -> rows(input) * fraction;
            case Relation.Shared shared -> rows(shared.input());
        };
    }

    /// Keys of a table that is looked up are taken for its own: each row has about one partner, as far as that is left.
    private static double joined(Relation.Join join) {
        var left = rows(join.left());
        return switch (join.kind()) {
            case INNER ->
                    join.leftKeys().isEmpty() ? left * rows(join.right()) : Math.max(1, left * partLeft(join.right()));
            case LEFT, SINGLE, MARK -> left;
            case FULL -> Math.max(left, rows(join.right()));
            case SEMI, ANTI, NULL_AWARE_ANTI -> left / 2;
        };
    }

    /// The part of the largest table in a relation that is left in it.
    public static double partLeft(Relation relation) {
        return Math.min(1, rows(relation) / Math.max(1, largest(relation)));
    }

    private static double largest(Relation relation) {
        return relation instanceof Relation.Dataset
                ? rows(relation)
                : relation.inputs().stream().mapToDouble(Estimates::largest).max().orElse(1);
    }

    /// The part of rows that a condition leaves.
    public static double part(Expression condition) {
        return switch (condition) {
            case Expression.And(var parts) -> parts.stream().mapToDouble(Estimates::part).reduce(1, (a, b) -> a * b);
            case Expression.Or(var parts) -> Math.min(1, parts.stream().mapToDouble(Estimates::part).sum());
            case Expression.Not(var value) -> 1 - part(value);
            case Expression.Compare(var comparison, _, _) -> part(comparison);
            case Expression.In(_, var set) -> Math.min(0.5, EQUAL_PART * set.values().size());
            case Expression.IsNull _ -> EQUAL_PART;
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

    private static double part(Comparison comparison) {
        return switch (comparison) {
            case EQUAL, SAME -> EQUAL_PART;
            case NOT_EQUAL, NOT_SAME -> 1 - EQUAL_PART;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> RANGE_PART;
        };
    }

    private static double ofFiles(Relation.Dataset dataset) {
        var bytes = splits(dataset.lineage()).stream().mapToLong(FileSplit::length).sum();
        return bytes == 0
                ? UNKNOWN_ROWS
                : Math.max(1, (double) bytes / (BYTES_OF_VALUE * dataset.schema().fields().size()));
    }

    private static List<FileSplit> splits(Lineage lineage) {
        return lineage.operation() instanceof Operation.Source(SourceData.Format(var source))
                ? source.splits()
                : List.of();
    }
}
