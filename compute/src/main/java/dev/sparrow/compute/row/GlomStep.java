/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// One list of all elements, also of none.
final class GlomStep extends Absorber {
    private final List<Object> elements = new ArrayList<>();

    GlomStep(Label label) {
        super(label);
    }

    @Override
    void absorb(Object value) {
        elements.add(value);
    }

    @Override
    Iterator<?> results() {
        return Collections.singletonList(elements).iterator();
    }
}
