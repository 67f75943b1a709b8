/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The columns of groups: their keys, then the aggregates that were met.
final class Grouped {
    private final List<Expression> keys;
    private final List<AggregateCall> calls = new ArrayList<>();

    Grouped(List<Expression> keys) {
        this.keys = List.copyOf(keys);
    }

    List<Expression> keys() {
        return keys;
    }

    List<AggregateCall> calls() {
        return calls;
    }

    /// The key that an expression over rows is; nothing if it is none.
    Optional<Expression> key(Expression ofRows) {
        var place = keys.indexOf(ofRows);
        return place < 0 ? Optional.empty() : Optional.of(input(place, ofRows));
    }

    Expression add(AggregateCall call) {
        var known = calls.indexOf(call);
        if (known < 0) {
            calls.add(call);
            known = calls.size() - 1;
        }
        return new Input(keys.size() + known, call.type(), call.nullable(), call.toString());
    }

    private static Expression input(int place, Expression like) {
        return new Input(place, like.type(), like.nullable(), like.toString());
    }
}
