/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Expression;
import dev.sparrow.table.expression.Aggregates;

/// Finds aggregates, windows and queries in expressions of SQL; what is in queries is theirs.
final class Aggregated {
    private Aggregated() {}

    /// Whether there is an aggregate, also in the arguments and the order of a window.
    static boolean isIn(Expression expression) {
        return Parts.any(
                expression, each -> each instanceof Expression.Call call && (isAggregate(call) || isInWindow(call)));
    }

    private static boolean isAggregate(Expression.Call call) {
        return call.over().isEmpty() && Aggregates.isAggregate(call.function().key());
    }

    private static boolean isInWindow(Expression.Call call) {
        return call.over().isPresent()
                && call.over().get()
                        instanceof dev.sparrow.sql.syntax.Window.Definition(var _, var _, var by, var order, var _)
                && (by.stream().anyMatch(Aggregated::isIn)
                        || (order.isPresent()
                                && order.get() instanceof dev.sparrow.sql.syntax.OrderBy.Keys(var _, var keys)
                                && keys.stream().anyMatch(key -> isIn(key.value()))));
    }

    /// Whether there is an aggregate, perhaps one of the program.
    static boolean isIn(Expression expression, Catalog catalog) {
        return isIn(expression)
                || Parts.any(
                        expression,
                        each ->
                                each instanceof Expression.Call call
                                        && call.over().isEmpty()
                                        && catalog.function(call.function().key()).orElse(null)
                                                instanceof UserFunction.Aggregate);
    }

    /// Whether there is a query.
    static boolean hasQuery(Expression expression) {
        return Parts.any(
                expression,
                each ->
                        each instanceof Expression.Subquery
                                || each instanceof Expression.Exists
                                || each instanceof Expression.ListOfQuery);
    }
}
