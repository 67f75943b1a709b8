/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.PairFunction;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// Datasets as sets of their elements: these become keys, and what is asked of sets is asked of keys.
final class Sets {
    private Sets() {}

    static Lineage union(Recipe recipe, List<Lineage> all) {
        return recipe.node(new Operation.Union(), all);
    }

    /// Each element once, in the order of first occurrence.
    static Lineage distinct(Recipe recipe, Lineage elements, Partitioner by) {
        return Pairs.keys(recipe, eachOnce(recipe, elements, by));
    }

    /// The distinct elements of the left dataset that the right one holds, too.
    static Lineage intersection(Recipe recipe, Lineage left, Lineage right) {
        var by = Partitioning.ofNewKeys(recipe.context(), left, right);
        var others = withNothing(recipe, right);
        return Pairs.keys(recipe, Joins.join(recipe, JoinKind.SEMI, by, eachOnce(recipe, left, by), others));
    }

    /// The elements of the left dataset that the right one does not hold, duplicates included.
    static Lineage subtract(Recipe recipe, Lineage left, Lineage right, Partitioner by) {
        var elements = withNothing(recipe, left);
        var others = withNothing(recipe, right);
        return Pairs.keys(recipe, Joins.join(recipe, JoinKind.ANTI, by, elements, others));
    }

    /// Pairs of each distinct element and nothing.
    private static Lineage eachOnce(Recipe recipe, Lineage elements, Partitioner by) {
        return recipe.shuffle(withNothing(recipe, elements), new Exchange.Combine(by, new Aggregation.First()));
    }

    /// In place of nothing a value that takes a bit, and no object.
    private static Lineage withNothing(Recipe recipe, Lineage elements) {
        PairFunction<Object, Object, Object> pair = element -> new Tuple2<>(element, true);
        return recipe.step(elements, new Step.Map(Erased.function(pair)));
    }
}
