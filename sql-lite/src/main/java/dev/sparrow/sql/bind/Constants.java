/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.List;
import java.util.Map;

/// Values that are known before any row of a query: constants, and what a query of its own returns.
final class Constants {
    private Constants() {}

    /// As a Java object; null if it is missing.
    static Object of(Binding binding, dev.sparrow.sql.syntax.Expression written) {
        var late = Late.ofCondition();
        var bound = new ExpressionBinder(binding, new Scope(List.of(), null), null, late, Map.of()).bind(written);
        if (late.wanted().isEmpty() && bound instanceof Expression.Literal(var value, var type)) {
            return Carrier.toJava(value, type);
        }
        var attached = Attached.to(binding.catalog().oneRow(), late);
        var relation = new Relation.Project(attached.relation(), List.of(attached.resolved(bound)), List.of("value"));
        return binding.catalog().runner().rows(relation).getFirst().get(0);
    }
}
