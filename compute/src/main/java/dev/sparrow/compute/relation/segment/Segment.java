/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Interpreter;
import dev.sparrow.table.expression.UserFunctions;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.step.State;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// A loop over rows, see [SegmentSpec]. [SegmentWriter] writes a subclass for each shape; this one itself computes row
/// by row with the interpreter: few rows, and those whose numbers are too long for the loop.
public class Segment {
    /// The types that loops name by their text.
    private static final ConcurrentHashMap<String, ColumnType> TYPES = new ConcurrentHashMap<>();

    private SegmentSpec spec;

    /// The constants of the expressions, in the order in which the writer met them.
    Object[] constants;

    /// The row that is interpreted.
    private ColumnData[] columns;

    private int[] rows;

    private final List<Object> row =
            new AbstractList<>() {
                @Override
                public Object get(int use) {
                    return rows[use] < 0 ? null : columns[use].box(rows[use]);
                }

                @Override
                public int size() {
                    return columns.length;
                }
            };

    /// Has it compute what `of` says.
    public final Segment with(SegmentSpec of, Object... ofWriter) {
        spec = of;
        constants = ofWriter;
        return this;
    }

    /// Takes rows `from` up to `to`.
    ///
    /// @param uses the columns of `spec.uses`
    /// @param indexes for each use the rows of its side, -1 for none; null if rows are their own numbers
    /// @param out the arrays of the end: of outputs, each with its validity before it, and the list of numbers last; or
    ///   what tells the groups of rows, and the arrays of the states
    /// @param filled how many rows have passed before
    /// @return how many have passed
    public int run(ColumnData[] uses, int[][] indexes, int from, int to, Object[] out, int filled) {
        var passed = filled;
        for (var at = from; at < to; at++) {
            passed = slow(uses, indexes, at, out, passed);
        }
        return passed;
    }

    /// Takes one row.
    public final int slow(ColumnData[] uses, int[][] indexes, int at, Object[] out, int filled) {
        columns = uses;
        rows = new int[uses.length];
        for (var i = 0; i < rows.length; i++) {
            rows[i] = indexes[i] == null ? at : indexes[i][at];
        }
        if (spec.condition() != null && !Boolean.TRUE.equals(Interpreter.evaluate(spec.condition(), row))) {
            return filled;
        }
        switch (spec.end()) {
            case SegmentSpec.Write(var outputs, var selects) -> {
                write(outputs, out, filled);
                if (selects) {
                    ((int[]) out[out.length - 1])[filled] = at;
                }
            }
            case SegmentSpec.Fold(var states, var grouping) -> fold(states, group(grouping, at, out[0]), out);
        }
        return filled + 1;
    }

    // ---- Outputs

    private void write(List<SegmentSpec.Output> outputs, Object[] out, int at) {
        var next = 0;
        for (var output : outputs) {
            var value = Interpreter.evaluate(output.value(), row);
            if (SegmentSpec.hasValidity(output)) {
                ((boolean[]) out[next++])[at] = value != null;
            }
            if (output.form() == SegmentSpec.Form.KEY) {
                key(value, out[next++], at);
            } else {
                next = column(value, output.value().type(), out, next, at);
            }
        }
    }

    private static void key(Object value, Object array, int at) {
        if (array instanceof Object[] objects) {
            objects[at] = value;
            return;
        }
        ((long[]) array)[at] =
                switch (value) {
                    case null -> 0;
                    case Boolean bool -> bool ? 1 : 0;
                    case Float number -> bits(number.doubleValue());
                    case Double number -> bits(number);
                    default -> ((Number) value).longValue();
                };
    }

    private static int column(Object value, ColumnType type, Object[] out, int next, int at) {
        switch (ColumnData.storage(type)) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN -> ((boolean[]) out[next])[at] = value != null && (boolean) value;
            case BYTE -> ((byte[]) out[next])[at] = value == null ? 0 : ((Integer) value).byteValue();
            case SHORT -> ((short[]) out[next])[at] = value == null ? 0 : ((Integer) value).shortValue();
            case INT -> ((int[]) out[next])[at] = value == null ? 0 : (int) value;
            case LONG -> ((long[]) out[next])[at] = value == null ? 0 : (long) value;
            case FLOAT -> ((float[]) out[next])[at] = value == null ? 0 : (float) value;
            case DOUBLE -> ((double[]) out[next])[at] = value == null ? 0 : (double) value;
            case TEXT -> ((Object[]) out[next])[at] = value == null ? null : ((Utf8) value).copy();
            case OBJECT -> ((Object[]) out[next])[at] = Carrier.toJava(value, type);
            case WIDE -> {
                var wide = value == null ? BigInteger.ZERO : (BigInteger) value;
                ((long[]) out[next])[at] = wide.shiftRight(Long.SIZE).longValue();
                ((long[]) out[next + 1])[at] = wide.longValue();
                return next + 2;
            }
        }
        return next + 1;
    }

    // ---- States

    private int group(SegmentSpec.Grouping grouping, int at, Object groups) {
        return switch (grouping) {
            case SegmentSpec.OneGroup _ -> 0;
            case SegmentSpec.GivenGroups _ -> ((int[]) groups)[at];
            case SegmentSpec.PlacedGroups(var keys) ->
                    ((Places) groups)
                            .group(keys.stream().mapToInt(key -> rows[((Expression.Input) key).column()]).toArray());
        };
    }

    private void fold(List<State> states, int group, Object[] out) {
        var next = 1;
        for (var state : states) {
            var values = new Object[state.values().size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = Interpreter.evaluate(state.values().get(i), row);
            }
            StateArrays.fold(state, values, group, out, next);
            next += StateArrays.count(state);
        }
    }

    // ---- What loops call

    /// The bits of a number, the same for both zeros and for all that are no numbers.
    public static long bits(double value) {
        return Double.doubleToLongBits(value == 0 ? 0.0 : value);
    }

    /// The value of a wide number that is no longer than a long.
    ///
    /// @throws ArithmeticException if it is
    public static long narrow(long high, long low) {
        if (high != low >> (Long.SIZE - 1)) {
            throw new ArithmeticException();
        }
        return low;
    }

    /// A constant of more than 18 digits as a long.
    ///
    /// @throws ArithmeticException if it is none
    public static long exact(BigInteger value) {
        return value.longValueExact();
    }

    /// The type that a text says.
    public static ColumnType type(String text) {
        return TYPES.computeIfAbsent(text, ColumnType::parse);
    }

    /// A number of few enough digits.
    ///
    /// @param limit a power of ten
    /// @throws ArithmeticException if it has more
    public static long checked(long value, long limit) {
        if (value >= limit || value <= -limit) {
            throw new ArithmeticException();
        }
        return value;
    }

    /// What is added to the upper half of a sum whose lower half has overflowed.
    public static void carry(long[] high, int group, long added) {
        high[group] += added < 0 ? -1 : 1;
    }

    /// Folds values into a state that is an object.
    public static void fold(State state, Object[] values, int group, Object[] states) {
        StateArrays.fold(state, values, group, new Object[] {states}, 0);
    }

    public static int compare(Object left, Object right) {
        return Comparisons.compare(left, right);
    }

    public static Object user(Expression.UserCall call, Object[] arguments) {
        for (var i = 0; i < arguments.length; i++) {
            arguments[i] = Carrier.toJava(arguments[i], call.arguments().get(i).type());
        }
        return UserFunctions.call(call, arguments);
    }

    /// A value in the form of loops as a Java object of its type.
    public static Object toJava(Object value, ColumnType type) {
        return Carrier.toJava(value, type);
    }

    public static Object ofJava(Object value, ColumnType type) {
        return Carrier.of(value, type);
    }
}
