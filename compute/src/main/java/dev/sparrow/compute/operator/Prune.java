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
import dev.sparrow.compute.sort.RangeBounds;
import dev.sparrow.compute.sort.UserOrder;

import java.util.List;

/// The partitions of a sorted dataset that can hold keys of a range; the others are not opened, and come out empty. The
/// steps above are in the loops of each.
///
/// @param calls the steps above
/// @param lowering makes the input
record Prune(Op.Pruned op, List<Op.StepCall> calls, Lowering lowering) implements Pipelined {

    /// Neighbours: those from `first` to `last`.
    record Kept(int first, int last) {

        /// By the bounds that the sort placed its keys by.
        static Kept of(Op.Pruned op, Evaluation evaluation) {
            var order = new UserOrder(op.by().order(), op.label(), evaluation.environment());
            var bounds = RangeBounds.of(evaluation.environment().survey(op.sort()), op.by().partitions(), order);
            var lower = bounds.partition(op.lower(), order);
            var upper = bounds.partition(op.upper(), order);
            return new Kept(Math.min(lower, upper), Math.max(lower, upper));
        }

        private boolean has(int partition) {
            return first <= partition && partition <= last;
        }
    }

    @Override
    public PartitionElements open(int partition, WarmUp head, Evaluation evaluation) {
        evaluation.environment().opened(this::describe);
        var input = input();
        return Kept.of(op, evaluation).has(partition)
                ? input.open(partition, head, evaluation)
                : new ConcatenatedElements(0, 0, part -> input.open(part, head, evaluation));
    }

    private Pipelined input() {
        return lowering.elements(op.input(), calls);
    }

    @Override
    public String name() {
        return "partitions of a key range";
    }

    @Override
    public String describe() {
        return describe(op);
    }

    static String describe(Op.Pruned op) {
        return "partitions that can hold keys of " + op.label();
    }

    @Override
    public String takerOfInputs(String taker) {
        return taker;
    }

    @Override
    public List<Pipelined> inputs() {
        return List.of(input());
    }
}
