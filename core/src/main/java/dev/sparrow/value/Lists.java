/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Immutable lists made of other collections on the way of a job, where streams would be the dearest part: a stream
/// enters a hundred methods that nothing else of a small job does, and after a pause they are cold.
public final class Lists {
    private Lists() {}

    /// What `function` makes of each element, in their order. No result is null.
    @SuppressWarnings("unchecked") // the array is seen by nobody else
    public static <T, R> List<R> map(Collection<T> elements, Function<? super T, ? extends R> function) {
        var results = new Object[elements.size()];
        var i = 0;
        for (var element : elements) {
            results[i++] = function.apply(element);
        }
        return List.of((R[]) results);
    }

    /// The elements for which `condition` holds, in their order.
    public static <T> List<T> filter(Collection<T> elements, Predicate<? super T> condition) {
        var kept = new ArrayList<T>();
        for (var element : elements) {
            if (condition.test(element)) {
                kept.add(element);
            }
        }
        return List.copyOf(kept);
    }

    /// The numbers from 0 to `count` - 1.
    public static List<Integer> upTo(int count) {
        var numbers = new Integer[count];
        for (var i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return List.of(numbers);
    }
}
