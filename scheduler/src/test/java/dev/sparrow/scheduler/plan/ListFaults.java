/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What can happen to a list of elements.
final class ListFaults {
    private ListFaults() {}

    static <T> List<T> withoutFirst(List<T> list) {
        return list.subList(Math.min(1, list.size()), list.size());
    }

    static <T> List<T> withoutLast(List<T> list) {
        return list.subList(0, Math.max(0, list.size() - 1));
    }

    static <T> List<T> firstTwice(List<T> list) {
        var doubled = new ArrayList<>(list.subList(0, Math.min(1, list.size())));
        doubled.addAll(list);
        return doubled;
    }

    static <T> List<T> lastTwice(List<T> list) {
        return firstTwice(list.reversed()).reversed();
    }

    static <T> List<T> lastTwoSwapped(List<T> list) {
        var swapped = new ArrayList<>(list);
        if (list.size() > 1) {
            swapped.add(swapped.size() - 2, swapped.removeLast());
        }
        return swapped;
    }

    static <T> List<T> rotated(List<T> list) {
        var rotated = new ArrayList<>(withoutFirst(list));
        rotated.addAll(list.subList(0, Math.min(1, list.size())));
        return rotated;
    }

    static <T> List<T> upToFirst(List<T> list, Predicate<T> end) {
        return list.stream().takeWhile(end.negate()).toList();
    }

    static <T> List<T> only(List<T> list, Predicate<T> kept) {
        var some = new ArrayList<>(list);
        some.removeIf(kept.negate());
        return some;
    }

    static List<Object> distinct(List<Object> list) {
        return new ArrayList<>(new LinkedHashSet<>(list));
    }

    static List<Object> byHashOfKey(List<Object> pairs) {
        var sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparingInt(pair -> Objects.hashCode(key(pair))));
        return sorted;
    }

    /// Each pair gets the value of the next.
    static List<Object> valuesShifted(List<Object> pairs) {
        var values = rotated(pairs.stream().map(ListFaults::value).collect(ArrayList::new, List::add, List::addAll));
        var shifted = new ArrayList<Object>();
        for (var i = 0; i < pairs.size(); i++) {
            shifted.add(new Tuple2<>(key(pairs.get(i)), values.get(i)));
        }
        return shifted;
    }

    /// The values are lists.
    static List<Object> valuesChanged(List<Object> pairs, UnaryOperator<List<Object>> change) {
        return pairs.stream().<Object>map(pair -> new Tuple2<>(key(pair), change.apply(list(value(pair))))).toList();
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    static List<Object> eachSwapped(List<Object> pairs) {
        return pairs.stream().<Object>map(pair -> ((Tuple2<?, ?>) pair).swap()).toList();
    }

    static Object key(Object pair) {
        return ((Tuple2<?, ?>) pair)._1();
    }

    static Object value(Object pair) {
        return ((Tuple2<?, ?>) pair)._2();
    }
}
