/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.step;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Expression;

import java.io.Serializable;
import java.util.List;

/// A function over the rows around one.
///
/// @param aggregate what is computed of the rows of the frame; null for the other functions
/// @param arguments of the other functions, each for a row
public record WindowCall(
        Function function,
        AggregateCall aggregate,
        List<Expression> arguments,
        boolean ignoresNulls,
        Frame frame,
        dev.sparrow.column.Field field)
        implements Serializable {

    /// The functions that only windows have.
    public enum Function {
        ROW_NUMBER,
        RANK,
        DENSE_RANK,
        PERCENT_RANK,
        CUME_DIST,
        NTILE,
        LAG,
        LEAD,
        FIRST_VALUE,
        LAST_VALUE,
        NTH_VALUE,
        AGGREGATE
    }

    /// The rows that count, from one to another.
    public record Frame(Unit unit, Bound start, Bound end, Exclude exclude) implements Serializable {

        /// From the first row up to those equal to this one in the order.
        public static final Frame DEFAULT =
                new Frame(
                        Unit.RANGE,
                        new Bound(Place.UNBOUNDED_PRECEDING, null),
                        new Bound(Place.CURRENT, null),
                        Exclude.NONE);
    }

    /// What a distance counts.
    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /// Where a frame begins or ends.
    ///
    /// @param distance of [Place#PRECEDING] and [Place#FOLLOWING], a constant; else null
    public record Bound(Place place, Expression distance) implements Serializable {}

    /// Where a frame begins or ends.
    public enum Place {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /// Which rows of the frame do not count.
    public enum Exclude {
        NONE,
        CURRENT_ROW,
        GROUP,
        TIES
    }

    @Override
    public String toString() {
        return aggregate == null ? function + "" + arguments : aggregate.toString();
    }
}
