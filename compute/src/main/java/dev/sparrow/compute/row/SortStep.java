/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.sort.Sorter;
import dev.sparrow.compute.window.WindowElements;
import dev.sparrow.lineage.Label;

import java.util.Iterator;

/// Pairs in the order of their keys.
final class SortStep extends Absorber {
    private final Sorter sorter;

    SortStep(Sorter sorter, Label label) {
        super(label);
        this.sorter = sorter;
    }

    @Override
    void absorb(Object value) {
        sorter.accept(value);
    }

    @Override
    Iterator<?> results() {
        return new WindowElements(sorter.sorted());
    }
}
