/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

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
public final class Sets {
    private Sets() {}

    public static Lineage union(OperatorCall call, List<Lineage> all) {
        return call.node(new Operation.Union(), all);
    }

    /// Each element once, in the order of first occurrence.
    public static Lineage distinct(OperatorCall call, Lineage elements, Partitioner by) {
        return Pairs.keys(call, eachOnce(call, elements, by));
    }

    /// The distinct elements of the left dataset that the right one holds, too.
    public static Lineage intersection(OperatorCall call, Lineage left, Lineage right) {
        var by = Partitioning.ofNewKeys(call.context(), left, right);
        var others = withNothing(call, right);
        return Pairs.keys(call, Joins.join(call, JoinKind.SEMI, by, eachOnce(call, left, by), others));
    }

    /// The elements of the left dataset that the right one does not hold, duplicates included.
    public static Lineage subtract(OperatorCall call, Lineage left, Lineage right, Partitioner by) {
        var elements = withNothing(call, left);
        var others = withNothing(call, right);
        return Pairs.keys(call, Joins.join(call, JoinKind.ANTI, by, elements, others));
    }

    /// Pairs of each distinct element and nothing.
    private static Lineage eachOnce(OperatorCall call, Lineage elements, Partitioner by) {
        return call.shuffle(withNothing(call, elements), new Exchange.Combine(by, new Aggregation.First()));
    }

    /// In place of nothing a value that takes a bit, and no object.
    private static Lineage withNothing(OperatorCall call, Lineage elements) {
        PairFunction<Object, Object, Object> pair = element -> new Tuple2<>(element, true);
        return call.step(elements, new Step.Map(Erased.function(pair)));
    }
}
