/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The smallest elements of those that pass by, at most `limit`; of equal ones the first.
public final class SmallestElements {

    /// An element and how many came before it, which decides between equal ones.
    private record Placed(Object element, long place) {}

    private final int limit;
    private final Comparator<Placed> order;

    /// The largest of the kept on top.
    private final PriorityQueue<Placed> kept;

    private long places;

    /// @param limit at least 1
    public SmallestElements(int limit, Comparator<Object> order) {
        this.limit = limit;
        this.order =
                (left, right) -> {
                    var byElement = order.compare(left.element(), right.element());
                    return byElement != 0 ? byElement : Long.compare(left.place(), right.place());
                };
        this.kept = new PriorityQueue<>(this.order.reversed());
    }

    public void offer(Object element) {
        var placed = new Placed(element, places++);
        if (kept.size() < limit) {
            kept.add(placed);
        } else if (order.compare(placed, kept.element()) < 0) {
            kept.remove();
            kept.add(placed);
        }
    }

    /// In order.
    public List<Object> sorted(UserOrder sorter) {
        var placed = new ArrayList<>(kept);
        sorter.sort(placed, order);
        var elements = new ArrayList<>(placed.size());
        placed.forEach(each -> elements.add(each.element()));
        return elements;
    }
}
