/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Partitioner;

import java.util.List;

/// Datasets of pairs that meet by their keys. What is placed by the partitioner already stays where it is.
final class Joins {
    private Joins() {}

    static Lineage join(Recipe recipe, JoinKind kind, Partitioner by, Lineage left, Lineage right) {
        recipe.require(by);
        return recipe.node(new Operation.Joined(by, kind), recipe.placed(left, by), recipe.placed(right, by));
    }

    /// Pairs of a key and what `together` makes of its values, a list for each dataset.
    static Lineage coGroup(
            Recipe recipe, Partitioner by, Function<List<List<Object>>, Object> together, Lineage... parents) {
        recipe.require(by);
        var placed = List.of(parents).stream().map(parent -> recipe.placed(parent, by)).toList();
        var grouped = recipe.node(new Operation.CoGrouped(by), placed);
        return recipe.step(grouped, new Step.MapValues(Erased.function(together)));
    }
}
