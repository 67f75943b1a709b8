/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Functions of decimal numbers, which are given without their points.
public final class Decimals {
    private Decimals() {}

    /// The rest of the division of two numbers of one scale; null for a divisor of 0.
    public static Long rest(long left, long right) {
        return right == 0 ? null : (Long) (left % right);
    }

    public static BigInteger rest(BigInteger left, BigInteger right) {
        return right.signum() == 0 ? null : left.remainder(right);
    }

    /// The number rounded down.
    ///
    /// @param digits behind the point that stay; below 0 so many before it become 0
    public static BigInteger floor(BigInteger value, int scale, int digits) {
        return rounded(value, scale, digits, RoundingMode.FLOOR);
    }

    public static BigInteger ceil(BigInteger value, int scale, int digits) {
        return rounded(value, scale, digits, RoundingMode.CEILING);
    }

    public static BigInteger trunc(BigInteger value, int scale, int digits) {
        return rounded(value, scale, digits, RoundingMode.DOWN);
    }

    public static BigInteger round(BigInteger value, int scale, int digits) {
        return rounded(value, scale, digits, RoundingMode.HALF_UP);
    }

    private static BigInteger rounded(BigInteger value, int scale, int digits, RoundingMode mode) {
        return new BigDecimal(value, scale)
                .setScale(digits, mode)
                .setScale(Math.max(0, digits), RoundingMode.UNNECESSARY)
                .unscaledValue();
    }

    /// The mean of whole or decimal numbers, of their exact sum.
    public static double mean(BigInteger sum, int scale, long count) {
        return new BigDecimal(sum, scale).doubleValue() / count;
    }

    public static double mean(double sum, long count) {
        return sum / count;
    }
}
