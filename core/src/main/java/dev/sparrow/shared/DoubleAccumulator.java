/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

/// Sum and count of doubles. Which tasks end first decides the order of additions, and with it the last digits.
public final class DoubleAccumulator extends AccumulatorV2<Double, Double> {
    private double sum;
    private long count;

    @Override
    public boolean isZero() {
        return sum == 0 && count == 0;
    }

    @Override
    public DoubleAccumulator copy() {
        var copy = new DoubleAccumulator();
        copy.sum = sum;
        copy.count = count;
        return copy;
    }

    @Override
    public void reset() {
        sum = 0;
        count = 0;
    }

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    public void add(double value) {
        sum += value;
        count++;
    }

    @Override
    public void merge(AccumulatorV2<Double, Double> other) {
        var that = (DoubleAccumulator) other;
        sum += that.sum;
        count += that.count;
    }

    /// The sum.
    @Override
    public Double value() {
        return sum();
    }

    public double sum() {
        requireDriver();
        return sum;
    }

    /// How many values were added.
    public long count() {
        requireDriver();
        return count;
    }

    /// The mean of the values; NaN if there is none.
    public double avg() {
        requireDriver();
        return sum / count;
    }
}
