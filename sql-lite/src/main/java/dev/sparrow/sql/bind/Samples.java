/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Sample;
import dev.sparrow.sql.unnest.Numbered;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.SortKey;

import java.util.List;
import java.util.Map;

/// Some rows by chance: the same ones for the same seed, and without a seed for the same statement.
final class Samples {
    private static final double PERCENT = 100;

    private Samples() {}

    static Relation of(Binding binding, Relation relation, Sample sample) {
        var amount = number(binding, sample.amount());
        long seed =
                sample.seed().map(each -> number(binding, each).longValue()).orElse((long) binding.text().hashCode());
        if (sample.percent()) {
            return new Relation.Sample(relation, Math.clamp(amount.doubleValue() / PERCENT, 0, 1), seed);
        }
        return rows(relation, amount.longValue(), seed);
    }

    /// So many rows: the first ones in an order by chance.
    private static Relation rows(Relation relation, long count, long seed) {
        var numbered = Numbered.all(relation, List.of(), List.of());
        var width = relation.schema().fields().size();
        var number = Casting.cast(Places.column(numbered.schema(), width), Plain.TEXT, false);
        var chance = Calls.call("hash", Calls.call("concat", number, Calls.literal("/" + seed)));
        var sorted = new Relation.Sort(numbered, List.of(new SortKey(chance, true, false)));
        return Numbered.without(new Relation.Limit(sorted, 0, count), width);
    }

    private static Number number(Binding binding, dev.sparrow.sql.syntax.Expression written) {
        var bound = new ExpressionBinder(binding, new Scope(List.of(), null), null, null, Map.of()).bind(written);
        if (bound instanceof Expression.Literal(var value, var type) && value != null) {
            var java = dev.sparrow.table.expression.Carrier.toJava(value, type);
            if (java instanceof Number number && number.doubleValue() >= 0) {
                return number;
            }
        }
        throw binding.problem(
                ProblemCode.BAD_VALUE,
                written.at(),
                "The size of a sample is a number from 0 that is known before any row.");
    }
}
