/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/// R8's answer from one part of the sorted numbers: each counts as often as its position, modulo 100, says. Parts are
/// put together without knowing positions beforehand.
///
/// @param count how many numbers the part has
/// @param byPosition for each position in the part, modulo 100, the sum of the numbers there
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SortedSum(long count, long[] byPosition) implements Serializable {
    private static final int POSITIONS = 100;

    public static SortedSum of(Iterator<Long> sorted) {
        var sums = new long[POSITIONS];
        var count = 0L;
        while (sorted.hasNext()) {
            sums[(int) (count++ % POSITIONS)] += sorted.next();
        }
        return new SortedSum(count, sums);
    }

    public static SortedSum of(long[] sorted) {
        var sums = new long[POSITIONS];
        for (var i = 0; i < sorted.length; i++) {
            sums[i % POSITIONS] += sorted[i];
        }
        return new SortedSum(sorted.length, sums);
    }

    /// Puts the parts together.
    ///
    /// @param parts in the order of the numbers
    public static Answer answer(List<SortedSum> parts) {
        var before = 0L;
        var sum = 0L;
        for (var part : parts) {
            for (var i = 0; i < POSITIONS; i++) {
                sum += part.byPosition[i] * ((before + i) % POSITIONS);
            }
            before += part.count;
        }
        return Answer.exactly(before, sum);
    }
}
