/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueColumn;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Makes one value of the values of each key; keys stay in the order of their first occurrence. A key may be null.
///
/// An exchange that combines before it moves ([Aggregation#mapSide]) writes what [#ofValues] makes, so [#ofMoved]
/// merges these; one that does not writes the values themselves, and [#ofMoved] does all the work. Both choose by the
/// same flag.
final class Combiner {

    private final Label label;
    private final Function<Object, Object> first;
    private final Function2<Object, Object, Object> further;
    private final KeyTable keys = new KeyTable();
    private final ValueColumn values = new ValueColumn();

    private Combiner(Label label, Function<Object, Object> first, Function2<Object, Object, Object> further) {
        this.label = label;
        this.first = first;
        this.further = further;
    }

    /// Combines values as the user's program made them.
    static Combiner ofValues(Aggregation aggregation, Label label) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> new Combiner(label, value -> value, reduce.function());
            case Aggregation.Fold fold -> {
                var zero = Snapshot.take(fold.zero(), "the zero value of " + label);
                yield new Combiner(label, value -> fold.sequence().call(zero.copy(), value), fold.sequence());
            }
            case Aggregation.Combine combine -> new Combiner(label, combine.create(), combine.sequence());
            case Aggregation.Group _ -> new Combiner(label, Combiner::list, Combiner::append);
        };
    }

    /// Combines what an exchange with this aggregation moved.
    static Combiner ofMoved(Aggregation aggregation, Label label) {
        return aggregation.mapSide()
                ? new Combiner(label, partial -> partial, merge(aggregation))
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

    private static Object list(Object value) {
        var list = new ArrayList<>();
        list.add(value);
        return list;
    }

    @SuppressWarnings("unchecked") // made by list
    private static Object append(Object list, Object value) {
        ((List<Object>) list).add(value);
        return list;
    }

    Label label() {
        return label;
    }

    void add(Tuple2<?, ?> pair) throws Exception {
        var slot = keys.slot(pair._1());
        if (slot == values.size()) {
            values.append(first.call(pair._2()));
        } else {
            values.set(slot, further.call(values.get(slot), pair._2()));
        }
    }

    Iterator<Tuple2<Object, Object>> pairs() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < values.size();
            }

            @Override
            public Tuple2<Object, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var pair = new Tuple2<>(keys.key(slot), values.get(slot));
                slot++;
                return pair;
            }
        };
    }
}
