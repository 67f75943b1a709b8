/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.FilterFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.LongFunction;
import dev.sparrow.function.VoidFunction;

import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Functions of Java's own types as those of datasets. Null stays null, for the call to refuse.
public final class JavaFunctions {
    private JavaFunctions() {}

    public static <T, R> Function<T, R> function(java.util.function.Function<T, R> function) {
        return function == null || function instanceof Function<T, R>
                ? (Function<T, R>) function
                : value -> function.apply(value);
    }

    public static <T> FilterFunction<T> predicate(Predicate<T> predicate) {
        return predicate == null || predicate instanceof FilterFunction<T>
                ? (FilterFunction<T>) predicate
                : value -> predicate.test(value);
    }

    public static <A, B, R> Function2<A, B, R> function2(BiFunction<A, B, R> function) {
        return function == null || function instanceof Function2<A, B, R>
                ? (Function2<A, B, R>) function
                : (first, second) -> function.apply(first, second);
    }

    public static <T> DoubleFunction<T> toDouble(ToDoubleFunction<T> function) {
        return function == null || function instanceof DoubleFunction<T>
                ? (DoubleFunction<T>) function
                : value -> function.applyAsDouble(value);
    }

    public static <T> LongFunction<T> toLong(ToLongFunction<T> function) {
        return function == null || function instanceof LongFunction<T>
                ? (LongFunction<T>) function
                : value -> function.applyAsLong(value);
    }

    public static <T> VoidFunction<T> effect(Consumer<T> effect) {
        return effect == null || effect instanceof VoidFunction<T>
                ? (VoidFunction<T>) effect
                : value -> effect.accept(value);
    }

    /// The iterators of what a function returns.
    public static <T, R> Function<T, Iterator<R>> iterators(Function<T, ? extends Iterable<R>> function) {
        return value -> {
            var elements = function.call(value);
            return elements == null ? null : elements.iterator();
        };
    }

    /// The iterators of the streams that a function returns. Each stream is closed when its last element is taken.
    public static <T, R> Function<T, Iterator<R>> ofStreams(Function<T, ? extends Stream<R>> function) {
        return value -> {
            var elements = function.call(value);
            return elements == null ? null : new ClosingIterator<>(elements);
        };
    }

    private static final class ClosingIterator<R> implements Iterator<R> {
        private final Stream<? extends R> stream;
        private final Iterator<? extends R> elements;

        private ClosingIterator(Stream<? extends R> stream) {
            this.stream = stream;
            this.elements = stream.iterator();
        }

        @Override
        public boolean hasNext() {
            if (elements.hasNext()) {
                return true;
            }
            stream.close();
            return false;
        }

        @Override
        public R next() {
            return elements.next();
        }
    }
}
