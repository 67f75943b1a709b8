/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.value.DoubleSum;

/// Sum and count of doubles, as exact as [DoubleSum]: which tasks end first, and with it the order of additions,
/// decides at most the last digit.
public final class DoubleAccumulator extends NumberAccumulator<Double> {
    private double sum;
    private double lost;

    @Override
    public DoubleAccumulator copy() {
        var copy = new DoubleAccumulator();
        copy.merge(this);
        return copy;
    }

    @Override
    public void reset() {
        super.reset();
        sum = 0;
        lost = 0;
    }

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    public void add(double value) {
        plus(value);
        counted();
    }

    private void plus(double value) {
        var before = sum;
        sum = before + value;
        lost += DoubleSum.lost(before, value, sum);
    }

    @Override
    public void merge(AccumulatorV2<Double, Double> other) {
        super.merge(other);
        var that = (DoubleAccumulator) other;
        plus(that.sum);
        lost += that.lost;
    }

    @Override
    Double total() {
        return DoubleSum.value(sum, lost);
    }

    public double sum() {
        return value();
    }
}
