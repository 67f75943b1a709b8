/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.value.DoubleSum;

import java.util.Collection;

/// The sum of a dataset of doubles: an action that sums each partition, and the total of what it made.
public final class DoubleSums {
    private DoubleSums() {}

    /// Makes a [DoubleSum] of each partition.
    public static Action action() {
        Function2<DoubleSum, Double, DoubleSum> add = (sum, value) -> sum.plus(value.doubleValue());
        return new Action.Fold(DoubleSum.ZERO, Erased.function2(add));
    }

    /// Adds up the results of [#action].
    public static DoubleSum total(Collection<Object> sums) {
        var total = DoubleSum.ZERO;
        for (var sum : sums) {
            total = total.plus((DoubleSum) sum);
        }
        return total;
    }
}
