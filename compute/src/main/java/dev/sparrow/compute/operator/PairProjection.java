/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.window.PartWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Step;

import java.util.List;

/// One side of pairs that come in windows, for whoever does not want the pairs.
///
/// @param call the step that takes this side
/// @param part which side
record PairProjection(WindowOperator input, Op.StepCall call, int part) implements WindowOperator {

    @Override
    public WindowSource make(int partition, Evaluation evaluation) {
        var function = ((Step.Map) call.step()).function();
        return new PartWindows(input.windows(partition, evaluation), part, function, new UserCode(call.label()));
    }

    @Override
    public String name() {
        return call.label().operator();
    }

    @Override
    public String describe() {
        return call.label() + ": a side of pairs";
    }

    @Override
    public List<WindowOperator> inputs() {
        return List.of(input);
    }
}
