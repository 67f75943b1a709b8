/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/// About how many rows there are, before any is read: good enough to say in which order joins lose most of them.
public final class Estimates {
    private static final double UNKNOWN_ROWS = 1_000_000;

    /// Of a value in files, which are packed.
    private static final double BYTES_OF_VALUE = 4;

    private static final double GROUPS_PART = 0.1;
    private static final double SEMI_PART = 0.5;
    private static final double LEAST_PART = 0.01;

    private Estimates() {}

    /// The rows of a relation.
    public static double rows(Relation relation) {
        return of(relation).rows();
    }

    /// The same as what is known of a table that keeps them.
    public static TableStatistics statistics(Relation relation) {
        var estimate = of(relation);
        return new TableStatistics(OptionalLong.of(Math.round(estimate.rows())), estimate.columns());
    }

    /// The rows of a relation, and what is in its columns.
    static Estimate of(Relation relation) {
        return switch (relation) {
            case Relation.Dataset dataset -> ofDataset(dataset);
            case Relation.Filter(var input, var condition) -> Selectivity.filtered(of(input), condition);
            case Relation.Project(var input, var columns, _) -> {
                var below = of(input);
                yield new Estimate(below.rows(), below.base(), columns.stream().map(below::of).toList());
            }
            case Relation.Aggregate aggregate -> grouped(of(aggregate.input()), aggregate);
            case Relation.Join join -> joined(join, of(join.left()), of(join.right()));
            case Relation.Sort(var input, _) -> of(input);
            case Relation.Limit(var input, _, var count) -> {
                var below = of(input);
                yield count < 0 ? below : below.ofRows(Math.min((double) count, below.rows()));
            }
            case Relation.Union(var inputs) -> united(inputs.stream().map(Estimates::of).toList());
            case Relation.Unnest(var input, _, _, _) -> of(input);
            case Relation.Windows windows -> of(windows.input());
            case Relation.Sample(var input, var fraction, _) -> {
                var below = of(input);
                yield below.ofRows(below.rows() * fraction);
            }
            case Relation.Shared shared -> of(shared.input());
        };
    }

    private static Estimate ofDataset(Relation.Dataset dataset) {
        var statistics = dataset.statistics();
        var rows = statistics.rows().isPresent() ? (double) statistics.rows().getAsLong() : ofFiles(dataset);
        return new Estimate(rows, rows, statistics.columns());
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

    private static Estimate grouped(Estimate input, Relation.Aggregate aggregate) {
        var keys = aggregate.keys().stream().map(input::of).toList();
        var groups = 1.0;
        for (var key : keys) {
            groups *= key.distinct();
        }
        var rows = Math.max(1, Double.isNaN(groups) ? input.rows() * GROUPS_PART : Math.min(groups, input.rows()));
        var columns = new ArrayList<ColumnStatistics>();
        keys.forEach(key -> columns.add(keys.size() == 1 ? ofKey(key, rows) : key.distinctAtMost(rows)));
        columns.addAll(Collections.nCopies(aggregate.calls().size(), ColumnStatistics.UNKNOWN));
        return new Estimate(rows, rows, columns);
    }

    /// A single key has another value in each row.
    private static ColumnStatistics ofKey(ColumnStatistics key, double rows) {
        return new ColumnStatistics(key.least(), key.greatest(), rows, 0);
    }

    private static Estimate united(List<Estimate> inputs) {
        var first = inputs.getFirst();
        for (var next : inputs.subList(1, inputs.size())) {
            first = united(first, next);
        }
        return first;
    }

    private static Estimate united(Estimate one, Estimate other) {
        var columns = new ArrayList<ColumnStatistics>();
        for (var i = 0; i < Math.min(one.columns().size(), other.columns().size()); i++) {
            columns.add(united(one.column(i), other.column(i)));
        }
        return new Estimate(one.rows() + other.rows(), one.base() + other.base(), columns);
    }

    /// Both are taken to have the same values.
    private static ColumnStatistics united(ColumnStatistics one, ColumnStatistics other) {
        return new ColumnStatistics(
                Math.min(one.least(), other.least()),
                Math.max(one.greatest(), other.greatest()),
                Math.max(one.distinct(), other.distinct()),
                Math.max(one.nullPart(), other.nullPart()));
    }

    private static Estimate joined(Relation.Join join, Estimate left, Estimate right) {
        var columns = new ArrayList<ColumnStatistics>();
        var width = join.left().schema().fields().size();
        for (var i = 0; i < width; i++) {
            columns.add(left.column(i));
        }
        for (var i = 0; i < join.right().schema().fields().size(); i++) {
            columns.add(right.column(i));
        }
        var rows = rows(join, left, right, columns);
        narrow(join, columns, width);
        var shown = join.kind().showsRight() ? columns : columns.subList(0, width);
        return new Estimate(rows, Math.max(left.base(), right.base()), List.copyOf(shown));
    }

    /// A row with a partner has a key that the other side has, too.
    private static void narrow(Relation.Join join, List<ColumnStatistics> columns, int width) {
        if (join.kind() != Lookup.Kind.INNER && join.kind() != Lookup.Kind.SEMI) {
            return;
        }
        for (var i = 0; i < join.leftKeys().size(); i++) {
            if (join.leftKeys().get(i) instanceof Expression.Input left
                    && join.rightKeys().get(i) instanceof Expression.Input right) {
                var of = columns.get(left.column());
                var other = columns.get(width + right.column());
                columns.set(left.column(), of.distinctAtMost(other.distinct()));
                columns.set(width + right.column(), other.distinctAtMost(of.distinct()));
            }
        }
    }

    private static double rows(Relation.Join join, Estimate left, Estimate right, List<ColumnStatistics> columns) {
        var keys = keys(join.leftKeys(), left, join.rightKeys(), right);
        var rest =
                join.condition() == null
                        ? 1
                        : Selectivity.part(
                                new Estimate(1, Math.max(left.base(), right.base()), columns), join.condition());
        var pairs = left.rows() * right.rows() * Selectivity.ofKeys(keys, left.base(), right.base()) * rest;
        return switch (join.kind()) {
            case INNER -> Math.max(1, pairs);
            case LEFT -> Math.max(left.rows(), pairs);
            case SINGLE, MARK -> left.rows();
            case FULL -> Math.max(Math.max(left.rows(), right.rows()), pairs);
            case SEMI -> left.rows() * semiPart(keys, right, join.condition() != null);
            case ANTI, NULL_AWARE_ANTI -> left.rows() * antiPart(keys, right, join.condition() != null);
        };
    }

    static List<double[]> keys(List<Expression> leftKeys, Estimate left, List<Expression> rightKeys, Estimate right) {
        var keys = new ArrayList<double[]>();
        for (var i = 0; i < leftKeys.size(); i++) {
            keys.add(new double[] {left.distinct(leftKeys.get(i)), right.distinct(rightKeys.get(i))});
        }
        return keys;
    }

    /// The part of left rows that have partners: that of their keys which are left on the right side.
    static double semiPart(List<double[]> keys, Estimate right, boolean hasCondition) {
        var part = 1.0;
        for (var key : keys) {
            part = Math.min(part, Math.min(key[1], right.rows()) / key[0]);
        }
        return keys.isEmpty() || hasCondition ? Math.min(part, SEMI_PART) : Math.clamp(part, LEAST_PART, 1);
    }

    /// The part of left rows that have none.
    static double antiPart(List<double[]> keys, Estimate right, boolean hasCondition) {
        var part = 1 - semiPart(keys, right, hasCondition);
        return Math.clamp(part, LEAST_PART, 1);
    }
}
