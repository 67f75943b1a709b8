/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.aggregate.CoGroups;
import dev.sparrow.compute.aggregate.PairSink;
import dev.sparrow.compute.window.WindowElements;
import dev.sparrow.lineage.Label;

import java.util.Iterator;

/// Takes the elements of one input of a cogroup. All inputs share the groups, so any of them can give them out.
public final class CoGroupStep extends Absorber {
    private final CoGroups groups;
    private final PairSink input;

    public CoGroupStep(CoGroups groups, int input, Label label) {
        super(label);
        this.groups = groups;
        this.input = groups.input(input);
    }

    @Override
    void absorb(Object value) {
        input.accept(value);
    }

    @Override
    Iterator<?> results() {
        return new WindowElements(groups.windows());
    }
}
