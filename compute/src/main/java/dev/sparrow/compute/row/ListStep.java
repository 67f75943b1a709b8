/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import java.util.List;

/// Keeps all elements in a list that another step reads.
public final class ListStep extends BoundStep {
    private final List<Object> elements;

    public ListStep(List<Object> elements) {
        super(null, null);
        this.elements = elements;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        elements.add(value);
        return NOTHING;
    }
}
