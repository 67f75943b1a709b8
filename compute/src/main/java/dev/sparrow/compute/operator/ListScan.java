/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.CountedElements;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.Origin;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.value.DatasetId;

import java.util.Iterator;
import java.util.List;

/// Reads a collection of the program's.
record ListScan(DatasetId source) implements LoopInput, RowOperator {

    @Override
    public LoopSource source(int partition, WarmUp head, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        return new LoopSource.OfIterator(elements(partition, evaluation), Origin.LIST);
    }

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var elements = elements(partition, run.evaluation());
        run.push(Frame.own(CountedElements.read(elements, Origin.LIST, run.evaluation().environment()), then));
    }

    private Iterator<Object> elements(int partition, Evaluation evaluation) {
        return evaluation.environment().slice(source, partition);
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String describe() {
        return "list: slices of dataset " + source;
    }

    @Override
    public List<PhysicalOperator> inputs() {
        return List.of();
    }
}
