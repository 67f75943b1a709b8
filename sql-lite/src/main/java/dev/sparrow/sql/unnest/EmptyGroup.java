/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.plan.Relation;

import java.util.List;

/// What aggregates are of no rows at all: a count is 0, most others are missing.
final class EmptyGroup {
    private EmptyGroup() {}

    /// One for each aggregate.
    static List<Expression> values(Relation.Aggregate aggregate) {
        return aggregate.calls().stream().map(EmptyGroup::value).toList();
    }

    static Expression value(AggregateCall call) {
        return switch (call.kind()) {
            case COUNT -> Calls.literal(0L, call.type());
            case SUM, AVERAGE, LEAST, GREATEST, FIRST -> new Literal(null, call.type());
            case OBJECT -> Calls.literal(call.object().finish(null), call.type());
        };
    }
}
