/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.join;

import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueColumn;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Right pairs of a join: their values by key, and which of the keys the left side has asked for.
public final class JoinTable {
    private final JoinKind kind;
    private final KeyTable keys = new KeyTable();
    private final ValueLists values = new ValueLists();
    private final BitSet asked = new BitSet();

    /// Those of the pairs, where they were added with numbers that will be asked for.
    private final ValueColumn numbers = new ValueColumn();

    JoinTable(JoinKind kind) {
        this.kind = kind;
    }

    void add(Tuple2<?, ?> pair) {
        var slot = keys.slot(pair._1());
        if (kind.pairsValues()) {
            values.add(slot, pair._2());
        }
    }

    /// Adds the pairs of a window that has keys and values in columns of their own.
    ///
    /// @param slots room for a number for each row
    void add(Window pairs, int[] slots) {
        keys.slots(pairs.part(0), slots);
        if (kind.pairsValues()) {
            values.add(slots, pairs.part(1));
        }
    }

    /// As [#add(Window, int\[\])] for pairs with numbers.
    void addNumbered(Window numbered, int[] slots) {
        add(numbered.part(1), slots);
        for (var row = 0; row < numbered.size() && kind.keepsRight(); row++) {
            numbers.append(numbered.longs(0)[row]);
        }
    }

    boolean isEmpty() {
        return keys.size() == 0;
    }

    /// About what memory it takes with so many more pairs.
    long bytesWith(int more) {
        return keys.bytesWith(more) + values.bytesWith(more) + numbers.bytesWith(more);
    }

    /// The pairs that were added, in their order; only their keys where values are not wanted.
    WindowSource pairs() {
        var gathering = values.gathering();
        var places = new int[Window.ROWS];
        var rows = kind.pairsValues() ? values.size() : keys.size();
        var window = new Window(PairShape.kind(keys.kind(), values.kind()));
        return new WindowSource() {
            private int from;

            @Override
            public Window next() {
                var count = Math.min(Window.ROWS, rows - from);
                if (count == 0) {
                    return null;
                }
                var keysOfRows = window.part(0);
                for (var row = 0; row < count; row++) {
                    places[row] = from + row;
                    keysOfRows.set(row, keys.key(kind.pairsValues() ? values.slot(from + row) : from + row));
                }
                if (kind.pairsValues()) {
                    gathering.copy(places, 0, count, window, keys.kind().leaves());
                }
                window.size(count);
                from += count;
                return window;
            }
        };
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
    public int ask(Object key) {
        var slot = keys.find(key);
        if (slot != KeyTable.ABSENT && kind.keepsRight()) {
            asked.set(slot);
        }
        return slot;
    }

    public int count(int slot) {
        return kind.pairsValues() ? values.count(slot) : 1;
    }

    /// The element that an unmatched left pair becomes; null if the kind of join drops it.
    public Tuple2<?, ?> unmatched(Tuple2<?, ?> left) {
        if (kind == JoinKind.ANTI) {
            return left;
        }
        return kind.keepsLeft() ? new Tuple2<>(left._1(), new Tuple2<>(value(left), Optional.empty())) : null;
    }

    /// What becomes of a left pair whose key has a number.
    public Iterator<Object> joined(Tuple2<?, ?> left, int slot) {
        return switch (kind) {
            case SEMI -> List.<Object>of(left).iterator();
            case ANTI -> Collections.emptyIterator();
            case INNER, LEFT_OUTER, RIGHT_OUTER, FULL_OUTER -> new Partners(left._1(), value(left), values(slot));
        };
    }

    private Object value(Tuple2<?, ?> left) {
        return kind.keepsRight() ? Optional.ofNullable(left._2()) : left._2();
    }

    private record Partners(Object key, Object left, Iterator<Object> rights) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return rights.hasNext();
        }

        @Override
        public Object next() {
            return new Tuple2<>(key, new Tuple2<>(left, rights.next()));
        }
    }

    /// The values of a key in their order, as the join's elements hold them.
    private Iterator<Object> values(int slot) {
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

    /// Gives the elements made of the pairs whose keys nobody has asked for, with the numbers that the pairs were added
    /// with.
    void unmatched(BiConsumer<Object, Object> taker) {
        for (var place = nextUnmatched(0); place < values.size(); place = nextUnmatched(place + 1)) {
            taker.accept(numbers.get(place), unmatched(place));
        }
    }

    /// The elements made of the pairs whose keys nobody has asked for, in the order of the pairs.
    public Iterator<Object> unmatched() {
        return new Iterator<>() {
            private int place = nextUnmatched(0);

            @Override
            public boolean hasNext() {
                return place < values.size();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var element = unmatched(place);
                place = nextUnmatched(place + 1);
                return element;
            }
        };
    }

    private int nextUnmatched(int from) {
        var place = from;
        while (place < values.size() && asked.get(values.slot(place))) {
            place++;
        }
        return place;
    }

    private Object unmatched(int place) {
        var value = values.value(place);
        var right = kind.keepsLeft() ? Optional.ofNullable(value) : value;
        return new Tuple2<>(keys.key(values.slot(place)), new Tuple2<>(Optional.empty(), right));
    }
}
