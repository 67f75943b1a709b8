/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.row.Absorber;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepBinder;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.lineage.Step;

import java.util.List;

/// Steps that run element by element.
///
/// @param from the first of them; those before it are in the input
/// @param to after the last
/// @param lowering makes the input
record RowSteps(Op.Steps op, int from, int to, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var chain = then;
        for (var call : calls().reversed()) {
            var bound = StepBinder.bind(call, partition, chain, run.evaluation().environment());
            chain = bound instanceof Absorber absorber ? run.flushed(absorber, chain) : bound;
        }
        run.push(new Frame.Partitions(input(), partition, partition + 1, chain));
    }

    private List<Op.StepCall> calls() {
        return op.calls().subList(from, to);
    }

    private RowOperator input() {
        return lowering.rows(op, from);
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public String describe() {
        return StepNames.chain("rows", input().name(), calls());
    }

    @Override
    public List<String> details() {
        return StepNames.lines(calls(), call -> call.label() + why(call.step()));
    }

    /// What keeps a step out of loops.
    private static String why(Step step) {
        return switch (step) {
            case Step.Glom _ -> ": makes a list of a partition";
            case Step.Sample _ -> ": draws its elements one by one";
            case Step.ZipWithIndex _ -> ": numbers its elements one by one";
            case Step.SortByKey _ -> ": sorts a partition";
            case Step.CombineInPlace _ -> ": gathers a partition in a table";
            case Step.MapPartitions _,
                    Step.Relational _,
                    Step.Map _,
                    Step.MapToDouble _,
                    Step.Filter _,
                    Step.FlatMap _,
                    Step.KeyBy _,
                    Step.MapValues _,
                    Step.FlatMapValues _ ->
                    "";
        };
    }

    @Override
    public boolean isChain() {
        return true;
    }

    @Override
    public List<RowOperator> inputs() {
        return List.of(input());
    }
}
