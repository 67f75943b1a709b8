/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;

/// Where the rows of the two tables of a join meet. A table that is known to be large is not given to each executor as
/// a whole: the other one is, if it is small and that means the same, or both are placed by their keys.
enum JoinPlaces {
    /// Where the left rows are, to which all right rows come.
    SHARED,
    /// As shared, with the tables in each other's place.
    SWAPPED,
    /// In partitions by their keys.
    BY_KEYS,
    /// In one partition.
    TOGETHER;

    /// What a value takes in a table, where its type does not say.
    private static final long OBJECT_BYTES = 60;

    static JoinPlaces of(Relation.Join join, long bytesMax) {
        var canBePlaced = !join.leftKeys().isEmpty();
        return switch (join.kind()) {
            case FULL -> canBePlaced ? BY_KEYS : TOGETHER;
            // Each left row has to know whether any key of the right table is missing.
            case NULL_AWARE_ANTI, MARK -> SHARED;
            case LEFT, SINGLE, SEMI, ANTI -> canBePlaced && isLarge(join.right(), bytesMax) ? BY_KEYS : SHARED;
            case INNER -> {
                if (!canBePlaced || !isLarge(join.right(), bytesMax)) {
                    yield SHARED;
                }
                yield isKnown(join.left()) && !isLarge(join.left(), bytesMax) ? SWAPPED : BY_KEYS;
            }
        };
    }

    private static boolean isLarge(Relation relation, long bytesMax) {
        return bytesMax == 0
                || (isKnown(relation) && Estimates.rows(relation) * bytesPerRow(relation.schema()) > bytesMax);
    }

    private static long bytesPerRow(Schema schema) {
        return schema.fields().stream().mapToLong(JoinPlaces::bytes).sum();
    }

    private static long bytes(Field field) {
        return switch (Carrier.of(field.type())) {
            case BOOLEAN -> 2;
            case INT, FLOAT -> 1 + Integer.BYTES;
            case LONG, DOUBLE -> 1 + Long.BYTES;
            case WIDE -> 1 + 2 * Long.BYTES;
            case TEXT, OBJECT -> OBJECT_BYTES;
        };
    }

    /// Whether more than a guess is known of the rows that it is made of.
    private static boolean isKnown(Relation relation) {
        return relation instanceof Relation.Dataset dataset
                ? dataset.statistics().rows().isPresent()
                        || (dataset.lineage().operation() instanceof Operation.Source(SourceData.Format(var source))
                                && !source.splits().isEmpty())
                : relation.inputs().stream().allMatch(JoinPlaces::isKnown);
    }

    /// The same rows, for which the left table is looked up.
    static Relation swapped(Relation.Join join) {
        var lefts = join.left().schema().fields().size();
        var rights = join.right().schema().fields().size();
        var condition =
                join.condition() == null
                        ? null
                        : Simplification.moved(
                                join.condition(), column -> column < lefts ? column + rights : column - lefts);
        var other =
                new Relation.Join(
                        Lookup.Kind.INNER, join.right(), join.left(), join.rightKeys(), join.leftKeys(), condition);
        var columns = new ArrayList<Expression>();
        for (var place = 0; place < lefts + rights; place++) {
            columns.add(input(place < lefts ? place + rights : place - lefts, join.schema().fields().get(place)));
        }
        return new Relation.Project(other, columns, join.schema().names());
    }

    /// The same with the keys as columns behind those of each table.
    static Relation.Join keyed(Relation.Join join) {
        var lefts = join.left().schema().fields().size();
        var leftKeys = new ArrayList<Expression>();
        var rightKeys = new ArrayList<Expression>();
        var left = keyed(join.left(), join.leftKeys(), leftKeys);
        var right = keyed(join.right(), join.rightKeys(), rightKeys);
        var more = left.schema().fields().size() - lefts;
        var condition =
                join.condition() == null
                        ? null
                        : Simplification.moved(join.condition(), column -> column < lefts ? column : column + more);
        return new Relation.Join(join.kind(), left, right, leftKeys, rightKeys, condition);
    }

    private static Relation keyed(Relation table, List<Expression> keys, List<Expression> into) {
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<>(table.schema().names());
        for (var place = 0; place < names.size(); place++) {
            columns.add(input(place, table.schema().fields().get(place)));
        }
        for (var key : keys) {
            if (key instanceof Expression.Input) {
                into.add(key);
            } else {
                into.add(new Expression.Input(columns.size(), key.type(), key.nullable(), key.toString()));
                columns.add(key);
                names.add("key" + names.size());
            }
        }
        return columns.size() == table.schema().fields().size() ? table : new Relation.Project(table, columns, names);
    }

    /// The columns of the join out of those of [#keyed].
    static List<Expression> results(Relation.Join join, Relation.Join keyed) {
        var lefts = join.left().schema().fields().size();
        var more = keyed.left().schema().fields().size() - lefts;
        var columns = new ArrayList<Expression>();
        var fields = join.schema().fields();
        for (var place = 0; place < fields.size(); place++) {
            columns.add(input(place < lefts ? place : place + more, fields.get(place)));
        }
        return columns;
    }

    private static Expression input(int place, Field field) {
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }
}
