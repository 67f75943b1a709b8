/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.value.DoubleSum;

/// Sum and count of doubles, as exact as [DoubleSum]: which tasks end first, and with it the order of additions,
/// decides at most the last digit.
public final class DoubleAccumulator extends AccumulatorV2<Double, Double> {
    private double sum;
    private double lost;
    private long count;

    @Override
    public boolean isZero() {
        return sum == 0 && count == 0;
    }

    @Override
    public DoubleAccumulator copy() {
        var copy = new DoubleAccumulator();
        copy.sum = sum;
        copy.lost = lost;
        copy.count = count;
        return copy;
    }

    @Override
    public void reset() {
        sum = 0;
        lost = 0;
        count = 0;
    }

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    public void add(double value) {
        plus(value);
        count++;
    }

    private void plus(double value) {
        var before = sum;
        sum = before + value;
        lost += DoubleSum.lost(before, value, sum);
    }

    @Override
    public void merge(AccumulatorV2<Double, Double> other) {
        var that = (DoubleAccumulator) other;
        plus(that.sum);
        lost += that.lost;
        count += that.count;
    }

    /// The sum.
    @Override
    public Double value() {
        return sum();
    }

    public double sum() {
        requireDriver();
        return DoubleSum.value(sum, lost);
    }

    /// How many values were added.
    public long count() {
        requireDriver();
        return count;
    }

    /// The mean of the values; NaN if there is none.
    public double avg() {
        requireDriver();
        return DoubleSum.value(sum, lost) / count;
    }
}
