/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A [DoubleSum] in the making, for long loops: values wait until there are enough to be added side by side, in lanes
/// of which each has a sum and what it lost. The JIT makes vector instructions of that, so it takes less time than
/// plain additions, each of which waits for the one before.
///
/// Whoever adds to it must go on with what he gets, as with a builder.
///
/// @param waiting how many values wait
public record LaneSum(Lanes lanes, int waiting) implements Serializable {

    /// Of nothing.
    public static LaneSum create() {
        return new LaneSum(new Lanes(), 0);
    }

    /// With one more.
    public LaneSum plus(double value) {
        lanes.values[waiting] = value;
        return waiting + 1 < Lanes.COUNT ? new LaneSum(lanes, waiting + 1) : lanes.next();
    }

    /// The sum so far.
    public DoubleSum total() {
        return lanes.total(waiting);
    }

    /// What travels.
    private record Total(DoubleSum sum) implements Serializable {
        private Object readResolve() {
            var made = create();
            made.lanes.start(sum);
            return made;
        }
    }

    private Object writeReplace() {
        return new Total(total());
    }

    /// The lanes and the values that wait for them.
    public static final class Lanes {
        private static final int COUNT = 256;

        private final double[] values = new double[COUNT];
        private final double[] sums = new double[COUNT];
        private final double[] lost = new double[COUNT];

        private Lanes() {}

        private void start(DoubleSum sum) {
            sums[0] = sum.rounded();
            lost[0] = sum.lost();
        }

        private LaneSum next() {
            add(values, sums, lost);
            return new LaneSum(this, 0);
        }

        /// As [DoubleSum#plus], for each lane.
        private static void add(double[] values, double[] sums, double[] lost) {
            for (var lane = 0; lane < COUNT; lane++) {
                var sum = sums[lane] + values[lane];
                var added = sum - sums[lane];
                lost[lane] += (sums[lane] - (sum - added)) + (values[lane] - added);
                sums[lane] = sum;
            }
        }

        private DoubleSum total(int waiting) {
            var total = DoubleSum.ZERO;
            for (var lane = 0; lane < COUNT; lane++) {
                total = total.plus(new DoubleSum(sums[lane], lost[lane]));
            }
            for (var i = 0; i < waiting; i++) {
                total = total.plus(values[i]);
            }
            return total;
        }
    }
}
