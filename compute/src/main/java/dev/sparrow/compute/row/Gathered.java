/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.lineage.Exchange;

import java.util.Optional;

/// The partitions of operations whose elements come in windows.
final class Gathered {
    private Gathered() {}

    /// Empty if they come one by one.
    ///
    /// @param depth how many loops run while these elements are asked for, each inside the next
    static Optional<WindowSource> of(Op op, int partition, Evaluation evaluation, int depth) {
        if (op instanceof Op.ShuffleRead(var shuffle, var exchange, _)
                && (exchange instanceof Exchange.Partition || exchange instanceof Exchange.Rebalance)) {
            var environment = evaluation.environment();
            var counters = environment.counters();
            return Optional.of(
                    new BatchWindows(
                            environment.shuffle(shuffle, partition), rows -> counters.shuffleRecordsRead += rows));
        }
        return Optional.empty();
    }
}
