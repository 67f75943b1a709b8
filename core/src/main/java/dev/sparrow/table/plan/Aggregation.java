/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.ScalarFunction;
import dev.sparrow.table.kernel.Decimals;
import dev.sparrow.table.kernel.ObjectAggregate;
import dev.sparrow.table.step.State;
import dev.sparrow.table.step.State.Fold;
import dev.sparrow.table.step.TableStep;

import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Aggregates in two parts: states of the rows of each partition, and then of these; and what their results are made
/// of. Aggregates share states: a mean is a sum and a count.
final class Aggregation {
    private static final ColumnType OBJECT = new ColumnType.Opaque("state");

    private final Relation.Aggregate relation;
    private final List<State> partial = new ArrayList<>();
    private final List<Expression> results = new ArrayList<>();

    Aggregation(Relation.Aggregate relation) {
        this.relation = relation;
        relation.calls().forEach(call -> results.add(result(call)));
    }

    private Schema schema(List<State> states) {
        var fields = new ArrayList<Field>();
        for (var i = 0; i < relation.keys().size(); i++) {
            var key = relation.keys().get(i);
            fields.add(new Field(relation.names().get(i), key.type(), key.nullable()));
        }
        states.forEach(state -> fields.add(state.field()));
        return new Schema(fields);
    }

    /// Folds the rows of each partition.
    TableStep.Aggregate first() {
        return new TableStep.Aggregate(relation.keys(), partial, true, schema(partial));
    }

    /// Folds the states of parts.
    TableStep.Aggregate last() {
        return first().merging();
    }

    /// Makes the results of the states.
    TableStep.Project results() {
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < relation.keys().size(); i++) {
            columns.add(input(i, schema(partial).fields().get(i)));
        }
        columns.addAll(results);
        return new TableStep.Project(columns, relation.schema());
    }

    private static Expression.Input input(int place, Field field) {
        return new Expression.Input(place, field.type(), field.nullable(), field.name());
    }

    // ---- States

    private Expression result(AggregateCall call) {
        var value = call.arguments().isEmpty() ? null : call.arguments().getFirst();
        return switch (call.kind()) {
            case COUNT -> state(Fold.COUNT, call.arguments(), Plain.BIGINT, false, null);
            case SUM -> sum(value);
            case AVERAGE -> mean(value);
            case LEAST -> state(Fold.LEAST, call.arguments(), call.type(), true, null);
            case GREATEST -> state(Fold.GREATEST, call.arguments(), call.type(), true, null);
            case FIRST -> state(Fold.FIRST, call.arguments(), call.type(), true, null);
            case OBJECT ->
                    new Expression.UserCall(
                            new Finish(call.object()),
                            null,
                            List.of(state(Fold.OBJECT, call.arguments(), OBJECT, true, call.object())),
                            call.type(),
                            call.nullable(),
                            call.name());
        };
    }

    /// Makes the result of a state.
    private record Finish(ObjectAggregate aggregate) implements dev.sparrow.function.Function<Object, Object> {
        @Override
        public Object call(Object arguments) {
            return aggregate.finish(((List<?>) arguments).getFirst());
        }
    }

    private Expression sum(Expression value) {
        return switch (value.type()) {
            case Plain.DOUBLE -> state(Fold.SUM_DOUBLE, List.of(value), Plain.DOUBLE, true, null);
            case Decimal(_, var scale) -> wide(value, scale);
            case ColumnType _ -> state(Fold.SUM_LONG, List.of(value), Plain.BIGINT, true, null);
        };
    }

    private Expression wide(Expression value, int scale) {
        return state(Fold.SUM_WIDE, List.of(value), new Decimal(Decimal.PRECISION_MAX, scale), true, null);
    }

    private Expression mean(Expression value) {
        var counted = value.nullable() ? List.of(value) : List.<Expression>of();
        var count = state(Fold.COUNT, counted, Plain.BIGINT, false, null);
        if (value.type() == Plain.DOUBLE) {
            return mean(List.of(sum(value), count), double.class, long.class);
        }
        var scale = value.type() instanceof Decimal decimal ? decimal.scale() : 0;
        return mean(
                List.of(wide(value, scale), new Expression.Literal(scale, Plain.INT), count),
                BigInteger.class,
                int.class,
                long.class);
    }

    private static Expression mean(List<Expression> arguments, Class<?>... parameters) {
        var function =
                new ScalarFunction(
                        "mean", Decimals.class, "mean", MethodType.methodType(double.class, parameters), false, false);
        return new Expression.Call(function, arguments, Plain.DOUBLE, false);
    }

    /// The column of a state, which others may have already.
    private Expression state(
            Fold fold, List<Expression> values, ColumnType type, boolean nullable, ObjectAggregate aggregate) {
        for (var i = 0; i < partial.size(); i++) {
            var known = partial.get(i);
            if (known.fold() == fold
                    && known.values().equals(values)
                    && java.util.Objects.equals(known.aggregate(), aggregate)) {
                return input(relation.keys().size() + i, known.field());
            }
        }
        var field = new Field("state" + partial.size(), type, nullable);
        partial.add(new State(fold, values, field, aggregate));
        return input(relation.keys().size() + partial.size() - 1, field);
    }
}
