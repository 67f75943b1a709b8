/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/// For each key the values of each of several datasets, keys in the order of their first occurrence.
final class CoGroups {
    private final KeyTable keys = new KeyTable();

    /// One for each dataset.
    private final List<ValueLists> inputs;

    CoGroups(int inputs) {
        this.inputs = Stream.generate(ValueLists::new).limit(inputs).toList();
    }

    void add(int input, Tuple2<?, ?> pair) {
        inputs.get(input).add(keys.slot(pair._1()), pair._2());
    }

    /// Each of the lists belongs to the caller.
    Iterator<Tuple2<Object, List<List<Object>>>> pairs() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < keys.size();
            }

            @Override
            public Tuple2<Object, List<List<Object>>> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var group = new ArrayList<List<Object>>(inputs.size());
                for (var input : inputs) {
                    group.add(input.list(slot));
                }
                var pair = new Tuple2<>(keys.key(slot), (List<List<Object>>) group);
                slot++;
                return pair;
            }
        };
    }
}
