/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.loop.FusedElements;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.Evaluation;

import java.util.List;

/// A compiled loop: elements go through steps to the output in a class of their own, see [FusedElements].
///
/// @param calls first to last, at most [Pipeline#STEPS_MAX]
record CompiledLoop(LoopInput input, List<Op.StepCall> calls) implements Pipelined {

    @Override
    public PartitionElements open(int partition, WarmUp head, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        return new FusedElements(evaluation, input.source(partition, head, evaluation), calls, head);
    }

    @Override
    public String name() {
        return "the loop";
    }

    @Override
    public String describe() {
        return StepNames.chain("loop", input.name(), calls);
    }

    @Override
    public List<String> details() {
        var lines = StepNames.lines(calls, call -> call.label().toString());
        if (calls.size() == Pipeline.STEPS_MAX && input instanceof Interpreted(RowSteps _, _)) {
            lines.add("a loop has at most " + Pipeline.STEPS_MAX + " steps: those before them run row by row");
        }
        return lines;
    }

    @Override
    public boolean isChain() {
        return true;
    }

    @Override
    public List<LoopInput> inputs() {
        return List.of(input);
    }
}
