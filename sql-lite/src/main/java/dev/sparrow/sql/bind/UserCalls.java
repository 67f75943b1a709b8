/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.ObjectAggregate;
import dev.sparrow.table.kernel.ObjectAggregates;

import java.util.ArrayList;
import java.util.List;

/// Calls of functions of the program.
final class UserCalls {
    private UserCalls() {}

    static Expression scalar(Binding binding, Call call, UserFunction.Scalar function, ExpressionBinder expressions) {
        var arguments = new ArrayList<Expression>();
        call.arguments().forEach(argument -> arguments.add(expressions.bind(argument.value())));
        var taken = cast(binding, call, function.parameters(), arguments);
        return new Expression.UserCall(function.function(), null, taken, function.result(), true, function.name());
    }

    static AggregateCall aggregate(
            Binding binding,
            Call call,
            UserFunction.Aggregate function,
            List<Expression> arguments,
            Expression filter) {
        if (call.aggregation().orderBy().isPresent() || call.aggregation().withinGroup().isPresent()) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    call.at(),
                    function.name() + " is a function of the program, whose rows have no order: leave it out.");
        }
        var taken = cast(binding, call, List.of(function.parameter()), arguments);
        var missing = new Expression.Literal(null, function.parameter());
        var kept =
                filter == null
                        ? taken
                        : List.of(
                                Calls.cases(
                                        List.of(new Expression.Branch(Calls.bool(filter, "FILTER"), taken.getFirst())),
                                        missing));
        ObjectAggregate aggregate =
                call.aggregation().distinct()
                        ? new ObjectAggregates.Distinct(function.aggregate())
                        : function.aggregate();
        return new AggregateCall(function.name(), AggregateCall.Kind.OBJECT, kept, function.result(), true, aggregate);
    }

    private static List<Expression> cast(
            Binding binding, Call call, List<ColumnType> types, List<Expression> arguments) {
        if (types.size() != arguments.size()) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    call.at(),
                    call.function().text()
                            + " takes "
                            + types.size()
                            + " argument(s), and not "
                            + arguments.size()
                            + ".");
        }
        var cast = new ArrayList<Expression>();
        for (var i = 0; i < types.size(); i++) {
            cast.add(Casting.cast(arguments.get(i), types.get(i), false));
        }
        return cast;
    }
}
