/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.table.step.TableStep;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Works out the [Comparison] of datasets, from that of their parents.
///
/// Functions are taken to be what they should be: a function of their arguments, and for `Reduce` associative. Nothing
/// is assumed of the zero of a fold, so its result depends on the borders between partitions.
final class Determinism {
    private Determinism() {}

    static Comparison of(Lineage target) {
        var known = new IdentityHashMap<Lineage, Comparison>();
        for (var node : LineageWalk.parentsFirst(target)) {
            var inputs = new ArrayList<Comparison>();
            node.parents().forEach(parent -> inputs.add(known.get(parent)));
            known.put(node, withoutBorders(node, ofNode(node, inputs)));
        }
        return known.get(target);
    }

    /// A single partition has no borders to choose.
    private static Comparison withoutBorders(Lineage node, Comparison comparison) {
        return comparison == Comparison.SEQUENCE && node.partitions() <= 1 ? Comparison.PARTITIONS_EXACT : comparison;
    }

    private static Comparison ofNode(Lineage node, List<Comparison> inputs) {
        return switch (node.operation()) {
            case Operation.Source _ -> Comparison.PARTITIONS_EXACT;
            case Operation.Narrow narrow -> ofStep(narrow.step(), inputs.getFirst());
            case Operation.Pruned _ -> inputs.getFirst();
            case Operation.Union _ -> inputs.stream().reduce(Comparison.PARTITIONS_EXACT, Comparison::and);
            case Operation.Zip _, Operation.ZipPartitions _, Operation.CoGrouped _, Operation.Joined _ ->
                    needsBorders(inputs.stream().reduce(Comparison.PARTITIONS_EXACT, Comparison::and));
            case Operation.Cartesian _ -> ofCartesian(node, inputs.getFirst(), inputs.getLast());
            case Operation.Coalesced(_, var count, _) ->
                    count == node.parent().partitions() ? inputs.getFirst() : needsBorders(inputs.getFirst());
            case Operation.Shuffled shuffled -> ofExchange(shuffled.exchange(), inputs.getFirst());
            case Operation.LookedUp _ -> Comparison.MULTISET;
        };
    }

    private static Comparison needsBorders(Comparison input) {
        return input == Comparison.PARTITIONS_EXACT ? input : Comparison.UNDEFINED;
    }

    private static Comparison needsOrder(Comparison input) {
        return input.hasOrder() ? input : Comparison.UNDEFINED;
    }

    private static Comparison ofStep(Step step, Comparison input) {
        return switch (step) {
            case Step.Map _,
                    Step.MapToDouble _,
                    Step.Filter _,
                    Step.FlatMap _,
                    Step.KeyBy _,
                    Step.MapValues _,
                    Step.FlatMapValues _ ->
                    input;
            case Step.Relational(var table) -> ofTable(table, input);
            case Step.ZipWithIndex _ -> needsOrder(input);
            case Step.SortByKey _ -> input == Comparison.PARTITIONS_EXACT ? input : input.and(Comparison.MULTISET);
            case Step.MapPartitions _, Step.Glom _, Step.Sample _, Step.CombineInPlace _ -> needsBorders(input);
        };
    }

    /// Pairs come partition by partition, so the order needs the borders of the right side, and those of the left side
    /// unless the right is in one piece.
    private static Comparison ofCartesian(Lineage node, Comparison left, Comparison right) {
        var elements = left.and(right).and(Comparison.MULTISET);
        if (right != Comparison.PARTITIONS_EXACT || !left.hasOrder()) {
            return elements;
        }
        return left == Comparison.PARTITIONS_EXACT || node.parents().getLast().partitions() <= 1 ? left : elements;
    }

    private static Comparison ofExchange(Exchange exchange, Comparison input) {
        return switch (exchange) {
            // Elements of one target keep the order of the whole, wherever the borders were.
            case Exchange.Partition _ -> input.hasOrder() ? Comparison.PARTITIONS_EXACT : input;
            case Exchange.Rebalance rebalance -> ofRebalance(rebalance, input);
            case Exchange.Combine combine -> ofCombine(combine.aggregation(), input);
            case Exchange.Sort _ -> input.and(Comparison.SEQUENCE);
            case Exchange.Columns _ -> Comparison.MULTISET;
        };
    }

    private static Comparison ofTable(TableStep step, Comparison input) {
        return switch (step) {
            case TableStep.OfElements _,
                    TableStep.ToRecords _,
                    TableStep.Filter _,
                    TableStep.Project _,
                    TableStep.KeyedBy _,
                    TableStep.Unnest _ ->
                    input;
            case TableStep.Limit _, TableStep.Sample _, TableStep.Windows _ -> needsBorders(input);
            case TableStep.Aggregate _, TableStep.Sort _ -> input.and(Comparison.MULTISET);
        };
    }

    private static Comparison ofRebalance(Exchange.Rebalance rebalance, Comparison input) {
        return input == Comparison.SEQUENCE && rebalance.partitions() > 1 ? Comparison.MULTISET : input;
    }

    private static Comparison ofCombine(Aggregation aggregation, Comparison input) {
        var groupsByBorders =
                switch (aggregation) {
                    case Aggregation.Reduce _, Aggregation.First _, Aggregation.Group _ -> false;
                    case Aggregation.Fold _ -> true;
                    case Aggregation.Combine combine -> combine.mapSide();
                };
        if (groupsByBorders) {
            return needsBorders(input);
        }
        return input.hasOrder() ? Comparison.PARTITIONS_EXACT : Comparison.UNDEFINED;
    }
}
