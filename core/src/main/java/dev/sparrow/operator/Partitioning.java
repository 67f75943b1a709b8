/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/// The choice of a partitioner for an operation whose call names none.
///
/// Sources have partitions by bytes and task slots, or as many as the program asked for, and an exchange has as many as
/// its largest input. Only small files count differently: each of them is a partition, but an exchange of thousands of
/// them has partitions by their bytes, or its blocks would be as many as the files squared.
public final class Partitioning {
    private Partitioning() {}

    /// The largest partitioner that is already there, so that its dataset need not move; else a hash partitioner with
    /// the configured parallelism, or, where none is configured, as many partitions as the largest input.
    public static Partitioner common(CallContext context, Lineage... inputs) {
        var existing =
                Stream.of(inputs)
                        .flatMap(input -> input.partitioner().stream())
                        .max(Comparator.comparingInt(Partitioner::numPartitions));
        var largest = Stream.of(inputs).mapToInt(input -> deserved(context, input)).max().orElse(1);
        var wanted = context.configuredParallelism().orElse(Math.max(1, largest));
        return existing.filter(partitioner -> partitioner.numPartitions() >= Math.min(wanted, largest))
                .orElseGet(() -> new HashPartitioner(wanted));
    }

    /// For keys that the operation makes itself: as many partitions as [#common] has. A partitioner that placed the
    /// inputs by their own keys knows nothing of these.
    public static Partitioner ofNewKeys(CallContext context, Lineage... inputs) {
        return new HashPartitioner(common(context, inputs).numPartitions());
    }

    /// The partitions of a dataset, where small files count by their bytes.
    private static int deserved(CallContext context, Lineage input) {
        if (input.partitions() <= context.slots()) {
            return input.partitions();
        }
        var deserved = new IdentityHashMap<Lineage, Integer>();
        for (var node : LineageWalk.parentsFirst(input, Partitioning::parentsWithTheSameData)) {
            deserved.put(
                    node,
                    switch (node.operation()) {
                        case Operation.Source(var data) when !data.splits().isEmpty() ->
                                deserved(context, data.splits());
                        case Operation.Narrow _, Operation.Union _ ->
                                node.parents().stream().mapToInt(parent -> deserved.getOrDefault(parent, 0)).sum();
                        case Operation.Source _,
                                Operation.Pruned _,
                                Operation.Zip _,
                                Operation.ZipPartitions _,
                                Operation.Cartesian _,
                                Operation.Coalesced _,
                                Operation.Shuffled _,
                                Operation.CoGrouped _,
                                Operation.Joined _,
                                Operation.LookedUp _ ->
                                node.partitions();
                    });
        }
        return deserved.get(input);
    }

    private static List<Lineage> parentsWithTheSameData(Lineage node) {
        var addsNone = node.operation() instanceof Operation.Narrow || node.operation() instanceof Operation.Union;
        return addsNone ? node.parents() : List.of();
    }

    /// A file that is cut was cut for good reason, so its parts count as they are.
    private static int deserved(CallContext context, List<FileSplit> splits) {
        var whole = splits.stream().filter(FileSplit::isWholeFile).toList();
        var bytes = whole.stream().mapToLong(FileSplit::length).sum();
        var cut = splits.size() - whole.size();
        return Math.clamp(
                cut + Math.ceilDiv(bytes, context.textSplitBytesMax()),
                Math.min(context.slots(), splits.size()),
                splits.size());
    }

    public static Partitioner ofAtLeastOne(Lineage input) {
        return input.partitioner().orElseGet(() -> new HashPartitioner(Math.max(1, input.partitions())));
    }
}
