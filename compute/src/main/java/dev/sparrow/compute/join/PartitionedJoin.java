/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.join;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.sort.SortedRuns;
import dev.sparrow.compute.spill.Buckets;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.RowNumbers;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

/// A join whose right side is too large for a table. Both sides wait on disk in [Buckets], which are joined one after
/// the other; what they make is merged by the numbers of the left pairs, so its order is that of a join in memory.
///
/// A bucket may be too large again, since many right pairs have the same key for instance. Then tables hold one part of
/// its right pairs after the other, and its left pairs pass by each of them.
public final class PartitionedJoin {
    private static final int RIGHT = 0;
    private static final int LEFT = 1;
    private static final int INPUTS = 2;

    private final JoinKind kind;
    private final Label label;
    private final OperatorMemory memory;
    private final Buckets waiting;
    private final RowNumbers lefts = new RowNumbers();

    /// What was made of left pairs by their numbers, and of right pairs that no left one met by theirs.
    private final SortedRuns joined;

    private final SortedRuns unmatched;
    private final int[] slots = new int[Window.ROWS];

    PartitionedJoin(JoinKind kind, Label label, OperatorMemory memory) {
        this.kind = kind;
        this.label = label;
        this.memory = memory;
        this.waiting = Buckets.many(memory, INPUTS);
        this.joined = SortedRuns.byNumber(memory);
        this.unmatched = SortedRuns.byNumber(memory);
    }

    /// Takes a right pair.
    void right(long number, Tuple2<?, ?> pair) {
        waiting.append(RIGHT, number, pair);
    }

    /// Takes right pairs with their numbers.
    void right(Window numbered) {
        waiting.append(RIGHT, numbered);
    }

    /// Takes the next left pair, after all right ones.
    public void left(Tuple2<?, ?> pair) {
        try {
            waiting.append(LEFT, lefts.next(), pair);
        } catch (Throwable e) {
            throw UserFailure.of(label, pair, e);
        }
    }

    /// Takes the next left pairs.
    public void left(Window window) {
        if (!PairShape.are(window.kind())) {
            for (var row = 0; row < window.size(); row++) {
                left(UserCode.pair(window.get(row), label));
            }
            return;
        }
        try {
            waiting.append(LEFT, lefts.of(window));
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    /// All elements of the join in their order; to be asked for once, after the left pairs were taken.
    public WindowSource windows() {
        for (var bucket : waiting.finish()) {
            try {
                join(bucket);
            } catch (Throwable e) {
                throw UserFailure.of(label, e);
            }
            bucket.close();
        }
        memory.emptied();
        var sources = List.of(joined.merged(), unmatched.merged()).iterator();
        return new WindowSource() {
            private WindowSource source = sources.next();

            @Override
            public Window next() {
                var numbered = source.next();
                while (numbered == null && sources.hasNext()) {
                    source = sources.next();
                    numbered = source.next();
                }
                return numbered == null ? null : numbered.part(1);
            }
        };
    }

    private void join(Buckets.Bucket bucket) {
        var rights = windows(bucket, RIGHT);
        var matched = new BitSet();
        for (var window = rights.next(); window != null; ) {
            var table = new JoinTable(kind);
            memory.emptied();
            while (window != null && (memory.holds(table.bytesWith(window.size())) || table.isEmpty())) {
                table.addNumbered(window, slots);
                window = rights.next();
            }
            if (kind == JoinKind.INNER) {
                joined.add(inner(windows(bucket, LEFT), table));
            } else {
                meet(windows(bucket, LEFT), table, matched);
            }
            if (kind.keepsRight()) {
                write(unmatched, table::unmatched);
            }
        }
        if (kind.keepsLeft() || kind == JoinKind.ANTI) {
            stayAlone(windows(bucket, LEFT), matched);
        }
    }

    private static WindowSource windows(Buckets.Bucket bucket, int input) {
        return bucket.windows(input, new RowNumbers());
    }

    /// Numbered elements of an inner join. Numbers go through it as a part of the left values.
    private WindowSource inner(WindowSource numbered, JoinTable table) {
        WindowSource inside =
                () -> {
                    var window = numbered.next();
                    return window == null ? null : numbersInside(window);
                };
        var windows = new JoinProbe(inside, table, label);
        return () -> {
            var window = windows.next();
            return window == null ? null : numbersOutside(window);
        };
    }

    /// Of `(number, (key, left))` makes `(key, (number, left))`.
    private static Window numbersInside(Window window) {
        var key = window.part(1).part(0).kind();
        var arrays = new ArrayList<>(window.arrays());
        arrays.add(key.leaves(), arrays.removeFirst());
        var left = PairShape.kind(Kind.Leaf.LONG, window.part(1).part(1).kind());
        return Window.over(PairShape.kind(key, left), arrays, window.size());
    }

    /// Of `(key, ((number, left), right))` makes `(number, (key, (left, right)))`.
    private static Window numbersOutside(Window window) {
        var key = window.part(0).kind();
        var both = window.part(1);
        var arrays = new ArrayList<>(window.arrays());
        arrays.addFirst(arrays.remove(key.leaves()));
        var element = PairShape.kind(key, PairShape.kind(both.part(0).part(1).kind(), both.part(1).kind()));
        return Window.over(PairShape.kind(Kind.Leaf.LONG, element), arrays, window.size());
    }

    /// @param matched gets the places of left pairs that have a partner
    private void meet(WindowSource numbered, JoinTable table, BitSet matched) {
        write(
                joined,
                taker -> {
                    var place = 0;
                    for (var window = numbered.next(); window != null; window = numbered.next()) {
                        var pairs = window.part(1);
                        for (var row = 0; row < window.size(); row++, place++) {
                            Object number = window.longs(0)[row];
                            var left = (Tuple2<?, ?>) pairs.get(row);
                            var slot = table.ask(left._1());
                            if (slot != KeyTable.ABSENT && (kind.pairsValues() || !matched.get(place))) {
                                matched.set(place);
                                table.joined(left, slot).forEachRemaining(element -> taker.accept(number, element));
                            }
                        }
                    }
                });
    }

    private void stayAlone(WindowSource numbered, BitSet matched) {
        var table = new JoinTable(kind);
        write(
                joined,
                taker -> {
                    var place = 0;
                    for (var window = numbered.next(); window != null; window = numbered.next()) {
                        var pairs = window.part(1);
                        for (var row = 0; row < window.size(); row++, place++) {
                            if (!matched.get(place)) {
                                taker.accept(window.longs(0)[row], table.unmatched((Tuple2<?, ?>) pairs.get(row)));
                            }
                        }
                    }
                });
    }

    /// What gives numbered elements to somebody.
    @FunctionalInterface
    private interface Numbered {
        void give(BiConsumer<Object, Object> taker);
    }

    private void write(SortedRuns runs, Numbered elements) {
        SpillWriter writer = memory.open();
        elements.give((number, element) -> writer.append((Object) new Tuple2<>(number, element)));
        runs.add(memory.finish(writer));
    }
}
