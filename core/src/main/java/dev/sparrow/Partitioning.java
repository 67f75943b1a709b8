/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;

import java.util.Comparator;
import java.util.stream.Stream;

/// Which partitioner an operation uses when the call does not say.
final class Partitioning {
    private Partitioning() {}

    /// The largest partitioner that is already there, so that its dataset need not move; else a hash partitioner with
    /// the configured parallelism, or, where none is configured, as many partitions as the largest input.
    static Partitioner common(Sparrow sc, Lineage... inputs) {
        var existing =
                Stream.of(inputs)
                        .flatMap(input -> input.partitioner().stream())
                        .max(Comparator.comparingInt(Partitioner::numPartitions));
        var largest = Stream.of(inputs).mapToInt(Lineage::partitions).max().orElse(1);
        var wanted = sc.configuredParallelism().orElse(Math.max(1, largest));
        return existing.filter(partitioner -> partitioner.numPartitions() >= Math.min(wanted, largest))
                .orElseGet(() -> new HashPartitioner(wanted));
    }

    /// For keys that the operation makes itself: as many partitions as [#common] has. A partitioner that placed the
    /// inputs by their own keys knows nothing of these.
    static Partitioner ofNewKeys(Sparrow sc, Lineage... inputs) {
        return new HashPartitioner(common(sc, inputs).numPartitions());
    }

    static Partitioner ofAtLeastOne(Lineage input) {
        return input.partitioner().orElseGet(() -> new HashPartitioner(Math.max(1, input.partitions())));
    }
}
