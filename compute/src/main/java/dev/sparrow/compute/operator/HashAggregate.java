/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.aggregate.Combiner;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.DeferredWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;

import java.util.List;

/// Combines what was moved by key, in a hash table.
record HashAggregate(ExchangeScan input, Aggregation aggregation, Label label) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        var moved = input.windows(partition, evaluation);
        return new DeferredWindows(() -> {
            var combiner = Combiner.ofMoved(aggregation, label, evaluation.environment());
            evaluation.drain(moved, combiner);
            return combiner.windows();
        });
    }

    @Override
    public String name() {
        return label.operator();
    }

    @Override
    public String describe() {
        return label + ": hash aggregate";
    }

    @Override
    public List<ExchangeScan> inputs() {
        return List.of(input);
    }
}
