/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.table.Gathering;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/// The keys of a table in as many rounds as memory makes necessary.
///
/// From some row on a full table takes no new key. Pairs with other keys go to disk in their order, and are what the
/// next round begins with. So each key is in one round with all of its values, and the keys of all rounds, one after
/// the other, are in the order of their first occurrence.
final class KeyRounds {
    private KeyTable keys = new KeyTable();
    private boolean full;
    private boolean overflowed;
    private final Room room;

    /// For each of the table's inputs; null where nothing has gone to disk in this round.
    private final SpillWriter[] overflow;

    private int[] knownRows = new int[Window.ROWS];
    private int[] newRows = new int[Window.ROWS];

    /// Pairs of known keys, if they are not all of a window.
    private Window known;

    KeyRounds(int inputs, Room room) {
        this.overflow = new SpillWriter[inputs];
        this.room = room;
    }

    /// Those of this round.
    KeyTable keys() {
        return keys;
    }

    /// About what keys take with so many more.
    long bytesWith(int more) {
        return keys.bytesWith(full ? 0 : more);
    }

    /// Takes no more keys in this round, unless there is none at all.
    void close() {
        full = keys.size() > 0;
    }

    /// The number of a key; [KeyTable#ABSENT] if its pair has to go to the next round, see [#overflow].
    int slot(Object key) {
        return full ? keys.find(key) : keys.slot(key);
    }

    /// As [#slot(Object)] for a pair, which has gone to the next round if need be.
    int slot(int input, Tuple2<?, ?> pair) {
        var slot = slot(pair._1());
        if (slot == KeyTable.ABSENT) {
            overflow(input).append((Object) pair);
        }
        return slot;
    }

    /// Numbers keys, and returns the pairs whose keys are in this round. The others went to the next one.
    ///
    /// @param slots gets the number of the key of each row that is returned
    Window pairs(int input, Window pairs, int[] slots) {
        if (!full) {
            keys.slots(pairs.part(0), slots);
            return pairs;
        }
        keys.find(pairs.part(0), slots);
        reserve(pairs.size());
        var knownCount = 0;
        var newCount = 0;
        for (var row = 0; row < pairs.size(); row++) {
            if (slots[row] == KeyTable.ABSENT) {
                newRows[newCount++] = row;
            } else {
                slots[knownCount] = slots[row];
                knownRows[knownCount++] = row;
            }
        }
        if (newCount == 0) {
            return pairs;
        }
        overflow(input).append(pairs, newRows, newCount);
        return selected(pairs, knownCount);
    }

    private void reserve(int rows) {
        if (knownRows.length < rows) {
            knownRows = new int[rows];
            newRows = new int[rows];
            known = null;
        }
    }

    private Window selected(Window pairs, int count) {
        if (known == null || !known.kind().equals(pairs.kind())) {
            known = new Window(pairs.kind(), knownRows.length);
        }
        new Gathering(pairs.kind(), List.of(pairs)).copy(knownRows, 0, count, known, 0);
        known.size(count);
        return known;
    }

    /// Where pairs of an input go that are for the next round.
    SpillWriter overflow(int input) {
        if (overflow[input] == null) {
            overflow[input] = room.open();
            overflowed = true;
        }
        return overflow[input];
    }

    /// Whether there is a next round.
    boolean hasNext() {
        return overflowed;
    }

    /// Begins the next round.
    ///
    /// @param replay is given the pairs of each input that belong to it
    /// @return false if there is none
    boolean next(ObjIntConsumer<WindowSource> replay) {
        if (!hasNext()) {
            return false;
        }
        keys = new KeyTable();
        full = false;
        overflowed = false;
        room.emptied();
        var inputs = new ArrayList<SpilledRows>();
        for (var input = 0; input < overflow.length; input++) {
            inputs.add(overflow[input] == null ? null : room.finish(overflow[input]));
            overflow[input] = null;
        }
        for (var input = 0; input < overflow.length; input++) {
            if (inputs.get(input) != null) {
                replay.accept(room.read(inputs.get(input)), input);
                inputs.get(input).close();
            }
        }
        return true;
    }
}
