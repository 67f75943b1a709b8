/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.lineage.Label;

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
        table.add(UserCode.pair(value, label));
    }

    /// What the left side has left of the table; to be asked for after it has passed.
    @Override
    Iterator<?> results() {
        return table.lonely();
    }
}
