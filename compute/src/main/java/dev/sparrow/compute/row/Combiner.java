/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.pipeline.WindowSink;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Makes one value of the values of each key; keys stay in the order of their first occurrence. A key may be null.
///
/// An exchange that combines before it moves ([Aggregation#mapSide]) writes what [#ofValues] makes, so [#ofMoved]
/// merges these; one that does not writes the values themselves, and [#ofMoved] does all the work. Both choose by the
/// same flag.
abstract sealed class Combiner implements WindowSink permits FoldCombiner, GroupCombiner {
    private final Label label;
    private final KeyTable keys = new KeyTable();
    private int[] slots = new int[Window.ROWS];

    Combiner(Label label) {
        this.label = label;
    }

    /// Combines values as the user's program made them.
    static Combiner ofValues(Aggregation aggregation, Label label, Compilation compilation) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce ->
                    new FoldCombiner(new SlotFold.Start.Value(), reduce.function(), label, compilation);
            case Aggregation.Fold fold -> {
                var zero = Snapshot.take(fold.zero(), "the zero value of " + label);
                yield new FoldCombiner(new SlotFold.Start.Zero(zero::copy), fold.sequence(), label, compilation);
            }
            case Aggregation.Combine combine ->
                    new FoldCombiner(
                            new SlotFold.Start.Create(combine.create()), combine.sequence(), label, compilation);
            case Aggregation.Group _ -> new GroupCombiner(label);
        };
    }

    /// Combines what an exchange with this aggregation moved.
    static Combiner ofMoved(Aggregation aggregation, Label label, Compilation compilation) {
        return aggregation.mapSide()
                ? new FoldCombiner(new SlotFold.Start.Value(), merge(aggregation), label, compilation)
                : ofValues(aggregation, label, compilation);
    }

    private static Function2<Object, Object, Object> merge(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> reduce.function();
            case Aggregation.Fold fold -> fold.merge();
            case Aggregation.Combine combine -> combine.merge();
            case Aggregation.Group _ -> throw new IllegalStateException("Groups are not combined before they move");
        };
    }

    final Label label() {
        return label;
    }

    @Override
    public final boolean accept(Object element) {
        var pair = UserCode.pair(element, label);
        try {
            add(keys.slot(pair._1()), pair._2());
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        return true;
    }

    @Override
    public final boolean accept(Window window) {
        if (!Pairs.are(window.kind())) {
            for (var row = 0; row < window.size(); row++) {
                accept(window.get(row));
            }
            return true;
        }
        if (slots.length < window.size()) {
            slots = new int[window.size()];
        }
        try {
            keys.slots(window.part(0), slots);
            add(slots, window.part(1));
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        return true;
    }

    /// @param slot the key's number, as its table gave it
    abstract void add(int slot, Object value) throws Exception;

    /// Adds each row's value to that of its slot.
    abstract void add(int[] slots, Window values) throws Exception;

    abstract Object combined(int slot);

    /// What arrays hold what was combined.
    abstract Kind.Leaf leaf();

    /// Copies what was combined for `count` slots to the front of an array of the leaf.
    abstract void copy(int from, int count, Object array);

    /// To be gone through once, after all were added.
    final Iterator<Tuple2<Object, Object>> pairs() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < keys.size();
            }

            @Override
            public Tuple2<Object, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var pair = new Tuple2<>(keys.key(slot), combined(slot));
                slot++;
                return pair;
            }
        };
    }

    /// The same pairs in windows.
    final WindowSource windows() {
        var window = new Window(Pairs.kind(keys.leaf(), leaf()));
        return new WindowSource() {
            private int slot;

            @Override
            public Window next() {
                var count = Math.min(Window.ROWS, keys.size() - slot);
                if (count == 0) {
                    return null;
                }
                keys.copy(slot, count, window.leaf(0));
                copy(slot, count, window.leaf(1));
                window.size(count);
                slot += count;
                return window;
            }
        };
    }
}
