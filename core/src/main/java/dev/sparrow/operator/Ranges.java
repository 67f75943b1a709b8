/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;

/// The arithmetic of `range`, right up to the edges of `long`.
final class Ranges {
    private Ranges() {}

    /// How many numbers `start, start + step, …` lie before `end`.
    static long count(Label label, long start, long end, long step) {
        if (step > 0 ? start >= end : start <= end) {
            return 0;
        }
        var distance = step > 0 ? end - start : start - end; // unsigned, as there are more distances than longs
        var width = step > 0 ? step : -step;
        var count = Long.divideUnsigned(distance - 1, width) + 1; // unsigned, too
        if (count < 0) {
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
                            + Long.toUnsignedString(count)
                            + " numbers; at most "
                            + Long.MAX_VALUE
                            + " are possible.");
        }
        return count;
    }
}
