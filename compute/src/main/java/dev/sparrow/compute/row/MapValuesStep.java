/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

final class MapValuesStep extends BoundStep {
    private final Function<Object, Object> function;

    MapValuesStep(Function<Object, Object> function, Label label, BoundStep next) {
        super(label, next);
        this.function = function;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        var pair = UserCode.pair(value, label);
        return new Tuple2<>(pair._1(), function.call(pair._2()));
    }
}
