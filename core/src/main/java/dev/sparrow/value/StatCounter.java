/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;
import java.util.Iterator;

/// Count, mean, variance, least and greatest of doubles in one pass. Mutable, for one thread.
///
/// Means and squared deviations are kept and merged as by Chan, Golub and LeVeque (1979), which does not lose precision
/// as a sum of squares would; sums as [DoubleSum] does. The mean is the sum by the count, as everybody would work it
/// out.
public final class StatCounter implements Serializable {
    private static final long serialVersionUID = 1;

    private long count;
    private double sum;
    private double lost;

    /// As deviations are from it; other roundings than those of the sum.
    private double mean;

    private double squaredDeviations;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /// Takes in one value; returns itself.
    public StatCounter merge(double value) {
        count++;
        var delta = value - mean;
        mean += delta / count;
        squaredDeviations += delta * (value - mean);
        add(value);
        min = Math.min(min, value);
        max = Math.max(max, value);
        return this;
    }

    private void add(double value) {
        var before = sum;
        sum = before + value;
        lost += DoubleSum.lost(before, value, sum);
    }

    /// Takes in all values of an iterator; returns itself.
    public StatCounter merge(Iterator<Double> values) {
        values.forEachRemaining(value -> merge(value.doubleValue()));
        return this;
    }

    /// Takes in all that another has seen, which stays as it is unless it is this one; returns itself.
    public StatCounter merge(StatCounter other) {
        if (other.count == 0) {
            return this;
        }
        var both = count + other.count;
        var delta = other.mean - mean;
        squaredDeviations += other.squaredDeviations + delta * delta * ((double) count * other.count / both);
        mean = count == 0 ? other.mean : mean + delta * other.count / both;
        var lostToo = other.lost;
        add(other.sum);
        lost += lostToo;
        count = both;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        return this;
    }

    public StatCounter copy() {
        return new StatCounter().merge(this);
    }

    public long count() {
        return count;
    }

    /// NaN if there is no value.
    public double mean() {
        if (count == 0) {
            return Double.NaN;
        }
        // The sum of finite values may be beyond all doubles, their mean is not.
        var isBeyond = !Double.isFinite(sum) && Double.isFinite(min) && Double.isFinite(max);
        return isBeyond ? mean : sum() / count;
    }

    public double sum() {
        return DoubleSum.value(sum, lost);
    }

    /// Infinity if there is no value.
    public double min() {
        return min;
    }

    /// Minus infinity if there is no value.
    public double max() {
        return max;
    }

    /// Of the values as a whole population; NaN if there is none.
    public double variance() {
        return count == 0 ? Double.NaN : squaredDeviations / count;
    }

    public double popVariance() {
        return variance();
    }

    /// Of the values as a sample; NaN if there are fewer than two.
    public double sampleVariance() {
        return count < 2 ? Double.NaN : squaredDeviations / (count - 1);
    }

    public double stdev() {
        return Math.sqrt(variance());
    }

    public double popStdev() {
        return stdev();
    }

    public double sampleStdev() {
        return Math.sqrt(sampleVariance());
    }

    @Override
    public String toString() {
        return "(count: %d, mean: %f, stdev: %f, max: %f, min: %f)".formatted(count, mean(), stdev(), max, min);
    }
}
