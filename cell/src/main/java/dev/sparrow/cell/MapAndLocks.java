/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.lock.CellCommand;
import dev.sparrow.coordination.lock.CellPart;
import dev.sparrow.coordination.lock.CellQuestion;
import dev.sparrow.coordination.lock.CellState;
import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.StateMachine;

import java.util.ArrayList;
import java.util.List;

/// What a cell keeps: a map of texts, and the files and locks of its lock service. They know nothing of each other.
final class MapAndLocks implements StateMachine {
    private final KeyValues map = new KeyValues();
    private final CellState locks = new CellState(new LockRules());

    CellState locks() {
        return locks;
    }

    @Override
    public Record apply(long index, Record command) {
        return command instanceof CellCommand ? locks.apply(index, command) : map.apply(index, command);
    }

    @Override
    public Record query(Record question) {
        return question instanceof CellQuestion ? locks.query(question) : map.query(question);
    }

    @Override
    public List<Record> snapshot() {
        var parts = new ArrayList<>(map.snapshot());
        parts.addAll(locks.snapshot());
        return parts;
    }

    @Override
    public void restore(List<Record> snapshot) {
        map.restore(snapshot.stream().filter(part -> !(part instanceof CellPart)).toList());
        locks.restore(snapshot.stream().filter(CellPart.class::isInstance).toList());
    }
}
