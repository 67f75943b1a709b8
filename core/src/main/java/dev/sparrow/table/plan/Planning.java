/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.format.BatchSource;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Pairs;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Makes nodes of lineage of a relation: a step for what each partition does by itself, an exchange where rows of one
/// key have to meet.
public final class Planning {
    private final OperatorCall call;

    /// How many partitions an exchange makes.
    private final int partitions;

    /// The largest right table that is not placed by its keys.
    private final long broadcastBytesMax;

    /// Makes a dataset last, for rows that are read more than once.
    private final java.util.function.UnaryOperator<Lineage> kept;

    /// @param partitions that an exchange makes
    /// @param broadcastBytesMax of the largest right table that each executor gets as a whole
    /// @param kept has a dataset cached and returns it
    public Planning(
            OperatorCall call, int partitions, long broadcastBytesMax, java.util.function.UnaryOperator<Lineage> kept) {
        this.call = call;
        this.partitions = partitions;
        this.broadcastBytesMax = broadcastBytesMax;
        this.kept = kept;
    }

    /// The dataset of the rows of a relation.
    public Lineage plan(Relation relation) {
        return switch (relation) {
            case Relation.Dataset(var lineage, var record, var schema, _, _) ->
                    step(lineage, new TableStep.OfElements(record, schema));
            case Relation.Filter(Relation.Dataset dataset, var condition) ->
                    step(scanned(dataset, condition), new TableStep.Filter(condition, relation.schema()));
            case Relation.Filter(var input, var condition) ->
                    step(plan(input), new TableStep.Filter(condition, relation.schema()));
            case Relation.Project(var input, var columns, _) ->
                    step(plan(input), new TableStep.Project(columns, relation.schema()));
            case Relation.Aggregate aggregate -> aggregated(aggregate);
            case Relation.Join join -> joined(join);
            case Relation.Sort(var input, var order) -> sorted(input, order);
            case Relation.Limit limit -> limited(limit);
            case Relation.Union(var inputs) -> united(inputs, relation.schema());
            case Relation.Unnest(var input, var list, var outer, _) ->
                    step(plan(input), new TableStep.Unnest(list, outer, relation.schema()));
            case Relation.Windows windows -> windows(windows);
            case Relation.Sample(var input, var fraction, var seed) ->
                    step(plan(input), new TableStep.Sample(fraction, seed, relation.schema()));
            case Relation.Shared shared -> shared(shared);
        };
    }

    private Lineage step(Lineage parent, TableStep step) {
        return call.step(parent, new Step.Relational(step));
    }

    /// The rows of files but for some that do not fulfil a condition. Records are left to who reads them: their dataset
    /// may be cached.
    private Lineage scanned(Relation.Dataset dataset, Expression condition) {
        var filter = ScanCondition.of(condition, dataset.schema());
        if (filter.isEmpty()
                || dataset.record() != null
                || !(dataset.lineage().operation()
                        instanceof Operation.Source(SourceData.Format(BatchSource<?> files)))) {
            return plan(dataset);
        }
        var fewer = call.instead(dataset.lineage(), new SourceData.Format(files.where(filter.get())));
        return rows(fewer, dataset.schema());
    }

    /// Rows after an exchange.
    private Lineage rows(Lineage parent, Schema schema) {
        return step(parent, new TableStep.OfElements(null, schema));
    }

    private Lineage shared(Relation.Shared shared) {
        if (shared.made() == null) {
            shared.made(kept.apply(plan(Simplification.of(shared.input()))));
        }
        return rows(shared.made(), shared.schema());
    }

    private Lineage aggregated(Relation.Aggregate aggregate) {
        var parts = new Aggregation(aggregate);
        var first = step(plan(aggregate.input()), parts.first());
        var moved = placed(first, aggregate.keys().size(), parts.first().schema());
        return step(step(moved, parts.last()), parts.results());
    }

    /// By the first columns.
    private Lineage placed(Lineage input, int columns, Schema schema) {
        if (input.partitions() == 1) {
            return input;
        }
        var places = new ArrayList<Integer>();
        for (var i = 0; i < columns; i++) {
            places.add(i);
        }
        return placed(input, places, schema);
    }

    private Lineage placed(Lineage input, List<Integer> columns, Schema schema) {
        var count = columns.isEmpty() ? 1 : partitions;
        return rows(call.shuffle(input, new Exchange.Columns(columns, count)), schema);
    }

    private Lineage together(Lineage input, Schema schema) {
        return input.partitions() == 1 ? input : placed(input, List.of(), schema);
    }

    private Lineage limited(Relation.Limit limit) {
        var schema = limit.schema();
        var needed = limit.count() < 0 ? -1 : limit.offset() + limit.count();
        if (limit.input() instanceof Relation.Sort(var input, var order) && needed >= 0 && needed <= 1 << 20) {
            var top = new TableStep.Sort(order, needed, schema);
            var first = together(step(plan(input), top), schema);
            return step(step(first, top), new TableStep.Limit(limit.offset(), limit.count(), schema));
        }
        var all = plan(limit.input());
        if (all.partitions() > 1 && needed >= 0) {
            all = together(step(all, new TableStep.Limit(0, needed, schema)), schema);
        }
        return step(together(all, schema), new TableStep.Limit(limit.offset(), limit.count(), schema));
    }

    private Lineage sorted(Relation input, List<dev.sparrow.table.step.SortKey> order) {
        var rows = plan(input);
        if (rows.partitions() == 1 || isSmall(input)) {
            return step(together(rows, input.schema()), new TableStep.Sort(order, -1, input.schema()));
        }
        var keyed = step(rows, new TableStep.KeyedBy(order, input.schema()));
        Comparator<Comparable<Object>> natural = Comparator.naturalOrder();
        var sorted =
                call.shuffle(
                        keyed, new Exchange.Sort(dev.sparrow.operator.Erased.comparator(natural), true, partitions));
        return rows(Pairs.values(call, sorted), input.schema());
    }

    /// Whether there are probably few rows: groups.
    private static boolean isSmall(Relation relation) {
        return switch (relation) {
            case Relation.Aggregate _, Relation.Limit _ -> true;
            case Relation.Filter(var input, _) -> isSmall(input);
            case Relation.Project(var input, _, _) -> isSmall(input);
            case Relation.Sort(var input, _) -> isSmall(input);
            case Relation.Join(_, var left, _, _, _, _) -> isSmall(left);
            case Relation.Dataset _,
                    Relation.Union _,
                    Relation.Unnest _,
                    Relation.Windows _,
                    Relation.Sample _,
                    Relation.Shared _ ->
                    false;
        };
    }

    private Lineage united(List<Relation> inputs, Schema schema) {
        var parents = new ArrayList<Lineage>();
        for (var input : inputs) {
            var columns = new ArrayList<Expression>();
            for (var i = 0; i < schema.fields().size(); i++) {
                columns.add(input(i, input.schema().fields().get(i)));
            }
            parents.add(step(plan(input), new TableStep.Project(columns, schema)));
        }
        return rows(call.node(new Operation.Union(), parents.toArray(Lineage[]::new)), schema);
    }

    private static Expression input(int place, Field field) {
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }

    private Lineage windows(Relation.Windows windows) {
        var input = windows.input();
        var placedBy = columns(windows.partitionBy());
        var rows = plan(input);
        if (windows.partitionBy().isEmpty() || placedBy.isEmpty()) {
            rows = together(rows, input.schema());
        } else {
            rows = placed(rows, placedBy, input.schema());
        }
        return step(
                rows, new TableStep.Windows(windows.partitionBy(), windows.order(), windows.calls(), windows.schema()));
    }

    /// The places of columns; none if one of the expressions is no column.
    private static List<Integer> columns(List<Expression> expressions) {
        var columns = new ArrayList<Integer>();
        for (var expression : expressions) {
            if (!(expression instanceof Expression.Input input)) {
                return List.of();
            }
            columns.add(input.column());
        }
        return columns;
    }

    // ---- Joins

    private Lineage joined(Relation.Join join) {
        return switch (JoinPlaces.of(join, broadcastBytesMax)) {
            case SHARED -> lookedUp(join, plan(join.left()), plan(join.right()), true);
            case SWAPPED -> plan(JoinPlaces.swapped(join));
            case BY_KEYS -> lookedUpByKeys(join);
            case TOGETHER ->
                    lookedUp(
                            join,
                            together(plan(join.left()), join.left().schema()),
                            together(plan(join.right()), join.right().schema()),
                            false);
        };
    }

    private Lineage lookedUp(Relation.Join join, Lineage left, Lineage right, boolean shared) {
        var lookup =
                new Lookup(
                        join.kind(),
                        join.leftKeys(),
                        join.rightKeys(),
                        join.condition(),
                        join.right().schema(),
                        shared,
                        join.schema());
        return call.node(new Operation.LookedUp(lookup), left, right);
    }

    /// Both tables are placed by their keys, which become columns for that.
    private Lineage lookedUpByKeys(Relation.Join join) {
        var keyed = JoinPlaces.keyed(join);
        var left = placed(plan(keyed.left()), places(keyed.leftKeys()), keyed.left().schema());
        var right = placed(plan(keyed.right()), places(keyed.rightKeys()), keyed.right().schema());
        return step(
                lookedUp(keyed, left, right, false),
                new TableStep.Project(JoinPlaces.results(join, keyed), join.schema()));
    }

    private static List<Integer> places(List<Expression> keys) {
        return keys.stream().map(key -> ((Expression.Input) key).column()).toList();
    }
}
