/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;

final class FilterStep extends BoundStep {
    private final Function<Object, Boolean> predicate;

    FilterStep(Function<Object, Boolean> predicate, Label label, BoundStep next) {
        super(label, next);
        this.predicate = predicate;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        var stays = predicate.call(value);
        if (stays == null) {
            throw UserCode.noAnswer(value, label);
        }
        return stays ? value : NOTHING;
    }
}
