/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.sort.Sorter;
import dev.sparrow.compute.window.DeferredWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;

import java.util.Comparator;
import java.util.List;

/// Sorts what was moved by key.
record Sort(ExchangeScan input, Comparator<Object> order, Label label) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        var moved = input.windows(partition, evaluation);
        return new DeferredWindows(() -> {
            var sorter = Sorter.of(order, label, evaluation.environment());
            evaluation.drain(moved, sorter);
            return sorter.sorted();
        });
    }

    @Override
    public String name() {
        return label.operator();
    }

    @Override
    public String describe() {
        return label + ": sort";
    }

    @Override
    public List<ExchangeScan> inputs() {
        return List.of(input);
    }
}
