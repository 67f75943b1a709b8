/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.sparrow.value.DoubleSum;

import java.math.BigDecimal;
import java.time.LocalDate;

/// The columns of [TypedRows] as arrays of numbers, and the loops that one would write over them. They add up doubles
/// as [dev.sparrow.DoubleRdd#sum] does, so that the answers are the same: rounded once, which takes a third to a half
/// of their time.
///
/// @param valid a bit for each quantity that is not null
record HandLoops(
        int limitDay, long dearCents, long[] quantities, long[] valid, int[] days, long[] cents, double[] taxes) {

    static HandLoops over(int rows, LocalDate limit, BigDecimal dear) {
        var made =
                new HandLoops(
                        (int) limit.toEpochDay(),
                        dear.unscaledValue().longValueExact(),
                        new long[rows],
                        new long[(rows + Long.SIZE - 1) / Long.SIZE],
                        new int[rows],
                        new long[rows],
                        new double[rows]);
        for (var row = 0; row < rows; row++) {
            made.fill(row);
        }
        return made;
    }

    private void fill(int row) {
        var quantity = TypedRows.quantity(row);
        if (quantity != null) {
            quantities[row] = quantity;
            valid[row / Long.SIZE] |= 1L << row;
        }
        days[row] = TypedRows.day(row);
        cents[row] = TypedRows.cents(row);
        taxes[row] = TypedRows.tax(row);
    }

    private boolean isValid(int row) {
        return (valid[row >> 6] >> row & 1) != 0;
    }

    double nullable() {
        var sum = 0.0;
        var lost = 0.0;
        for (var row = 0; row < quantities.length; row++) {
            if (isValid(row) && quantities[row] > 4) {
                var value = quantities[row] * taxes[row];
                var next = sum + value;
                lost += DoubleSum.lost(sum, value, next);
                sum = next;
            }
        }
        return sum + lost;
    }

    double dates() {
        var sum = 0.0;
        var lost = 0.0;
        for (var row = 0; row < days.length; row++) {
            if (days[row] < limitDay) {
                var value = taxes[row];
                var next = sum + value;
                lost += DoubleSum.lost(sum, value, next);
                sum = next;
            }
        }
        return sum + lost;
    }

    double decimals() {
        var sum = 0.0;
        var lost = 0.0;
        for (var row = 0; row < cents.length; row++) {
            if (cents[row] < dearCents) {
                var value = cents[row] / 100.0 * taxes[row];
                var next = sum + value;
                lost += DoubleSum.lost(sum, value, next);
                sum = next;
            }
        }
        return sum + lost;
    }

    double decimalSum() {
        var sum = 0L;
        for (var row = 0; row < cents.length; row++) {
            if (cents[row] < dearCents) {
                sum = Math.addExact(sum, cents[row]);
            }
        }
        return BigDecimal.valueOf(sum, 2).doubleValue();
    }

    double all() {
        var sum = 0.0;
        var lost = 0.0;
        for (var row = 0; row < days.length; row++) {
            if (days[row] < limitDay && isValid(row)) {
                var value = cents[row] / 100.0 * quantities[row] * taxes[row];
                var next = sum + value;
                lost += DoubleSum.lost(sum, value, next);
                sum = next;
            }
        }
        return sum + lost;
    }

    /// As [#nullable], with a sum that rounds at each addition.
    double nullableRounded() {
        var sum = 0.0;
        for (var row = 0; row < quantities.length; row++) {
            if (isValid(row) && quantities[row] > 4) {
                sum += quantities[row] * taxes[row];
            }
        }
        return sum;
    }
}
