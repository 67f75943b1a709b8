/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;

import java.util.Iterator;

final class FlatMapStep extends BoundStep {
    private final Function<Object, Iterator<Object>> function;

    FlatMapStep(Function<Object, Iterator<Object>> function, Label label, BoundStep next) {
        super(label, next);
        this.function = function;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        run.expand(value, UserCode.iterator(function.call(value), label), this);
        return NOTHING;
    }
}
