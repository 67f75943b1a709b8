/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.segment.SegmentShape;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What is known of rows before any is there: their base columns, the columns that they seem to have as expressions of
/// those, and the condition that is still to be asked.
///
/// @param bases where each base column is
/// @param listed for each side whether its rows are told by a list
/// @param optional for each side whether it may have no row
/// @param columns over base columns
/// @param condition over base columns; null for none
record Flow(
        List<Integer> bases,
        List<Boolean> listed,
        List<Boolean> optional,
        List<Expression> columns,
        Expression condition) {

    /// The rows of windows.
    static Flow of(Schema schema) {
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < schema.fields().size(); i++) {
            columns.add(input(i, schema.fields().get(i)));
        }
        return new Flow(schema.fields().stream().map(_ -> 0).toList(), List.of(false), List.of(false), columns, null);
    }

    private static Expression input(int place, Field field) {
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }

    /// An expression over the columns, as one over base columns.
    Expression resolve(Expression expression) {
        return expression.rewritten(
                part -> part instanceof Expression.Input input ? columns.get(input.column()) : part);
    }

    List<Expression> resolve(List<Expression> expressions) {
        return expressions.stream().map(this::resolve).toList();
    }

    Flow where(Expression more) {
        var resolved = resolve(more);
        var conditions = new ArrayList<Expression>();
        if (condition != null) {
            conditions.addAll(condition.conjuncts());
        }
        conditions.addAll(resolved.conjuncts());
        return new Flow(bases, listed, optional, columns, Expression.and(conditions));
    }

    Flow select(List<Expression> expressions) {
        return new Flow(bases, listed, optional, resolve(expressions), condition);
    }

    /// After rows were selected: the condition was asked.
    Flow selected() {
        return new Flow(bases, listed.stream().map(_ -> true).toList(), optional, columns, null);
    }

    /// With one more side, whose columns come behind.
    ///
    /// @param outerLeft whether the sides before may have no row from now on
    Flow with(Schema schema, boolean isOptional, boolean outerLeft) {
        var places = new ArrayList<>(bases);
        var expressions = new ArrayList<Expression>();
        for (var column : columns) {
            expressions.add(outerLeft ? optional(column) : column);
        }
        for (var field : schema.fields()) {
            expressions.add(
                    input(places.size(), new Field(field.name(), field.type(), field.nullable() || isOptional)));
            places.add(listed.size());
        }
        var lists = new ArrayList<Boolean>(listed.stream().map(_ -> true).toList());
        lists.add(true);
        var optionals = new ArrayList<Boolean>(optional.stream().map(was -> was || outerLeft).toList());
        optionals.add(isOptional);
        return new Flow(List.copyOf(places), lists, optionals, expressions, null);
    }

    private static Expression optional(Expression column) {
        return column.rewritten(part ->
                part instanceof Expression.Input(var place, var type, _, var name)
                        ? new Expression.Input(place, type, true, name)
                        : part);
    }

    /// The base columns that expressions read.
    static void use(Expression expression, BitSet into) {
        if (expression instanceof Expression.Input input) {
            into.set(input.column());
        }
        expression.children().forEach(child -> use(child, into));
    }

    /// Where base columns are, for a segment.
    List<SegmentSpec.Use> uses() {
        var uses = new ArrayList<SegmentSpec.Use>();
        for (var base = 0; base < bases.size(); base++) {
            uses.add(new SegmentSpec.Use(bases.get(base), base));
        }
        return uses;
    }

    SegmentShape.Side side(int side) {
        if (optional.get(side)) {
            return SegmentShape.Side.OPTIONAL;
        }
        return listed.get(side) ? SegmentShape.Side.LISTED : SegmentShape.Side.DIRECT;
    }
}
