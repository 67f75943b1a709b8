/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.spill.Buckets;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.window.KnownRows;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.RowNumbers;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Keys in the order of their first occurrence, each with what was folded of its values.
///
/// Refused memory, it takes no more keys; pairs with others wait in [Buckets]. If states grow on and are refused again,
/// all keys but the first go there too, with the states they have so far. So values are folded in their order whatever
/// memory there is, and each table is done with one key at least.
final class FoldTable {
    /// States of keys that were in a table already: the keys that came first.
    private static final int SHED = 0;

    /// States of keys that were not, since they waited before.
    private static final int STATES = 1;

    /// What comes after these states, and may have other keys.
    private static final int PAIRS = 2;

    private static final int INPUTS = 3;

    private final OperatorMemory memory;

    /// What is read into it; null if nothing has waited yet.
    private final Buckets.Bucket bucket;

    private final FoldStates states;
    private KeyTable keys = new KeyTable();
    private final KnownRows rows = new KnownRows();
    private boolean closed;

    /// By the number of a key, that of its first row. Null where the table is for all pairs that are left: then the
    /// number of the key itself does.
    private long[] numbers;

    /// Null as long as nothing waits.
    private Buckets waiting;

    /// A table for all pairs.
    FoldTable(OperatorMemory memory, FoldStates states) {
        this(memory, states, null);
    }

    private FoldTable(OperatorMemory memory, FoldStates states, Buckets.Bucket bucket) {
        this.memory = memory;
        this.states = states;
        this.bucket = bucket;
        states.clear();
    }

    /// A table for what has waited.
    ///
    /// @param states of other keys, not wanted any more
    static FoldTable of(Buckets.Bucket bucket, OperatorMemory memory, FoldStates states, PairSink owner) {
        var table = new FoldTable(memory, states, bucket);
        table.numbers = bucket.isInOrder() ? null : new long[Window.ROWS];
        var numbers = new RowNumbers();
        var slots = new int[Window.ROWS];
        owner.wrap(() -> {
            for (var input : List.of(SHED, STATES, PAIRS)) {
                var windows = bucket.windows(input, numbers);
                for (var numbered = windows.next(); numbered != null; numbered = windows.next()) {
                    if (input == PAIRS) {
                        table.add(numbered, slots);
                    } else {
                        table.takeStates(numbered);
                    }
                }
            }
        });
        return table;
    }

    private void takeStates(Window numbered) {
        var pairs = numbered.part(1);
        for (var row = 0; row < numbered.size(); row++) {
            if (row % OperatorMemory.ROWS_PER_QUESTION == 0) {
                reserve(OperatorMemory.ROWS_PER_QUESTION);
            }
            var pair = (Tuple2<?, ?>) pairs.get(row);
            var number = numbered.longs(0)[row];
            if (closed) {
                waiting().append(STATES, number, pair);
            } else {
                var slot = keys.slot(pair._1());
                if (numbers != null) {
                    number(slot, number);
                }
                states.put(pair._2());
            }
        }
    }

    /// Adds a pair whose key may be new.
    void add(long number, Tuple2<?, ?> pair) throws Exception {
        var slot = closed ? keys.find(pair._1()) : keys.slot(pair._1());
        if (slot == KeyTable.ABSENT) {
            waiting().append(PAIRS, number, pair);
        } else {
            states.add(slot, pair._2());
        }
    }

    /// Adds numbered pairs.
    ///
    /// @param slots room for a number for each row
    void add(Window numbered, int[] slots) throws Exception {
        reserve(numbered.size());
        var pairs = numbered.part(1);
        if (!closed) {
            keys.slots(pairs.part(0), slots);
            if (numbers != null) {
                number(numbered, slots);
            }
            states.add(slots, pairs.part(1));
            return;
        }
        keys.find(pairs.part(0), slots);
        var known = rows.of(pairs, slots);
        if (rows.othersCount() > 0) {
            waiting().append(PAIRS, numbered, rows.others(), rows.othersCount());
        }
        if (known.size() > 0) {
            states.add(slots, known.part(1));
        }
    }

    private void number(Window numbered, int[] slots) {
        var next = states.size();
        for (var row = 0; row < numbered.size(); row++) {
            if (slots[row] == next) {
                number(next++, numbered.longs(0)[row]);
            }
        }
    }

    private void number(int slot, long number) {
        if (slot == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * slot);
        }
        numbers[slot] = number;
    }

    private long number(int slot) {
        return numbers == null ? slot : numbers[slot];
    }

    /// To be called before so many pairs are added.
    void reserve(int more) {
        if (memory.holds(bytesWith(more))) {
            return;
        }
        closed = keys.size() > 0;
        if (closed && states.leaf() == Kind.Leaf.OBJECT && !memory.holds(bytesWith(0))) {
            shed();
        }
    }

    private long bytesWith(int more) {
        var added = closed ? 0 : more;
        return keys.bytesWith(added)
                + states.bytesWith(added)
                + (numbers == null ? 0 : 2L * Long.BYTES * (keys.size() + added));
    }

    /// All keys but the first go to disk with their states.
    private void shed() {
        var first = keys.key(0);
        var state = states.get(0);
        var source = windows();
        var kept = 1;
        for (var window = source.next(); window != null; window = source.next()) {
            waiting().append(SHED, window, rowsFrom(kept, window.size()), window.size() - kept);
            kept = 0;
        }
        keys = new KeyTable();
        keys.slot(first);
        states.clear();
        states.put(state);
        memory.emptied();
        memory.insist(bytesWith(0), first);
    }

    private static int[] rowsFrom(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private Buckets waiting() {
        if (waiting == null) {
            waiting = bucket == null ? Buckets.one(memory, INPUTS) : Buckets.of(bucket, keys.size());
        }
        return waiting;
    }

    /// What did not find room. To be asked for after all were added.
    List<Buckets.Bucket> waited() {
        return waiting == null ? List.of() : waiting.finish();
    }

    /// A pair for each key and its state, with the number of the key's first row, in the order of these.
    WindowSource windows() {
        var numbers = new Window(Kind.Leaf.LONG);
        var pairs = new Window(PairShape.kind(keys.kind(), states.leaf()));
        var table = keys;
        return new WindowSource() {
            private int slot;

            @Override
            public Window next() {
                var count = Math.min(Window.ROWS, table.size() - slot);
                if (count == 0) {
                    return null;
                }
                table.copy(slot, count, pairs);
                states.copy(slot, count, pairs.leaf(table.kind().leaves()));
                for (var row = 0; row < count; row++) {
                    numbers.longs(0)[row] = number(slot + row);
                }
                numbers.size(count);
                pairs.size(count);
                slot += count;
                return PairShape.of(numbers, pairs);
            }
        };
    }
}
