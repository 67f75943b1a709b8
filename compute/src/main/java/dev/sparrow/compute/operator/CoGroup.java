/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.aggregate.CoGroups;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.DeferredWindows;
import dev.sparrow.compute.window.WindowSource;

import java.util.List;

/// Gathers the values that each key has in several inputs, in one table.
///
/// @param lowering makes the inputs, in which loops are nested one deeper
record CoGroup(Op.CoGrouped op, Lowering lowering) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        return new DeferredWindows(() -> grouped(partition, evaluation));
    }

    private WindowSource grouped(int partition, Evaluation evaluation) {
        var groups = new CoGroups(op.inputs().size(), op.label(), evaluation.environment());
        for (var i = 0; i < op.inputs().size(); i++) {
            lowering.elements(op.inputs().get(i)).open(partition, evaluation).into(groups.input(i));
        }
        evaluation.environment().checkCancelled();
        return groups.windows();
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": co-group";
    }

    @Override
    public List<Pipelined> inputs() {
        return op.inputs().stream().map(lowering::elements).toList();
    }
}
