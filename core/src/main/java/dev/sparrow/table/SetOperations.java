/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Coercion;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.JoinKeys;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Unions, differences and intersections.
final class SetOperations {
    private SetOperations() {}

    static Relation union(Relation left, Relation right) {
        requireWidth(left.schema(), right.schema(), "union");
        var types = common(left.schema(), right.schema());
        return new Relation.Union(List.of(cast(left, types, left.schema()), cast(right, types, left.schema())));
    }

    private static void requireWidth(Schema left, Schema right, String operation) {
        if (left.fields().size() != right.fields().size()) {
            throw SparrowException.invalidArgument(
                    operation
                            + " takes tables of the same columns, not of "
                            + left.fields().size()
                            + " ("
                            + left
                            + ") and "
                            + right.fields().size()
                            + " ("
                            + right
                            + "). unionByName takes others, too.");
        }
    }

    private static List<Expression> inputs(Schema schema) {
        var scope = Scope.rows(schema);
        var inputs = new ArrayList<Expression>();
        for (var i = 0; i < schema.fields().size(); i++) {
            inputs.add(scope.column(i));
        }
        return inputs;
    }

    private static List<Expression> common(Schema left, Schema right) {
        var types = new ArrayList<Expression>();
        for (var i = 0; i < left.fields().size(); i++) {
            var one = left.fields().get(i);
            var other = right.fields().get(i);
            var type =
                    Coercion.common(one.type(), other.type())
                            .orElseThrow(() ->
                                    SparrowException.invalidArgument(
                                            "The columns "
                                                    + one
                                                    + " and "
                                                    + other
                                                    + " have no type in common. Cast one of them."));
            types.add(new Expression.Literal(null, type));
        }
        return types;
    }

    private static Relation cast(Relation input, List<Expression> types, Schema names) {
        var columns = new ArrayList<Expression>();
        var inputs = inputs(input.schema());
        for (var i = 0; i < inputs.size(); i++) {
            columns.add(Casting.cast(inputs.get(i), types.get(i).type(), false));
        }
        return new Relation.Project(input, columns, names.names());
    }

    static Relation unionByName(Relation left, Relation right) {
        var names = new LinkedHashMap<String, String>();
        for (var side : List.of(left, right)) {
            side.schema().names().forEach(name -> names.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), name));
        }
        var all = List.copyOf(names.values());
        return union(named(left, all), named(right, all));
    }

    private static Relation named(Relation input, List<String> names) {
        var scope = Scope.rows(input.schema());
        var columns = new ArrayList<Expression>();
        for (var name : names) {
            columns.add(input.schema().find(name) < 0 ? Calls.literal(null) : scope.column(name));
        }
        return new Relation.Project(input, columns, names);
    }

    /// The different rows of the left that the right has, or has not. Missing values are equal here.
    static Relation combined(Relation left, Relation right, Lookup.Kind kind) {
        requireWidth(left.schema(), right.schema(), kind == Lookup.Kind.SEMI ? "intersect" : "except");
        var types = common(left.schema(), right.schema());
        var one = cast(left, types, left.schema());
        var other = cast(right, types, left.schema());
        var distinct = new Relation.Aggregate(one, inputs(one.schema()), List.of(), one.schema().names());
        var width = left.schema().fields().size();
        var conditions = new ArrayList<Expression>();
        var lefts = inputs(distinct.schema());
        var rights = inputs(other.schema());
        for (var i = 0; i < width; i++) {
            var field = other.schema().fields().get(i);
            var moved = new Expression.Input(width + i, field.type(), field.nullable(), field.name());
            var nullable = lefts.get(i).nullable() || rights.get(i).nullable();
            conditions.add(Calls.compare(nullable ? Comparison.SAME : Comparison.EQUAL, lefts.get(i), moved));
        }
        return JoinKeys.join(kind, distinct, other, Calls.and(conditions));
    }
}
