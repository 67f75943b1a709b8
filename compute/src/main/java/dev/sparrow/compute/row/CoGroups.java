/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// For each key the values of each of several datasets, keys in the order of their first occurrence.
final class CoGroups {
    private final int inputs;
    private final KeyTable keys = new KeyTable();

    /// For each key, in the order of the table, one list for each dataset.
    private final List<List<List<Object>>> groups = new ArrayList<>();

    CoGroups(int inputs) {
        this.inputs = inputs;
    }

    void add(int input, Tuple2<?, ?> pair) {
        var slot = keys.slot(pair._1());
        if (slot == groups.size()) {
            groups.add(newGroup());
        }
        groups.get(slot).get(input).add(pair._2());
    }

    private List<List<Object>> newGroup() {
        var group = new ArrayList<List<Object>>(inputs);
        for (var i = 0; i < inputs; i++) {
            group.add(new ArrayList<>(1));
        }
        return group;
    }

    Iterator<Tuple2<Object, List<List<Object>>>> pairs() {
        return new Iterator<>() {
            private int slot;

            @Override
            public boolean hasNext() {
                return slot < groups.size();
            }

            @Override
            public Tuple2<Object, List<List<Object>>> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var pair = new Tuple2<>(keys.key(slot), groups.get(slot));
                slot++;
                return pair;
            }
        };
    }
}
