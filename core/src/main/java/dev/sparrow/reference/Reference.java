/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// Evaluates lineage by computing every node as a whole, once, parents first.
///
/// A dataset is a list of partitions, a partition a list of elements. The user's own function objects are called, not
/// copies of them, so what functions change in what they capture is out of scope. Elements that can change are copied
/// where a task of the engine would compute its own: out of the program's collections, and when a dataset is read by
/// more than one other. What a user's function throws comes out as it is.
///
/// Everything is computed, also what a lazy engine would leave out: a function that throws for an element behind the
/// ones that `take` needs throws here.
public final class Reference {
    private Reference() {}

    /// All partitions of a dataset, in order.
    ///
    /// Where a sort with several partitions puts the borders between them is the engine's choice; here the runs are of
    /// nearly equal length. [#comparison] says what of the result is defined.
    ///
    /// @throws Exception what a user's function threw, or a [SparrowException]
    public static List<List<Object>> evaluate(Lineage target) throws Exception {
        var results = new Results(target);
        for (var node : LineageWalk.parentsFirst(target)) {
            var inputs = new ArrayList<List<List<Object>>>();
            for (var parent : node.parents()) {
                inputs.add(results.read(parent));
            }
            results.put(node, compute(node, inputs));
        }
        return results.read(target);
    }

    /// The partial results of an action, one for each of the given partitions, as [Action] describes them.
    ///
    /// @throws Exception what a user's function threw, or a [SparrowException]
    public static List<Object> run(Lineage target, Action action, List<Integer> partitions) throws Exception {
        var dataset = evaluate(target);
        var partials = new ArrayList<Object>();
        for (var partition : partitions) {
            partials.add(Actions.run(action, partition, dataset.get(partition)));
        }
        return partials;
    }

    /// How much of a dataset follows from its lineage, and so how an engine's result is compared with [#evaluate]'s.
    public static Comparison comparison(Lineage target) {
        return Determinism.of(target);
    }

    private static List<List<Object>> compute(Lineage node, List<List<List<Object>>> inputs) throws Exception {
        return switch (node.operation()) {
            case Operation.Source source -> Sources.read(source.data());
            case Operation.Narrow narrow -> Steps.apply(narrow.step(), inputs.getFirst());
            case Operation.Pruned _ -> inputs.getFirst(); // a filter comes behind it
            case Operation.Union _ -> union(inputs);
            case Operation.Zip _ -> zip(node, inputs.getFirst(), inputs.getLast());
            case Operation.ZipPartitions zip -> zipPartitions(node, zip, inputs);
            case Operation.Cartesian _ -> cartesian(inputs.getFirst(), inputs.getLast());
            case Operation.Coalesced coalesced -> coalesced(inputs.getFirst(), coalesced);
            case Operation.Shuffled shuffled -> Exchanges.apply(shuffled.exchange(), inputs.getFirst());
            case Operation.CoGrouped coGrouped -> Exchanges.coGroup(coGrouped.by().numPartitions(), inputs);
            case Operation.Joined joined -> Joins.apply(joined.kind(), inputs.getFirst(), inputs.getLast());
            case Operation.LookedUp(var lookup) -> Lookups.apply(lookup, inputs.getFirst(), inputs.getLast());
        };
    }

    private static List<List<Object>> union(List<List<List<Object>>> inputs) {
        var output = new ArrayList<List<Object>>();
        inputs.forEach(output::addAll);
        return output;
    }

    private static List<List<Object>> zip(Lineage node, List<List<Object>> left, List<List<Object>> right) {
        requireEqual(node, "datasets", "partitions", left.size(), right.size());
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < left.size(); p++) {
            requireEqual(node, "partition " + p, "elements", left.get(p).size(), right.get(p).size());
            var pairs = new ArrayList<Object>();
            for (var i = 0; i < left.get(p).size(); i++) {
                pairs.add(Tuple2.of(left.get(p).get(i), right.get(p).get(i)));
            }
            output.add(pairs);
        }
        return output;
    }

    private static List<List<Object>> zipPartitions(
            Lineage node, Operation.ZipPartitions operation, List<List<List<Object>>> inputs) throws Exception {
        var output = new ArrayList<List<Object>>();
        for (var input : inputs) {
            requireEqual(node, "datasets", "partitions", inputs.getFirst().size(), input.size());
        }
        for (var p = 0; p < inputs.getFirst().size(); p++) {
            var iterators = new ArrayList<Iterator<Object>>();
            for (var input : inputs) {
                iterators.add(Collections.unmodifiableList(input.get(p)).iterator());
            }
            var elements = new ArrayList<Object>();
            operation.function().call(iterators).forEachRemaining(elements::add);
            output.add(elements);
        }
        return output;
    }

    private static void requireEqual(Lineage node, String what, String unit, int left, int right) {
        if (left != right) {
            throw new SparrowException(
                    ErrorCode.ZIP_MISMATCH,
                    node.header().label()
                            + " cannot pair "
                            + what
                            + ": "
                            + left
                            + " "
                            + unit
                            + " on the left, "
                            + right
                            + " on the right. Both sides must have the same shape.");
        }
    }

    private static List<List<Object>> cartesian(List<List<Object>> left, List<List<Object>> right) {
        var output = new ArrayList<List<Object>>();
        for (var leftPartition : left) {
            for (var rightPartition : right) {
                var pairs = new ArrayList<Object>();
                for (var first : leftPartition) {
                    for (var second : rightPartition) {
                        pairs.add(Tuple2.of(first, second));
                    }
                }
                output.add(pairs);
            }
        }
        return output;
    }

    private static List<List<Object>> coalesced(List<List<Object>> parent, Operation.Coalesced operation) {
        var input = parent.subList(operation.first(), operation.first() + operation.count());
        var partitions = operation.partitions();
        var output = new ArrayList<List<Object>>();
        for (var p = 0L; p < partitions; p++) {
            var elements = new ArrayList<Object>();
            for (var from = p * input.size() / partitions; from < (p + 1) * input.size() / partitions; from++) {
                elements.addAll(input.get((int) from));
            }
            output.add(elements);
        }
        return output;
    }
}
