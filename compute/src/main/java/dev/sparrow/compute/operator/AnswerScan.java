/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.value.DatasetId;

import java.util.List;

/// Reads the partial answers of a survey, in the order of the partitions that were asked. They are no records.
record AnswerScan(DatasetId asker) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var answers = run.evaluation().environment().survey(asker).partials();
        run.push(Frame.own(answers.iterator(), then));
    }

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public String describe() {
        return "survey: partial answers for dataset " + asker;
    }

    @Override
    public List<PhysicalOperator> inputs() {
        return List.of();
    }
}
