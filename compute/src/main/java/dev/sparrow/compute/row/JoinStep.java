/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.join.JoinBuild;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.lineage.Label;

/// Joins each left pair with its partners, which are in a table.
public final class JoinStep extends BoundStep {
    private final JoinBuild rights;

    public JoinStep(JoinBuild rights, Label label, BoundStep next) {
        super(label, next);
        this.rights = rights;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        var pair = UserCode.pair(value, label);
        var rounds = rights.rounds();
        if (rounds.isPresent()) {
            rounds.get().left(pair);
            return NOTHING;
        }
        var table = rights.table();
        var slot = table.ask(pair._1());
        if (slot == KeyTable.ABSENT) {
            var unmatched = table.unmatched(pair);
            return unmatched == null ? NOTHING : unmatched;
        }
        var joined = table.joined(pair, slot);
        // A single partner, as in a join with a unique key, goes on at once.
        if (table.count(slot) == 1) {
            return joined.hasNext() ? joined.next() : NOTHING;
        }
        run.expand(value, joined, this);
        return NOTHING;
    }
}
