/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.function.Function2;
import dev.sparrow.function.LongFunction;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.HyperLogLog;
import dev.sparrow.value.LongSum;

/// One value made of all elements: each task makes one of its partition, the driver merges these.
public final class Folds {
    private Folds() {}

    public static <T> T reduce(OperatorCall call, Lineage lineage, Function2<T, T, T> function) {
        call.check(function);
        var partials = call.run(lineage, new Action.Reduce(Erased.function2(function)));
        return PartialResults.reduce(call, function, PartialResults.concatenate(partials));
    }

    /// Each task starts from a copy of `zero`, and so does the driver.
    public static <U> U aggregate(
            OperatorCall call, Lineage lineage, U zero, Function2<U, ?, U> sequence, Function2<U, U, U> merge) {
        call.check(sequence);
        call.check(merge);
        var initial = Snapshot.take(zero, "the zero value of " + call.label());
        var partials = call.run(lineage, new Action.Fold(zero, Erased.function2(sequence)));
        return PartialResults.fold(call, initial.copy(), merge, Erased.<U>list(partials));
    }

    public static <T> long sum(OperatorCall call, Lineage lineage, LongFunction<? super T> function) {
        call.check(function);
        Function2<LongSum, T, LongSum> add = (sum, element) -> sum.add(function.call(element));
        Function2<LongSum, LongSum, LongSum> merge = LongSum::merge;
        return aggregate(call, lineage, new LongSum(), add, merge).value(call.label().toString());
    }

    /// Counted exactly where an estimate would be too coarse.
    public static long countDistinct(OperatorCall call, Lineage lineage, double relativeSD) {
        if (!HyperLogLog.isFineEnoughFor(relativeSD)) {
            var by = Partitioning.ofNewKeys(call.context(), lineage);
            return Counting.all(call, Sets.distinct(call, lineage, by));
        }
        Function2<HyperLogLog, Object, HyperLogLog> add = HyperLogLog::add;
        Function2<HyperLogLog, HyperLogLog, HyperLogLog> merge = HyperLogLog::merge;
        return aggregate(call, lineage, HyperLogLog.ofRelativeDeviation(relativeSD), add, merge).cardinality();
    }
}
