/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Partitioner;

import java.util.List;

/// Datasets of pairs that meet by their keys. What is placed by the partitioner already stays where it is.
public final class Joins {
    private Joins() {}

    public static Lineage join(OperatorCall call, JoinKind kind, Partitioner by, Lineage left, Lineage right) {
        call.require(by);
        return call.node(new Operation.Joined(by, kind), call.placed(left, by), call.placed(right, by));
    }

    /// Pairs of a key and what `together` makes of its values, a list for each dataset.
    public static Lineage coGroup(
            OperatorCall call, Partitioner by, Function<List<List<Object>>, Object> together, Lineage... parents) {
        call.require(by);
        var placed = List.of(parents).stream().map(parent -> call.placed(parent, by)).toList();
        var grouped = call.node(new Operation.CoGrouped(by), placed);
        return call.step(grouped, new Step.MapValues(Erased.function(together)));
    }
}
