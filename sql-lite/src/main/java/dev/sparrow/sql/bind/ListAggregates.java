/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.Utf8;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Lambdas;

import java.util.ArrayList;
import java.util.List;

/// Aggregates of the elements of lists.
final class ListAggregates {
    private ListAggregates() {}

    /// `list_aggregate(xs, 'sum')`.
    static Expression call(Binding binding, Call call, List<Expression> arguments) {
        if (arguments.size() < 2
                || !(arguments.get(1) instanceof Literal(Utf8 name, var _))
                || !(arguments.getFirst().type() instanceof ListOf(var element, var _))
                || !Aggregates.isAggregate(name.toString())) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    call.at(),
                    call.function().text() + " takes a list and the name of an aggregate, such as 'sum'.");
        }
        var given = new ArrayList<Expression>(List.of(new Input(0, element, true, "element")));
        given.addAll(arguments.subList(2, arguments.size()));
        return Lambdas.aggregate(arguments.getFirst(), Aggregates.call(name.toString(), given, false, null, List.of()));
    }
}
