/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// The sum of doubles, and what rounding has lost on the way: the last digit is right, or next to it, however many
/// there are and in which order and partitions they come (Knuth, TAOCP 2, 4.2.2, theorem B; Kahan 1965, Neumaier 1974).
///
/// The additions that find the loss do not wait for each other, so a loop takes as long as one without them.
///
/// @param rounded the sum as plain additions give it
/// @param lost what is to be added to it
public record DoubleSum(double rounded, double lost) implements Serializable {

    /// Of nothing.
    public static final DoubleSum ZERO = new DoubleSum(0, 0);

    /// With one more.
    public DoubleSum plus(double value) {
        var sum = rounded + value;
        return new DoubleSum(sum, lost + lost(rounded, value, sum));
    }

    /// With all of another.
    public DoubleSum plus(DoubleSum other) {
        var sum = rounded + other.rounded;
        return new DoubleSum(sum, lost + other.lost + lost(rounded, other.rounded, sum));
    }

    /// What `left + right` is more than `sum`, which it was rounded to: exactly, unless something is infinite.
    public static double lost(double left, double right, double sum) {
        var added = sum - left;
        return (left - (sum - added)) + (right - added);
    }

    /// The sum; infinite or NaN where plain additions are.
    public double value() {
        return value(rounded, lost);
    }

    /// As [#value()], of sum and loss. What is lost beside infinity is no number.
    public static double value(double rounded, double lost) {
        return Double.isFinite(lost) ? rounded + lost : rounded;
    }
}
