/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.BatchWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.ShuffleId;

import java.util.List;

/// Reads what an exchange has moved to a partition, block after block.
record ExchangeScan(ShuffleId shuffle, Label label) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        var environment = evaluation.environment();
        return new BatchWindows(
                environment.shuffle(shuffle, partition), rows -> environment.counters().shuffleRecordsRead += rows);
    }

    @Override
    public String name() {
        return label.operator();
    }

    @Override
    public String describe() {
        return label + ": exchange " + shuffle;
    }

    @Override
    public List<PhysicalOperator> inputs() {
        return List.of();
    }
}
