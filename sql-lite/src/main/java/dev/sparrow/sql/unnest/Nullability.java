/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Says anew of all columns that expressions read whether they may be missing: a relation that became a join has
/// columns that may be where the query, as it was written, had none.
public final class Nullability {
    private final IdentityHashMap<Relation, Relation> shared = new IdentityHashMap<>();

    private Nullability() {}

    /// The same relation, whose expressions know.
    public static Relation of(Relation relation) {
        return new Nullability().deep(relation);
    }

    private Relation deep(Relation relation) {
        if (relation instanceof Relation.Shared here) {
            return here.made() != null
                    ? here
                    : shared.computeIfAbsent(here, _ -> new Relation.Shared(deep(here.input())));
        }
        var inputs = relation.inputs().stream().map(this::deep).toList();
        var with = relation.with(inputs);
        if (inputs.isEmpty()) {
            return with;
        }
        return with instanceof Relation.Join join
                ? joined(join)
                : RelationExpressions.own(with, expression -> known(expression, inputs.getFirst().schema()));
    }

    private static Relation joined(Relation.Join join) {
        var left = join.left().schema();
        var right = join.right().schema();
        var fields = new ArrayList<Field>(left.fields());
        fields.addAll(right.fields());
        var both = new Schema(fields);
        return new Relation.Join(
                join.kind(),
                join.left(),
                join.right(),
                known(join.leftKeys(), left),
                known(join.rightKeys(), right),
                join.condition() == null ? null : known(join.condition(), both));
    }

    private static List<Expression> known(List<Expression> expressions, Schema schema) {
        return expressions.stream().map(expression -> known(expression, schema)).toList();
    }

    private static Expression known(Expression expression, Schema schema) {
        return Places.inputs(
                expression,
                input -> {
                    if (input.column() >= schema.fields().size()) {
                        return input;
                    }
                    var nullable = schema.fields().get(input.column()).nullable();
                    return new Input(input.column(), input.type(), nullable, input.name());
                });
    }
}
