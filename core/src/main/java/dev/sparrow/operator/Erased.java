/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.format.ElementSink;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.FlatMapFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The border between the typed API and lineage, which knows elements as objects. The casts are safe because a handle
/// is only ever made together with the nodes that make its elements.
@SuppressWarnings("unchecked")
public final class Erased {
    private Erased() {}

    public static Function<Object, Object> function(Function<?, ?> function) {
        return (Function<Object, Object>) function;
    }

    public static Function<Object, Boolean> predicate(Function<?, Boolean> predicate) {
        return (Function<Object, Boolean>) predicate;
    }

    public static Function<Object, Iterator<Object>> toIterator(Function<?, ? extends Iterator<?>> function) {
        return (Function<Object, Iterator<Object>>) (Function<?, ?>) function;
    }

    /// An effect on a partition is a function that makes nothing.
    public static <T> Function<Iterator<Object>, Object> effectOnPartition(VoidFunction<Iterator<T>> function) {
        return partition -> {
            function.call(elements(partition));
            return null;
        };
    }

    /// A function that does the same to every partition.
    public static <T> Function2<Integer, Iterator<Object>, Iterator<Object>> everyPartition(
            FlatMapFunction<Iterator<T>, ?> function) {
        return (_, partition) -> elements(function.call(elements(partition)));
    }

    public static Function2<Integer, Iterator<Object>, Iterator<Object>> partitions(Function2<Integer, ?, ?> function) {
        return (Function2<Integer, Iterator<Object>, Iterator<Object>>) (Function2<?, ?, ?>) function;
    }

    public static Function2<Object, Object, Object> function2(Function2<?, ?, ?> function) {
        return (Function2<Object, Object, Object>) function;
    }

    public static DoubleFunction<Object> toDouble(DoubleFunction<?> function) {
        return (DoubleFunction<Object>) function;
    }

    public static VoidFunction<Object> effect(VoidFunction<?> function) {
        return (VoidFunction<Object>) function;
    }

    public static Comparator<Object> comparator(Comparator<?> comparator) {
        return (Comparator<Object>) comparator;
    }

    static <K> Map<K, Long> counts(Object map) {
        return (Map<K, Long>) map;
    }

    static <T> Iterator<T> elements(Iterator<?> elements) {
        return (Iterator<T>) elements;
    }

    static ElementSink<Object> sink(ElementSink<?> sink) {
        return (ElementSink<Object>) sink;
    }

    public static <T> List<T> list(Object elements) {
        return (List<T>) elements;
    }
}
