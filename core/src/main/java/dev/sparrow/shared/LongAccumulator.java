/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

/// Sum and count of longs.
public final class LongAccumulator extends NumberAccumulator<Long> {
    private long sum;

    @Override
    public LongAccumulator copy() {
        var copy = new LongAccumulator();
        copy.merge(this);
        return copy;
    }

    @Override
    public void reset() {
        super.reset();
        sum = 0;
    }

    @Override
    public void add(Long value) {
        add(value.longValue());
    }

    /// Adds one value; a sum beyond the range of a long wraps around.
    public void add(long value) {
        sum += value;
        counted();
    }

    @Override
    public void merge(AccumulatorV2<Long, Long> other) {
        super.merge(other);
        sum += ((LongAccumulator) other).sum;
    }

    @Override
    Long total() {
        return sum;
    }

    public long sum() {
        return value();
    }
}
