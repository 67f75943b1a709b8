/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Field;
import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.WindowCall;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Leaves out columns that nobody reads, where rows are kept: in the right tables of joins, and before rows are
/// gathered.
final class Pruning {
    private Pruning() {}

    static Relation of(Relation relation) {
        return needed(relation, all(relation));
    }

    private static BitSet all(Relation relation) {
        var all = new BitSet();
        all.set(0, relation.schema().fields().size());
        return all;
    }

    /// The same columns in the same places; those that are not needed may be anything below.
    private static Relation needed(Relation relation, BitSet columns) {
        return switch (relation) {
            case Relation.Dataset _, Relation.Shared _ -> relation;
            case Relation.Filter(var input, var condition) -> {
                var used = (BitSet) columns.clone();
                Simplification.use(condition, used);
                yield new Relation.Filter(needed(input, used), condition);
            }
            case Relation.Project(var input, var expressions, var names) -> {
                var used = new BitSet();
                columns.stream().forEach(column -> Simplification.use(expressions.get(column), used));
                yield new Relation.Project(needed(input, used), expressions, names);
            }
            case Relation.Aggregate aggregate -> {
                var used = new BitSet();
                aggregate.keys().forEach(key -> Simplification.use(key, used));
                aggregate.calls().forEach(call -> use(call, used));
                yield aggregate.with(List.of(needed(aggregate.input(), used)));
            }
            case Relation.Join join -> joined(join, columns);
            case Relation.Sort(var input, var order) -> {
                var used = (BitSet) columns.clone();
                order.forEach(key -> Simplification.use(key.by(), used));
                yield new Relation.Sort(needed(input, used), order);
            }
            case Relation.Limit(var input, var offset, var count) ->
                    new Relation.Limit(needed(input, columns), offset, count);
            case Relation.Union(var inputs) ->
                    new Relation.Union(inputs.stream().map(input -> needed(input, columns)).toList());
            case Relation.Unnest(var input, var list, var outer, var name) -> {
                var used = (BitSet) columns.clone();
                used.clear(input.schema().fields().size());
                Simplification.use(list, used);
                yield new Relation.Unnest(needed(input, used), list, outer, name);
            }
            case Relation.Windows windows -> windows(windows, columns);
            case Relation.Sample(var input, var fraction, var seed) ->
                    new Relation.Sample(needed(input, columns), fraction, seed);
        };
    }

    private static void use(AggregateCall call, BitSet into) {
        call.arguments().forEach(argument -> Simplification.use(argument, into));
    }

    private static Relation windows(Relation.Windows windows, BitSet columns) {
        var width = windows.input().schema().fields().size();
        var used = (BitSet) columns.clone();
        used.clear(width, Math.max(width, used.length()));
        windows.partitionBy().forEach(by -> Simplification.use(by, used));
        windows.order().forEach(key -> Simplification.use(key.by(), used));
        for (WindowCall call : windows.calls()) {
            call.arguments().forEach(argument -> Simplification.use(argument, used));
            if (call.aggregate() != null) {
                use(call.aggregate(), used);
            }
        }
        return windows.with(List.of(needed(windows.input(), used)));
    }

    private static Relation joined(Relation.Join join, BitSet columns) {
        var width = join.left().schema().fields().size();
        var lefts = new BitSet();
        var rights = new BitSet();
        var read = (BitSet) columns.clone();
        if (!join.kind().showsRight()) {
            read.clear(width, Math.max(width, read.length()));
        }
        if (join.condition() != null) {
            Simplification.use(join.condition(), read);
        }
        read.stream()
                .forEach(column -> {
                    if (column < width) {
                        lefts.set(column);
                    } else {
                        rights.set(column - width);
                    }
                });
        join.leftKeys().forEach(key -> Simplification.use(key, lefts));
        join.rightKeys().forEach(key -> Simplification.use(key, rights));
        var left = needed(join.left(), lefts);
        var right = needed(join.right(), rights);
        return rights.cardinality() == join.right().schema().fields().size()
                ? join.with(List.of(left, right))
                : narrowed(join, left, right, rights);
    }

    /// The right table with the columns alone that are read, and the places of all columns as they were.
    private static Relation narrowed(Relation.Join join, Relation left, Relation right, BitSet kept) {
        var width = join.left().schema().fields().size();
        var fields = right.schema().fields();
        var places = kept.stream().boxed().toList();
        var narrow =
                new Relation.Project(
                        right,
                        places.stream()
                                .map(place ->
                                        (Expression)
                                                new Expression.Input(
                                                        place,
                                                        fields.get(place).type(),
                                                        fields.get(place).nullable(),
                                                        fields.get(place).name()))
                                .toList(),
                        places.stream().map(place -> fields.get(place).name()).toList());
        var keys = join.rightKeys().stream().map(key -> Simplification.moved(key, places::indexOf)).toList();
        var condition =
                join.condition() == null
                        ? null
                        : Simplification.moved(
                                join.condition(),
                                column -> column < width ? column : width + places.indexOf(column - width));
        var pruned = new Relation.Join(join.kind(), left, narrow, join.leftKeys(), keys, condition);
        if (!join.kind().showsRight()) {
            return pruned;
        }
        var columns = new ArrayList<Expression>();
        var schema = join.schema().fields();
        for (var place = 0; place < schema.size(); place++) {
            var field = schema.get(place);
            var at = place < width ? place : width + places.indexOf(place - width);
            columns.add(
                    at < width && place >= width
                            ? unread(field)
                            : new Expression.Input(at, field.type(), field.nullable(), field.name()));
        }
        return new Relation.Project(pruned, columns, join.schema().names());
    }

    /// Something in place of a column that nobody reads, missing only if its values may be.
    private static Expression unread(Field field) {
        if (field.nullable()) {
            return new Expression.Literal(null, field.type());
        }
        var value =
                switch (Carrier.of(field.type())) {
                    case BOOLEAN -> (Object) false;
                    case INT -> 0;
                    case LONG -> 0L;
                    case FLOAT -> 0f;
                    case DOUBLE -> 0.0;
                    case TEXT -> Utf8.EMPTY;
                    case WIDE -> BigInteger.ZERO;
                    case OBJECT -> null;
                };
        return new Expression.Literal(value, field.type());
    }
}
