/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.lineage.Label;

/// Joins each left pair with its partners, which are in a table.
final class JoinStep extends BoundStep {
    private final JoinTable table;

    JoinStep(JoinTable table, Label label, BoundStep next) {
        super(label, next);
        this.table = table;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        var pair = UserCode.pair(value, label);
        var split = table.split();
        if (split.isPresent()) {
            split.get().left(pair);
            return NOTHING;
        }
        var slot = table.ask(pair._1());
        if (slot == KeyTable.ABSENT) {
            return table.alone(pair);
        }
        var joined = table.joined(pair, slot);
        // A single partner, as in a join with a unique key, goes on at once.
        if (table.count(slot) == 1) {
            return joined.hasNext() ? joined.next() : NOTHING;
        }
        run.expand(joined, this);
        return NOTHING;
    }
}
