/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;

import java.util.List;

/// The index of the first element of each partition, from the counts of all.
record PartitionOffsets(List<Long> firsts) {

    static PartitionOffsets of(SurveyAnswer counts, Label label) {
        return counts.digest(PartitionOffsets.class, partials -> sums(partials, label));
    }

    private static PartitionOffsets sums(List<Object> counts, Label label) {
        var firsts = new Long[counts.size()];
        var sum = 0L;
        try {
            for (var p = 0; p < firsts.length; p++) {
                firsts[p] = sum;
                sum = Math.addExact(sum, (long) counts.get(p));
            }
        } catch (ArithmeticException e) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    label + " has more elements than a long can count (" + Long.MAX_VALUE + ").",
                    e);
        }
        return new PartitionOffsets(List.of(firsts));
    }

    long first(int partition) {
        return firsts.get(partition);
    }
}
