/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.loop.ConcatenatedElements;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.Evaluation;

import java.util.List;

/// Some partitions of a dataset one after the other, as one; the steps above are in the loops of each.
///
/// @param calls the steps above
/// @param lowering makes the input, in which loops are nested one deeper
record Concatenate(Op.Coalesced op, List<Op.StepCall> calls, Lowering lowering) implements Pipelined {

    @Override
    public PartitionElements open(int partition, WarmUp head, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        var input = input();
        return new ConcatenatedElements(
                op.firstInput(partition), op.firstInput(partition + 1), part -> input.open(part, head, evaluation));
    }

    private Pipelined input() {
        return lowering.elements(op.input(), calls);
    }

    @Override
    public String name() {
        return "coalesce";
    }

    @Override
    public String describe() {
        return describe(op);
    }

    static String describe(Op.Coalesced op) {
        return op.first() == 0 && op.count() > op.partitions()
                ? "coalesce from " + op.count() + " to " + op.partitions() + " partitions"
                : "partitions " + op.first() + " to " + (op.first() + op.count() - 1);
    }

    @Override
    public String takerOfInputs(String taker) {
        return taker;
    }

    @Override
    public List<Pipelined> inputs() {
        return op.count() == 0 ? List.of() : List.of(input());
    }
}
