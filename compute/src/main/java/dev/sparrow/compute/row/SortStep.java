/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserCode;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Pairs in the order of their keys; of equal keys the first stays first.
final class SortStep extends Absorber {
    private final UserOrder order;
    private final List<Tuple2<?, ?>> pairs = new ArrayList<>();

    SortStep(Comparator<Object> order, Label label, TaskEnvironment environment) {
        super(label);
        this.order = new UserOrder(order, label, environment);
    }

    @Override
    void absorb(Object value) {
        pairs.add(UserCode.pair(value, label));
    }

    @Override
    Iterator<?> results() {
        var places = order.places(pairs);
        if (places != null) {
            return inOrder(places);
        }
        order.sort(pairs, (left, right) -> order.compare(left._1(), right._1()));
        return pairs.iterator();
    }

    private Iterator<?> inOrder(int[] places) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < places.length;
            }

            @Override
            public Tuple2<?, ?> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pairs.get(places[next++]);
            }
        };
    }
}
