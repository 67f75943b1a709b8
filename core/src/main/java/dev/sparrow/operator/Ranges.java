/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;

import java.math.BigInteger;

/// The arithmetic of `range`, right up to the edges of `long`.
final class Ranges {
    private Ranges() {}

    /// How many numbers `start, start + step, …` lie before `end`.
    static long count(Label label, long start, long end, long step) {
        if (step > 0 ? start >= end : start <= end) {
            return 0;
        }
        var distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start)).abs();
        var width = BigInteger.valueOf(step).abs();
        var count = distance.add(width).subtract(BigInteger.ONE).divide(width);
        if (count.bitLength() > 63) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    label
                            + ": from "
                            + start
                            + " to "
                            + end
                            + " in steps of "
                            + step
                            + " there are "
                            + count
                            + " numbers; at most "
                            + Long.MAX_VALUE
                            + " are possible.");
        }
        return count.longValueExact();
    }
}
