/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.Arithmetic;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Compare;
import dev.sparrow.table.expression.Expression.Rescale;
import dev.sparrow.table.expression.Expression.UserCall;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Powers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The meaning of expressions, one row at a time over objects: for constants, for few rows, and where a loop meets
/// numbers that are too long for it.
public final class Interpreter {
    private static final ConcurrentHashMap<ScalarFunction, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    private Interpreter() {}

    /// The value for a row, in the form of [Carrier]; null if it is missing.
    ///
    /// @param row the values of its columns, in the form of [Carrier]
    public static Object evaluate(Expression expression, List<Object> row) {
        return switch (expression) {
            case Expression.Input input -> row.get(input.column());
            case Expression.Literal literal -> literal.value();
            case Call call -> called(call, row);
            case Arithmetic arithmetic -> computed(arithmetic, row);
            case Rescale rescale -> rescaled(rescale, row);
            case Compare compare -> compared(compare, row);
            case Expression.And(var parts) -> connected(parts, false, row);
            case Expression.Or(var parts) -> connected(parts, true, row);
            case Expression.Not(var value) -> {
                var holds = (Boolean) evaluate(value, row);
                yield holds == null ? null : (Boolean) !holds;
            }
            case Expression.IsNull(var value) -> evaluate(value, row) == null;
            case Expression.Case(var branches, var otherwise) -> {
                for (var branch : branches) {
                    if (Boolean.TRUE.equals(evaluate(branch.condition(), row))) {
                        yield evaluate(branch.result(), row);
                    }
                }
                yield evaluate(otherwise, row);
            }
            case Expression.In(var value, var set) -> {
                var sought = evaluate(value, row);
                yield sought == null
                        ? null
                        : set.contains(sought) ? (Boolean) true : set.hasNull() ? null : (Boolean) false;
            }
            case UserCall call -> user(call, row);
        };
    }

    /// @param decisive the value that decides alone
    private static Object connected(List<Expression> parts, boolean decisive, List<Object> row) {
        var unknown = false;
        for (var part : parts) {
            var value = (Boolean) evaluate(part, row);
            if (value == null) {
                unknown = true;
            } else if (value == decisive) {
                return decisive;
            }
        }
        return unknown ? null : (Boolean) !decisive;
    }

    private static Object compared(Compare compare, List<Object> row) {
        var left = evaluate(compare.left(), row);
        var right = evaluate(compare.right(), row);
        if (compare.comparison().takesNulls() && (left == null || right == null)) {
            return compare.comparison().holds(left == null && right == null ? 0 : 1);
        }
        if (left == null || right == null) {
            return null;
        }
        return compare.comparison().holds(Comparisons.compare(left, right));
    }

    private static Object called(Call call, List<Object> row) {
        try {
            var arguments = new ArrayList<Object>();
            for (var argument : call.arguments()) {
                var value = evaluate(argument, row);
                if (value == null && !call.function().takesNulls()) {
                    return null;
                }
                arguments.add(argument(value, argument.type(), call.function(), arguments.size()));
            }
            var returned = handle(call.function()).invokeWithArguments(arguments);
            return returned(returned, call);
        } catch (SparrowException e) {
            if (call.orNull()) {
                return null;
            }
            throw e;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(call.function().name(), e);
        }
    }

    /// What a function takes: of a type that it does not know, a Java object.
    private static Object argument(Object value, ColumnType type, ScalarFunction function, int place) {
        var parameters = function.methodType();
        var parameter = parameters.parameterType(Math.min(place, parameters.parameterCount() - 1));
        return parameter == Object.class || parameter == Object[].class ? Carrier.toJava(value, type) : value;
    }

    private static Object returned(Object value, Call call) {
        return call.function().methodType().returnType() == Object.class ? Carrier.of(value, call.type()) : value;
    }

    private static MethodHandle handle(ScalarFunction function) {
        return HANDLES.computeIfAbsent(
                function,
                called -> {
                    try {
                        var found =
                                MethodHandles.publicLookup()
                                        .findStatic(called.owner(), called.method(), called.methodType());
                        return called.methodType().lastParameterType() == Object[].class
                                ? found.asVarargsCollector(Object[].class)
                                : found;
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(called.name(), e);
                    }
                });
    }

    private static Object user(UserCall call, List<Object> row) {
        var arguments = new ArrayList<Object>();
        for (var argument : call.arguments()) {
            arguments.add(Carrier.toJava(evaluate(argument, row), argument.type()));
        }
        return UserFunctions.call(call, arguments.toArray());
    }

    // ---- Decimal numbers

    private static Object computed(Arithmetic arithmetic, List<Object> row) {
        var left = evaluate(arithmetic.left(), row);
        var right = evaluate(arithmetic.right(), row);
        if (left == null || right == null) {
            return null;
        }
        var result =
                switch (arithmetic.operator()) {
                    case ADD -> wide(left).add(wide(right));
                    case SUBTRACT -> wide(left).subtract(wide(right));
                    case MULTIPLY -> wide(left).multiply(wide(right));
                };
        return checked(
                result,
                arithmetic.type(),
                () ->
                        Carrier.toJava(left, arithmetic.left().type())
                                + " "
                                + arithmetic.operator().symbol()
                                + " "
                                + Carrier.toJava(right, arithmetic.right().type()));
    }

    private static Object rescaled(Rescale rescale, List<Object> row) {
        var value = evaluate(rescale.value(), row);
        if (value == null) {
            return null;
        }
        var from = rescale.value().type() instanceof Decimal(_, var scale) ? scale : 0;
        var to = rescale.type().scale();
        var unscaled = wide(value);
        var result = to >= from ? unscaled.multiply(Powers.wide(to - from)) : Powers.divideRounded(unscaled, from - to);
        return checked(result, rescale.type(), () -> new BigDecimal(unscaled, from).toPlainString());
    }

    private static BigInteger wide(Object value) {
        return value instanceof BigInteger wide ? wide : BigInteger.valueOf(((Number) value).longValue());
    }

    /// A result as its type has it.
    private static Object checked(BigInteger unscaled, Decimal type, java.util.function.Supplier<Object> shown) {
        if (unscaled.abs().compareTo(Powers.wide(type.precision())) >= 0) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    shown.get()
                            + " has too many digits for "
                            + type
                            + ". Cast to double before, or to a decimal with fewer digits behind the point.");
        }
        return Carrier.of(type) == Carrier.LONG ? (Object) unscaled.longValueExact() : unscaled;
    }
}
