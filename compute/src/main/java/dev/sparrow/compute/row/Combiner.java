/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueColumn;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Makes one value of the values of each key; keys stay in the order of their first occurrence. A key may be null.
///
/// An exchange that combines before it moves ([Aggregation#mapSide]) writes what [#ofValues] makes, so [#ofMoved]
/// merges these; one that does not writes the values themselves, and [#ofMoved] does all the work. Both choose by the
/// same flag.
abstract sealed class Combiner {
    private final Label label;
    private final KeyTable keys = new KeyTable();

    private Combiner(Label label) {
        this.label = label;
    }

    /// Combines values as the user's program made them.
    static Combiner ofValues(Aggregation aggregation, Label label) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> new Folding(label, value -> value, reduce.function());
            case Aggregation.Fold fold -> {
                var zero = Snapshot.take(fold.zero(), "the zero value of " + label);
                yield new Folding(label, value -> fold.sequence().call(zero.copy(), value), fold.sequence());
            }
            case Aggregation.Combine combine -> new Folding(label, combine.create(), combine.sequence());
            case Aggregation.Group _ -> new Grouping(label);
        };
    }

    /// Combines what an exchange with this aggregation moved.
    static Combiner ofMoved(Aggregation aggregation, Label label) {
        return aggregation.mapSide()
                ? new Folding(label, partial -> partial, merge(aggregation))
                : ofValues(aggregation, label);
    }

    private static Function2<Object, Object, Object> merge(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> reduce.function();
            case Aggregation.Fold fold -> fold.merge();
            case Aggregation.Combine combine -> combine.merge();
            case Aggregation.Group _ -> throw new IllegalStateException("Groups are not combined before they move");
        };
    }

    Label label() {
        return label;
    }

    final void add(Tuple2<?, ?> pair) throws Exception {
        add(keys.slot(pair._1()), pair._2());
    }

    /// @param slot the key's number, as its table gave it
    abstract void add(int slot, Object value) throws Exception;

    abstract Object combined(int slot);

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

    /// Calls the user's functions with what a key has so far.
    private static final class Folding extends Combiner {
        private final Function<Object, Object> first;
        private final Function2<Object, Object, Object> further;
        private final ValueColumn values = new ValueColumn();

        private Folding(Label label, Function<Object, Object> first, Function2<Object, Object, Object> further) {
            super(label);
            this.first = first;
            this.further = further;
        }

        @Override
        void add(int slot, Object value) throws Exception {
            if (slot == values.size()) {
                values.append(first.call(value));
            } else {
                values.set(slot, further.call(values.get(slot), value));
            }
        }

        @Override
        Object combined(int slot) {
            return values.get(slot);
        }
    }

    private static final class Grouping extends Combiner {
        private final ValueLists lists = new ValueLists();

        private Grouping(Label label) {
            super(label);
        }

        @Override
        void add(int slot, Object value) {
            lists.add(slot, value);
        }

        @Override
        Object combined(int slot) {
            return lists.list(slot);
        }
    }
}
