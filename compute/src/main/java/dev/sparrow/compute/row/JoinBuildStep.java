/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.join.JoinBuild;
import dev.sparrow.compute.window.WindowElements;
import dev.sparrow.lineage.Label;

import java.util.Collections;
import java.util.Iterator;

/// Takes the right side of a join into its table.
public final class JoinBuildStep extends Absorber {
    private final JoinBuild rights;

    public JoinBuildStep(JoinBuild rights, Label label) {
        super(label);
        this.rights = rights;
    }

    @Override
    void absorb(Object value) {
        rights.accept(value);
    }

    /// What comes after the left side has passed: what it has left of the table, or, if the table was too small, all.
    @Override
    Iterator<?> results() {
        var rounds = rights.rounds();
        if (rounds.isPresent()) {
            return new WindowElements(rounds.get().windows());
        }
        return rights.kind().keepsRight() ? rights.table().unmatched() : Collections.emptyIterator();
    }
}
