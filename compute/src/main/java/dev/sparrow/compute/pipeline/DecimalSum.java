/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.math.BigDecimal;

/// The result so far of a fold by `BigDecimal::add`. As long as all numbers are of one scale and not too large, it is a
/// long, so that no number is made which only the next round opens; else it is what the function returned.
final class DecimalSum {
    private static final BigDecimal NUMBER_MAX = BigDecimal.valueOf(999_999_999_999_999_999L);
    private static final BigDecimal NUMBER_MIN = NUMBER_MAX.negate();

    /// With a number more it still fits into a long.
    private static final long SUM_MAX = 4 * NUMBER_MAX.longValueExact();

    private boolean started;
    private boolean isLong;
    private long unscaled;
    private int scale;

    /// The result if it is no long.
    private Object other;

    /// Adds a number, or says that it has to be added in another way.
    boolean take(Object element) {
        if (!isLong || element == null || element.getClass() != BigDecimal.class) {
            return false;
        }
        var number = (BigDecimal) element;
        if (number.scale() != scale) {
            return false;
        }
        var whole = number.scaleByPowerOfTen(scale);
        if (whole.compareTo(NUMBER_MAX) > 0 || whole.compareTo(NUMBER_MIN) < 0) {
            return false;
        }
        var sum = unscaled + whole.longValue();
        if (sum > SUM_MAX || sum < -SUM_MAX) {
            return false;
        }
        unscaled = sum;
        return true;
    }

    /// The one that goes on from a result.
    ///
    /// @param value the result, or the one that has it; of no meaning unless `started`
    static DecimalSum of(boolean started, Object value) {
        if (value instanceof DecimalSum sum) {
            return sum;
        }
        var sum = new DecimalSum();
        if (started) {
            sum.set(value);
        }
        return sum;
    }

    /// Whether it is a long of this scale, which a loop can keep in a local.
    boolean isOf(int ofScale) {
        return isLong && scale == ofScale;
    }

    long unscaled() {
        return unscaled;
    }

    void unscaled(long sum) {
        unscaled = sum;
    }

    boolean started() {
        return started;
    }

    Object result() {
        return isLong ? BigDecimal.valueOf(unscaled, scale) : other;
    }

    /// Goes on from a result.
    void set(Object result) {
        started = true;
        other = result;
        isLong =
                result instanceof BigDecimal number
                        && number.getClass() == BigDecimal.class
                        && number.unscaledValue().bitLength() < Long.SIZE;
        if (isLong) {
            var number = (BigDecimal) result;
            unscaled = number.unscaledValue().longValue();
            scale = number.scale();
        }
    }
}
