/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.Comparator;

/// A comparator that travels to tasks. A lambda given to `sortBy`, `top` or `max` becomes one by itself.
///
/// It is made and refined as a `Comparator` is, by methods of the same names: `Comparator.comparing` takes functions
/// that cannot travel, those here take functions that can.
@FunctionalInterface
public interface SerializableComparator<T> extends Comparator<T>, Serializable {

    /// Compares by a key in its natural order.
    static <T, K extends Comparable<? super K>> SerializableComparator<T> comparing(
            KeyFunction<? super T, ? extends K> key) {
        return (left, right) -> key.apply(left).compareTo(key.apply(right));
    }

    /// Compares by a key in the given order.
    static <T, K> SerializableComparator<T> comparing(
            KeyFunction<? super T, ? extends K> key, Comparator<? super K> order) {
        return (left, right) -> order.compare(key.apply(left), key.apply(right));
    }

    /// As [#comparing(KeyFunction, Comparator)]; a lambda becomes a comparator that can travel.
    static <T, K> SerializableComparator<T> comparing(
            KeyFunction<? super T, ? extends K> key, SerializableComparator<? super K> order) {
        return comparing(key, (Comparator<? super K>) order);
    }

    static <T> SerializableComparator<T> comparingInt(ToIntFunction<? super T> key) {
        return (left, right) -> Integer.compare(key.applyAsInt(left), key.applyAsInt(right));
    }

    static <T> SerializableComparator<T> comparingLong(ToLongFunction<? super T> key) {
        return (left, right) -> Long.compare(key.applyAsLong(left), key.applyAsLong(right));
    }

    static <T> SerializableComparator<T> comparingDouble(ToDoubleFunction<? super T> key) {
        return (left, right) -> Double.compare(key.applyAsDouble(left), key.applyAsDouble(right));
    }

    @Override
    default SerializableComparator<T> reversed() {
        return (left, right) -> compare(right, left);
    }

    @Override
    default SerializableComparator<T> thenComparing(Comparator<? super T> other) {
        return (left, right) -> {
            var first = compare(left, right);
            return first != 0 ? first : other.compare(left, right);
        };
    }

    /// As [#thenComparing(Comparator)]; a lambda becomes a comparator that can travel.
    default SerializableComparator<T> thenComparing(SerializableComparator<? super T> other) {
        return thenComparing((Comparator<? super T>) other);
    }

    /// As the method of `Comparator`, with a function that can travel.
    default <K extends Comparable<? super K>> SerializableComparator<T> thenComparing(
            KeyFunction<? super T, ? extends K> key) {
        return thenComparing(comparing(key));
    }

    /// As the method of `Comparator`, with a function that can travel.
    default <K> SerializableComparator<T> thenComparing(
            KeyFunction<? super T, ? extends K> key, Comparator<? super K> order) {
        return thenComparing(comparing(key, order));
    }

    /// As [#thenComparing(KeyFunction, Comparator)]; a lambda becomes a comparator that can travel.
    default <K> SerializableComparator<T> thenComparing(
            KeyFunction<? super T, ? extends K> key, SerializableComparator<? super K> order) {
        return thenComparing(comparing(key, order));
    }

    /// As the method of `Comparator`, with a function that can travel.
    default SerializableComparator<T> thenComparingInt(ToIntFunction<? super T> key) {
        return thenComparing(comparingInt(key));
    }

    /// As the method of `Comparator`, with a function that can travel.
    default SerializableComparator<T> thenComparingLong(ToLongFunction<? super T> key) {
        return thenComparing(comparingLong(key));
    }

    /// As the method of `Comparator`, with a function that can travel.
    default SerializableComparator<T> thenComparingDouble(ToDoubleFunction<? super T> key) {
        return thenComparing(comparingDouble(key));
    }

    /// A function to a key that travels to tasks.
    @FunctionalInterface
    interface KeyFunction<T, K> extends java.util.function.Function<T, K>, Serializable {}

    /// A function to a key that is an `int` and travels to tasks.
    @FunctionalInterface
    interface ToIntFunction<T> extends java.util.function.ToIntFunction<T>, Serializable {}

    /// A function to a key that is a `long` and travels to tasks.
    @FunctionalInterface
    interface ToLongFunction<T> extends java.util.function.ToLongFunction<T>, Serializable {}

    /// A function to a key that is a `double` and travels to tasks.
    @FunctionalInterface
    interface ToDoubleFunction<T> extends java.util.function.ToDoubleFunction<T>, Serializable {}
}
