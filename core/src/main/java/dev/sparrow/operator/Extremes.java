/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The least and the greatest elements in an order. The greatest are the least in the reverse order.
public final class Extremes {
    private Extremes() {}

    /// The smallest elements, smallest first.
    public static <T> List<T> smallest(OperatorCall call, Lineage lineage, int limit, Comparator<? super T> order) {
        call.requireCount(limit);
        call.check(order);
        var smallest = new Action.TakeOrdered(limit, Erased.comparator(order));
        var partials = limit == 0 ? List.of() : call.run(lineage, smallest);
        return PartialResults.smallest(call, limit, order, PartialResults.concatenate(partials));
    }

    /// The first of the smallest elements.
    public static <T> T least(OperatorCall call, Lineage lineage, Comparator<? super T> order) {
        call.check(order);
        Function2<T, T, T> lesser = (left, right) -> order.compare(left, right) <= 0 ? left : right;
        return Folds.reduce(call, lineage, lesser);
    }

    @SuppressWarnings("unchecked")
    public static <T> Comparator<T> natural() {
        return (Comparator<T>) Comparator.<Comparable<Object>>naturalOrder();
    }

    public static <T> Comparator<T> reversed(Comparator<T> order) {
        Objects.requireNonNull(order, "the order");
        SerializableComparator<T> reversed = (left, right) -> order.compare(right, left);
        return reversed;
    }
}
