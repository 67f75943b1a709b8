/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

/// A sum of numbers and their count: what accumulators of longs and of doubles have in common.
///
/// @param <N> the box of the numbers
abstract sealed class NumberAccumulator<N extends Number> extends AccumulatorV2<N, N>
        permits DoubleAccumulator, LongAccumulator {
    private long count;

    @Override
    public boolean isZero() {
        return count == 0;
    }

    @Override
    public void reset() {
        count = 0;
    }

    @Override
    public void merge(AccumulatorV2<N, N> other) {
        count += ((NumberAccumulator<N>) other).count;
    }

    /// One more was added.
    final void counted() {
        count++;
    }

    /// The sum so far, also in tasks.
    abstract N total();

    /// The sum.
    @Override
    public N value() {
        requireDriver();
        return total();
    }

    /// How many values were added.
    public long count() {
        requireDriver();
        return count;
    }

    /// The mean of the values; NaN if there is none.
    public double avg() {
        requireDriver();
        return total().doubleValue() / count;
    }
}
