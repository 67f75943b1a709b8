/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

/// Sum and count of longs.
public final class LongAccumulator extends AccumulatorV2<Long, Long> {
    private long sum;
    private long count;

    @Override
    public boolean isZero() {
        return sum == 0 && count == 0;
    }

    @Override
    public LongAccumulator copy() {
        var copy = new LongAccumulator();
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
    public void add(Long value) {
        add(value.longValue());
    }

    /// Adds one value; a sum beyond the range of a long wraps around.
    public void add(long value) {
        sum += value;
        count++;
    }

    @Override
    public void merge(AccumulatorV2<Long, Long> other) {
        var that = (LongAccumulator) other;
        sum += that.sum;
        count += that.count;
    }

    /// The sum.
    @Override
    public Long value() {
        return sum();
    }

    public long sum() {
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
        return (double) sum / count;
    }
}
