/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The right side of a join: its values by key, and which of its keys the left side has asked for.
final class JoinTable extends PairSink {
    private final JoinKind kind;
    private final KeyTable keys = new KeyTable();
    private final ValueLists values = new ValueLists();
    private final BitSet asked = new BitSet();

    JoinTable(JoinKind kind, Label label) {
        super(label);
        this.kind = kind;
    }

    @Override
    void add(Tuple2<?, ?> pair) {
        var slot = keys.slot(pair._1());
        if (kind.pairsValues()) {
            values.add(slot, pair._2());
        }
    }

    @Override
    void add(Window pairs, int[] slots) {
        keys.slots(pairs.part(0), slots);
        if (kind.pairsValues()) {
            values.add(slots, pairs.part(1));
        }
    }

    /// Finds the number of each row's key; [KeyTable#ABSENT] if the right side does not have it.
    void find(Window wanted, int[] slots) {
        keys.find(wanted, slots);
    }

    /// The right side's values by the keys' numbers.
    ValueLists values() {
        return values;
    }

    /// The number of a key that the left side has; [KeyTable#ABSENT] if the right side does not have it.
    int ask(Object key) {
        var slot = keys.find(key);
        if (slot != KeyTable.ABSENT && kind.keepsRight()) {
            asked.set(slot);
        }
        return slot;
    }

    int count(int slot) {
        return values.count(slot);
    }

    /// The values of a key in their order, as the join's elements hold them.
    Iterator<Object> values(int slot) {
        var iterator = values.iterator(slot);
        return kind.keepsLeft() ? new Optionals(iterator) : iterator;
    }

    private record Optionals(Iterator<Object> values) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public Object next() {
            return Optional.ofNullable(values.next());
        }
    }

    /// The elements made of the pairs whose keys nobody has asked for, in the order of the pairs.
    Iterator<Object> lonely() {
        var slots = values.slots().toArray();
        return new Iterator<>() {
            private int place = nextLonely(0);

            private int nextLonely(int from) {
                var at = from;
                while (at < slots.length && asked.get(slots[at])) {
                    at++;
                }
                return at;
            }

            @Override
            public boolean hasNext() {
                return place < slots.length;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var value = values.value(place);
                var right = kind.keepsLeft() ? Optional.ofNullable(value) : value;
                var element = new Tuple2<>(keys.key(slots[place]), new Tuple2<>(Optional.empty(), right));
                place = nextLonely(place + 1);
                return element;
            }
        };
    }
}
