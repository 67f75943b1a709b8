/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.lineage.Label;

final class MapToDoubleStep extends BoundStep {
    private final DoubleFunction<Object> function;

    MapToDoubleStep(DoubleFunction<Object> function, Label label, BoundStep next) {
        super(label, next);
        this.function = function;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        return function.call(value);
    }
}
