/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueColumn;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The right side of a join: its values by key, and which of its keys the left side has asked for.
///
/// Where memory is refused, it holds the keys of one round only, see [JoinRounds].
final class JoinTable extends PairSink {
    private final JoinKind kind;
    private final Room room;
    private final KeyRounds rounds;
    private ValueLists values = new ValueLists();
    private BitSet asked = new BitSet();
    private int unasked;

    /// How many pairs came, which numbers them.
    private long pairs;

    /// The numbers of the values in the table, where these are not their places: from place `numberedFrom` on.
    private ValueColumn numbers = new ValueColumn();

    private int numberedFrom = Integer.MAX_VALUE;

    /// Null before the first question about it.
    private JoinRounds split;

    JoinTable(JoinKind kind, Label label, TaskEnvironment environment) {
        super(label);
        this.kind = kind;
        this.room = new Room(label, environment);
        this.rounds = new KeyRounds(1, room);
    }

    JoinKind kind() {
        return kind;
    }

    @Override
    void add(Tuple2<?, ?> pair) {
        add(pairs++, pair);
    }

    private void add(long number, Tuple2<?, ?> pair) {
        if (unasked++ % Room.ROWS_PER_QUESTION == 0) {
            makeRoom(Room.ROWS_PER_QUESTION);
        }
        var slot = rounds.slot(pair._1());
        if (slot == KeyTable.ABSENT) {
            var right = kind.keepsRight() ? new Tuple2<>(number, pair._2()) : pair._2();
            rounds.overflow(0).append((Object) new Tuple2<>(pair._1(), right));
        } else if (kind.pairsValues()) {
            if (kind.keepsRight()) {
                number(number);
            }
            values.add(slot, pair._2());
        }
    }

    private void number(long number) {
        if (numberedFrom == Integer.MAX_VALUE && number != values.size()) {
            numberedFrom = values.size();
        }
        if (numberedFrom <= values.size()) {
            numbers.append(number);
        }
    }

    private long numberOf(int place) {
        return place < numberedFrom ? place : (Long) numbers.get(place - numberedFrom);
    }

    /// Only where pairs need no numbers.
    @Override
    void add(Window window, int[] slots) {
        if (kind.keepsRight()) {
            for (var row = 0; row < window.size(); row++) {
                add((Tuple2<?, ?>) window.get(row));
            }
            return;
        }
        makeRoom(window.size());
        var known = rounds.pairs(0, window, slots);
        if (kind.pairsValues() && known.size() > 0) {
            values.add(slots, known.part(1));
        }
    }

    private void makeRoom(int more) {
        if (!room.holds(rounds.bytesWith(more) + values.bytesWith(more))) {
            rounds.close();
        }
    }

    /// What joins left pairs if the table has room for some keys only; empty if it has all. To be asked after all pairs
    /// were added.
    Optional<JoinRounds> split() {
        if (split == null && rounds.hasNext()) {
            split = new JoinRounds(this, room);
        }
        return Optional.ofNullable(split);
    }

    /// Goes on with the keys that had no room so far; false if there are none.
    boolean nextRound() {
        values = new ValueLists();
        asked = new BitSet();
        numbers = new ValueColumn();
        numberedFrom = 0;
        return rounds.next((rows, _) -> {
            for (var window = rows.next(); window != null; window = rows.next()) {
                takeAgain(window);
            }
        });
    }

    private void takeAgain(Window window) {
        if (!kind.keepsRight()) {
            accept(window);
            return;
        }
        for (var row = 0; row < window.size(); row++) {
            var pair = (Tuple2<?, ?>) window.get(row);
            var numbered = (Tuple2<?, ?>) pair._2();
            add((Long) numbered._1(), new Tuple2<>(pair._1(), numbered._2()));
        }
    }

    /// Finds the number of each row's key; [KeyTable#ABSENT] if the right side does not have it.
    void find(Window wanted, int[] slots) {
        rounds.keys().find(wanted, slots);
    }

    /// The right side's values by the keys' numbers.
    ValueLists values() {
        return values;
    }

    /// The number of a key that the left side has; [KeyTable#ABSENT] if the right side does not have it.
    int ask(Object key) {
        var slot = rounds.keys().find(key);
        if (slot != KeyTable.ABSENT && kind.keepsRight()) {
            asked.set(slot);
        }
        return slot;
    }

    int count(int slot) {
        return kind.pairsValues() ? values.count(slot) : 1;
    }

    /// What becomes of a left pair without partners; [BoundStep#NOTHING] if nothing does.
    Object alone(Tuple2<?, ?> left) {
        if (kind == JoinKind.ANTI) {
            return left;
        }
        return kind.keepsLeft()
                ? new Tuple2<>(left._1(), new Tuple2<>(value(left), Optional.empty()))
                : BoundStep.NOTHING;
    }

    /// What becomes of a left pair whose key has a number.
    Iterator<Object> joined(Tuple2<?, ?> left, int slot) {
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

    /// Gives the elements made of the pairs whose keys nobody has asked for in this round, with the pairs' numbers.
    void lonely(BiConsumer<Object, Object> taker) {
        for (var place = nextLonely(0); place < values.size(); place = nextLonely(place + 1)) {
            taker.accept(numberOf(place), lonely(place));
        }
    }

    /// The elements made of the pairs whose keys nobody has asked for, in the order of the pairs.
    Iterator<Object> lonely() {
        return new Iterator<>() {
            private int place = nextLonely(0);

            @Override
            public boolean hasNext() {
                return place < values.size();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var element = lonely(place);
                place = nextLonely(place + 1);
                return element;
            }
        };
    }

    private int nextLonely(int from) {
        var place = from;
        while (place < values.size() && asked.get(values.slot(place))) {
            place++;
        }
        return place;
    }

    private Object lonely(int place) {
        var value = values.value(place);
        var right = kind.keepsLeft() ? Optional.ofNullable(value) : value;
        return new Tuple2<>(rounds.keys().key(values.slot(place)), new Tuple2<>(Optional.empty(), right));
    }
}
