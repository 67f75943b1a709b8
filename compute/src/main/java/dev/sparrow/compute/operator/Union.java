/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.Evaluation;

import java.util.List;
import java.util.stream.IntStream;

/// The partitions of one dataset after those of another; the steps above are in the loops of each.
///
/// @param calls the steps above
/// @param lowering makes the inputs
record Union(Op.Union op, List<Op.StepCall> calls, Lowering lowering) implements Pipelined {

    /// Unions of unions are gone through in a loop, for there may be many.
    @Override
    public PartitionElements open(int partition, WarmUp head, Evaluation evaluation) {
        Pipelined operator = this;
        var of = partition;
        while (operator instanceof Union union) {
            evaluation.environment().opened(union::describe);
            var sizes = union.op().partitions();
            var input = 0;
            for (; of >= sizes.get(input); input++) {
                of -= sizes.get(input);
            }
            operator = union.input(input);
        }
        return operator.open(of, head, evaluation);
    }

    private Pipelined input(int place) {
        return lowering.elements(op.inputs().get(place), calls);
    }

    @Override
    public String name() {
        return "union";
    }

    @Override
    public String describe() {
        return "union of " + op.inputs().size();
    }

    @Override
    public String takerOfInputs(String taker) {
        return taker;
    }

    @Override
    public List<Pipelined> inputs() {
        return inputsThatAreRead(op).mapToObj(this::input).toList();
    }

    /// The places of inputs that have partitions.
    static IntStream inputsThatAreRead(Op.Union op) {
        return IntStream.range(0, op.inputs().size()).filter(place -> op.partitions().get(place) > 0);
    }
}
