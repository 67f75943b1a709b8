/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.Lists;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Where the partitions of a dataset would rather be computed: where the first source is that a task reads for one and
/// that is somewhere. Beyond an exchange nothing counts, for others compute that.
public final class PreferredLocations {
    /// A partition that the same task computes.
    private record Part(Lineage node, int partition) {}

    private PreferredLocations() {}

    /// The names of hosts and executors; empty if it does not matter.
    public static List<String> of(Lineage root, int partition) {
        var seen = new HashSet<Part>(); // what two read is not looked at twice
        var open = new ArrayDeque<Part>();
        open.push(new Part(root, partition));
        while (!open.isEmpty()) {
            var part = open.pop();
            if (!seen.add(part)) {
                continue;
            }
            if (part.node.operation() instanceof Operation.Source(var data)) {
                var locations = data.preferredLocations(part.partition);
                if (!locations.isEmpty()) {
                    return locations;
                }
            } else {
                parents(part).reversed().forEach(open::push);
            }
        }
        return List.of();
    }

    /// The same of each partition; empty if it matters to none.
    public static List<List<String>> ofEach(Lineage root) {
        return isSomewhere(root) ? Lists.map(Lists.upTo(root.partitions()), p -> of(root, p)) : List.of();
    }

    private static boolean isSomewhere(Lineage root) {
        for (var node : LineageWalk.parentsFirst(root, Lineage::withinStage)) {
            if (node.operation() instanceof Operation.Source(var data) && data.isSomewhere()) {
                return true;
            }
        }
        return false;
    }

    private static List<Part> parents(Part part) {
        var node = part.node;
        var partition = part.partition;
        return switch (node.operation()) {
            case Operation.Source _, Operation.Shuffled _ -> List.of();
            case Operation.Narrow _,
                    Operation.Pruned _,
                    Operation.Zip _,
                    Operation.ZipPartitions _,
                    Operation.CoGrouped _,
                    Operation.Joined _ ->
                    node.parents().stream().map(parent -> new Part(parent, partition)).toList();
            case Operation.LookedUp _ -> List.of(new Part(node.parent(), partition));
            case Operation.Union _ -> List.of(united(node, partition));
            case Operation.Cartesian _ -> {
                var right = node.parents().getLast();
                yield List.of(
                        new Part(node.parent(), partition / right.partitions()),
                        new Part(right, partition % right.partitions()));
            }
            case Operation.Coalesced coalesced ->
                    IntStream.range(coalesced.firstInput(partition), coalesced.firstInput(partition + 1))
                            .mapToObj(p -> new Part(node.parent(), p))
                            .toList();
        };
    }

    private static Part united(Lineage union, int partition) {
        var left = partition;
        for (var parent : union.parents()) {
            if (left < parent.partitions()) {
                return new Part(parent, left);
            }
            left -= parent.partitions();
        }
        throw new IllegalArgumentException("There is no partition " + partition + " of " + union);
    }
}
