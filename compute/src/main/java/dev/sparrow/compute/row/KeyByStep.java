/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

final class KeyByStep extends BoundStep {
    private final Function<Object, Object> function;

    KeyByStep(Function<Object, Object> function, Label label, BoundStep next) {
        super(label, next);
        this.function = function;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        return new Tuple2<>(function.call(value), value);
    }
}
