/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.aggregate.Combiner;
import dev.sparrow.compute.window.WindowElements;

import java.util.Iterator;

/// One pair for each key, in the order of their first occurrence.
final class CombineStep extends Absorber {
    private final Combiner combiner;

    CombineStep(Combiner combiner) {
        super(combiner.label);
        this.combiner = combiner;
    }

    @Override
    void absorb(Object value) {
        combiner.accept(value);
    }

    @Override
    Iterator<?> results() {
        return new WindowElements(combiner.windows());
    }
}
