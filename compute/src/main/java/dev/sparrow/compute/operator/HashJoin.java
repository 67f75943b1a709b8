/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.join.JoinBuild;
import dev.sparrow.compute.join.JoinProbe;
import dev.sparrow.compute.join.PartitionedJoin;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.DeferredWindows;
import dev.sparrow.compute.window.WindowSource;

import java.util.List;

/// Joins the left input, window by window, with the right one, which is in a hash table. It is an inner join.
///
/// @param lowering makes the inputs, in which loops are nested one deeper
record HashJoin(Op.Joined op, Lowering lowering) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        return new DeferredWindows(() -> joined(partition, evaluation));
    }

    private WindowSource joined(int partition, Evaluation evaluation) {
        var rights = new JoinBuild(op.kind(), op.label(), evaluation.environment());
        lowering.elements(op.right()).open(partition, evaluation).into(rights);
        evaluation.environment().checkCancelled();
        var lefts = lowering.elements(op.left()).open(partition, evaluation).windows();
        return rights.rounds()
                .map(rounds -> joined(lefts, rounds, evaluation))
                .orElseGet(() -> new JoinProbe(lefts, rights.table(), op.label()));
    }

    private static WindowSource joined(WindowSource lefts, PartitionedJoin rounds, Evaluation evaluation) {
        for (var window = lefts.next(); window != null; window = lefts.next()) {
            evaluation.environment().checkCancelled();
            rounds.left(window);
        }
        return rounds.windows();
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": " + op.kind() + ", hash table of the right side";
    }

    @Override
    public List<Pipelined> inputs() {
        return List.of(lowering.elements(op.left()), lowering.elements(op.right()));
    }
}
