/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;

import java.util.Collections;
import java.util.Iterator;

/// Takes the right side of a join into its table.
final class JoinTableStep extends Absorber {
    private final JoinTable table;

    JoinTableStep(JoinTable table, Label label) {
        super(label);
        this.table = table;
    }

    @Override
    void absorb(Object value) {
        table.accept(value);
    }

    /// What comes after the left side has passed: what it has left of the table, or, if the table was too small, all.
    @Override
    Iterator<?> results() {
        var split = table.split();
        if (split.isPresent()) {
            return split.get().elements();
        }
        return table.kind().keepsRight() ? table.lonely() : Collections.emptyIterator();
    }
}
