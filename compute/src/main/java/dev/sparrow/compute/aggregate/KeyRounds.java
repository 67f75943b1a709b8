/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.window.KnownRows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/// The keys of a table in as many rounds as memory makes necessary.
///
/// From some row on a full table takes no new key. Pairs with other keys go to disk in their order, and are what the
/// next round begins with. So each key is in one round with all of its values, and the keys of all rounds, one after
/// the other, are in the order of their first occurrence.
final class KeyRounds {
    private KeyTable keys = new KeyTable();
    private boolean full;
    private boolean overflowed;
    private final OperatorMemory memory;

    /// For each of the table's inputs; null where nothing has gone to disk in this round.
    private final SpillWriter[] overflow;

    private final KnownRows rows = new KnownRows();

    KeyRounds(int inputs, OperatorMemory memory) {
        this.overflow = new SpillWriter[inputs];
        this.memory = memory;
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
        var known = rows.of(pairs, slots);
        if (rows.othersCount() > 0) {
            overflow(input).append(pairs, rows.others(), rows.othersCount());
        }
        return known;
    }

    /// Where pairs of an input go that are for the next round.
    SpillWriter overflow(int input) {
        if (overflow[input] == null) {
            overflow[input] = memory.open();
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
        memory.emptied();
        var inputs = new ArrayList<SpilledRows>();
        for (var input = 0; input < overflow.length; input++) {
            inputs.add(overflow[input] == null ? null : memory.finish(overflow[input]));
            overflow[input] = null;
        }
        for (var input = 0; input < overflow.length; input++) {
            if (inputs.get(input) != null) {
                replay.accept(memory.read(inputs.get(input)), input);
                inputs.get(input).close();
            }
        }
        return true;
    }

    /// What all rounds make, one after the other.
    ///
    /// @param round what the keys of this round make
    /// @param clear called before the next round
    WindowSource windows(Supplier<WindowSource> round, Runnable clear, ObjIntConsumer<WindowSource> replay) {
        return new WindowSource() {
            private WindowSource made = round.get();

            @Override
            public Window next() {
                for (var window = made.next(); ; window = made.next()) {
                    if (window != null) {
                        return window;
                    }
                    clear.run();
                    if (!KeyRounds.this.next(replay)) {
                        return null;
                    }
                    made = round.get();
                }
            }
        };
    }
}
