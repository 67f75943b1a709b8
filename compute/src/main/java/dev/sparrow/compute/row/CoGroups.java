/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// For each key the values of each of several datasets, keys in the order of their first occurrence.
final class CoGroups {
    private final int inputs;
    private final Map<Object, List<List<Object>>> groups = new LinkedHashMap<>();

    CoGroups(int inputs) {
        this.inputs = inputs;
    }

    void add(int input, Tuple2<?, ?> pair) {
        var group = groups.get(pair._1());
        if (group == null) {
            group = newGroup();
            groups.put(pair._1(), group);
        }
        group.get(input).add(pair._2());
    }

    private List<List<Object>> newGroup() {
        var group = new ArrayList<List<Object>>(inputs);
        for (var i = 0; i < inputs; i++) {
            group.add(new ArrayList<>(1));
        }
        return group;
    }

    Iterator<Tuple2<Object, List<List<Object>>>> pairs() {
        var entries = groups.entrySet().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Tuple2<Object, List<List<Object>>> next() {
                var entry = entries.next();
                return new Tuple2<>(entry.getKey(), entry.getValue());
            }
        };
    }
}
