/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageStatus;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lineage in one line for people: `(textFile → keyBy, range → map [1/2 cached]) → join → filter`. Does not recurse.
public final class LineageLine {
    private static final int OPERATORS_MAX = 8;
    private static final int PARENTS_LENGTH_MAX = 120;
    private static final String CUT = "...";

    private final Map<DatasetId, StorageStatus> cached;
    private final IdentityHashMap<Lineage, Chain> chains = new IdentityHashMap<>();

    private LineageLine(List<StorageStatus> storage) {
        cached = storage.stream().collect(Collectors.toMap(StorageStatus::dataset, Function.identity()));
    }

    /// The line for `root`; only the last operators if there are many.
    ///
    /// @param storage what is persisted: those operators say how much of them is cached
    public static String of(Lineage root, List<StorageStatus> storage) {
        var line = new LineageLine(storage);
        LineageWalk.parentsFirst(root).forEach(node -> line.chains.put(node, line.chain(node)));
        return line.chains.get(root).toString();
    }

    /// The way to a node.
    ///
    /// @param operators the first one may stand for several ways that meet
    /// @param last the call that made the last one
    private record Chain(List<String> operators, Label last) {

        /// A call that makes several nodes is named once.
        Chain and(String operator, Label label) {
            var all = new ArrayList<>(without(label).operators);
            if (all.size() == OPERATORS_MAX) {
                all.removeFirst();
                all.set(0, CUT);
            }
            all.add(operator);
            return new Chain(all, label);
        }

        Chain without(Label label) {
            return last.equals(label) && !operators.isEmpty()
                    ? new Chain(operators.subList(0, operators.size() - 1), last)
                    : this;
        }

        @Override
        public String toString() {
            return String.join(" → ", operators);
        }
    }

    private Chain chain(Lineage node) {
        var label = node.header().label();
        var parents = node.parents().stream().map(chains::get).toList();
        var operator = node.header().operator() + share(node);
        return switch (parents.size()) {
            case 0 -> new Chain(List.of(operator), label);
            case 1 -> parents.getFirst().and(operator, label);
            default -> new Chain(List.of(meeting(parents, label), operator), label);
        };
    }

    private static String meeting(List<Chain> parents, Label label) {
        var text =
                parents.stream()
                        .map(parent -> parent.without(label).toString())
                        .collect(Collectors.joining(", ", "(", ")"));
        return text.length() <= PARENTS_LENGTH_MAX ? text : "(" + parents.size() + " datasets)";
    }

    private String share(Lineage node) {
        var status = cached.get(node.header().id());
        return status == null ? "" : " [" + status.cachedPartitions() + "/" + status.partitions() + " cached]";
    }
}
