/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import java.math.BigInteger;

/// Powers of ten, and what is multiplied and divided by them.
public final class Powers {
    /// So many powers are doubles without loss.
    static final int DOUBLES = 23;

    private static final long[] LONGS = new long[19];
    private static final double[] FRACTIONS = new double[DOUBLES];

    static {
        LONGS[0] = 1;
        for (var i = 1; i < LONGS.length; i++) {
            LONGS[i] = 10 * LONGS[i - 1];
        }
        FRACTIONS[0] = 1;
        for (var i = 1; i < DOUBLES; i++) {
            FRACTIONS[i] = 10 * FRACTIONS[i - 1];
        }
    }

    private Powers() {}

    /// Ten to the power of an exponent.
    ///
    /// @param exponent from 0 to 18
    public static long of(int exponent) {
        return LONGS[exponent];
    }

    static double ofDouble(int exponent) {
        return FRACTIONS[exponent];
    }

    public static BigInteger wide(int exponent) {
        return BigInteger.TEN.pow(exponent);
    }

    /// The value divided by a power of ten; halves go away from zero.
    public static long divideRounded(long value, int exponent) {
        if (exponent == 0) {
            return value;
        }
        if (exponent >= LONGS.length) {
            return 0;
        }
        var unit = LONGS[exponent];
        var quotient = value / unit;
        var rest = value % unit;
        if (Math.abs(rest) >= unit - Math.abs(rest)) {
            return quotient + (value < 0 ? -1 : 1);
        }
        return quotient;
    }

    /// As [#divideRounded(long, int)].
    public static BigInteger divideRounded(BigInteger value, int exponent) {
        var parts = value.abs().divideAndRemainder(wide(exponent));
        var up = parts[1].shiftLeft(1).compareTo(wide(exponent)) >= 0;
        var quotient = up ? parts[0].add(BigInteger.ONE) : parts[0];
        return value.signum() < 0 ? quotient.negate() : quotient;
    }
}
