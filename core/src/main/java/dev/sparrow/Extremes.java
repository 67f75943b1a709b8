/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The least and the greatest elements in an order. The greatest are the least in the reverse order.
final class Extremes {
    private Extremes() {}

    /// The smallest elements, smallest first.
    static <T> List<T> smallest(Recipe recipe, Lineage lineage, int limit, Comparator<? super T> order) {
        recipe.requireCount(limit);
        recipe.check(order);
        var smallest = new Action.TakeOrdered(limit, Erased.comparator(order));
        var partials = limit == 0 ? List.of() : recipe.run(lineage, smallest);
        return Merge.smallest(recipe, limit, order, Merge.concatenate(partials));
    }

    /// The first of the smallest elements.
    static <T> T least(Recipe recipe, Lineage lineage, Comparator<? super T> order) {
        recipe.check(order);
        Function2<T, T, T> lesser = (left, right) -> order.compare(left, right) <= 0 ? left : right;
        return Folds.reduce(recipe, lineage, lesser);
    }

    @SuppressWarnings("unchecked")
    static <T> Comparator<T> natural() {
        return (Comparator<T>) Comparator.<Comparable<Object>>naturalOrder();
    }

    static <T> Comparator<T> reversed(Comparator<T> order) {
        Objects.requireNonNull(order, "the order");
        SerializableComparator<T> reversed = (left, right) -> order.compare(right, left);
        return reversed;
    }
}
