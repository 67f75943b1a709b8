/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.Rdd;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Tuple2;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;

/// What people hand to `show`, `plot` and `hist`: datasets, collections, arrays of whatever type, maps, streams.
public final class Elements implements CallSite.Transparent {
    private Elements() {}

    /// The first elements; of a map, pairs of its keys and values. Anything else is the only element itself.
    ///
    /// @param max how many at most; more of a dataset are not fetched
    public static List<?> of(Object source, int max) {
        return switch (source) {
            case Rdd<?> dataset -> dataset.take(max);
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .limit(max)
                            .map(entry -> new Tuple2<Object, Object>(entry.getKey(), entry.getValue()))
                            .toList();
            case Iterable<?> elements -> first(elements.iterator(), max);
            case BaseStream<?, ?> stream -> first(stream.iterator(), max);
            case null -> one(null);
            default -> source.getClass().isArray() ? array(source, max) : one(source);
        };
    }

    private static List<?> one(Object source) {
        var only = new ArrayList<>();
        only.add(source);
        return only;
    }

    private static List<?> first(Iterator<?> elements, int max) {
        var list = new ArrayList<>();
        while (list.size() < max && elements.hasNext()) {
            list.add(elements.next());
        }
        return list;
    }

    private static List<?> array(Object array, int max) {
        return IntStream.range(0, Math.min(max, Array.getLength(array))).mapToObj(i -> Array.get(array, i)).toList();
    }

    /// The elements as numbers.
    ///
    /// @param what is made of them, such as `A plot`
    public static List<Double> numbers(List<?> elements, String what) {
        return elements.stream().map(element -> number(element, what)).toList();
    }

    private static double number(Object element, String what) {
        if (element instanceof Number number) {
            return number.doubleValue();
        }
        var type = element == null ? "null" : "a " + element.getClass().getSimpleName();
        var bars = element instanceof String ? " A map from names to numbers has bars: hist(map)." : "";
        throw new IllegalArgumentException(
                what + " is made of numbers, and " + PlainValue.of(element) + " is " + type + "." + bars);
    }
}
