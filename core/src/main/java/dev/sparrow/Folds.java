/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.HyperLogLog;

/// One value made of all elements: each task makes one of its partition, the driver merges these.
final class Folds {
    private Folds() {}

    static <T> T reduce(Recipe recipe, Lineage lineage, Function2<T, T, T> function) {
        recipe.check(function);
        var partials = recipe.run(lineage, new Action.Reduce(Erased.function2(function)));
        return Merge.reduce(recipe, function, Merge.concatenate(partials));
    }

    /// Each task starts from a copy of `zero`, and so does the driver.
    static <U> U aggregate(
            Recipe recipe, Lineage lineage, U zero, Function2<U, ?, U> sequence, Function2<U, U, U> merge) {
        recipe.check(sequence);
        recipe.check(merge);
        var initial = Snapshot.take(zero, "the zero value of " + recipe.label());
        var partials = recipe.run(lineage, new Action.Fold(zero, Erased.function2(sequence)));
        return Merge.fold(recipe, initial.copy(), merge, Erased.<U>list(partials));
    }

    static long countDistinct(Recipe recipe, Lineage lineage, double relativeSD) {
        Function2<HyperLogLog, Object, HyperLogLog> add = HyperLogLog::add;
        Function2<HyperLogLog, HyperLogLog, HyperLogLog> merge = HyperLogLog::merge;
        return aggregate(recipe, lineage, HyperLogLog.ofRelativeDeviation(relativeSD), add, merge).cardinality();
    }
}
