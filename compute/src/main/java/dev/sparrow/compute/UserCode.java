/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;

/// Calls user code of one operation and names the operation when that throws.
public record UserCode(Label label) {

    public <T, R> R call(Function<T, R> function, T value) {
        try {
            return function.call(value);
        } catch (Throwable e) {
            throw UserFailure.of(label, value, e);
        }
    }

    /// As [#call(Function, Object)], of a function that takes elements itself.
    ///
    /// @param taken where it takes them from
    public <T, R> R callTaking(Function<T, R> function, T elements, List<Iterator<Object>> taken) {
        try {
            return function.call(elements);
        } catch (Throwable e) {
            throw UserFailure.ofTaking(label, taken, e);
        }
    }

    public <T, U, R> R call(Function2<T, U, R> function, T first, U second) {
        try {
            return function.call(first, second);
        } catch (Throwable e) {
            throw UserFailure.of(label, second, e);
        }
    }

    public <T> void call(VoidFunction<T> function, T value) {
        try {
            function.call(value);
        } catch (Throwable e) {
            throw UserFailure.of(label, value, e);
        }
    }

    /// The element as a pair. Only an unchecked cast of the user's makes it anything else.
    public static Tuple2<?, ?> pair(Object element, Label label) {
        if (element instanceof Tuple2<?, ?> pair) {
            return pair;
        }
        throw wrong(
                label,
                "works on pairs, but met "
                        + (element == null ? "null" : "an element of type " + element.getClass().getTypeName())
                        + ". Make pairs (Tuple2) before it, for example with mapToPair or keyBy.");
    }

    /// User code returned what it must not.
    public static SparrowException wrong(Label label, String what) {
        return new SparrowException(ErrorCode.USER_FUNCTION, label + " " + what);
    }

    /// Refuses a null that a function returned in place of an iterator.
    public static <T> Iterator<T> iterator(Iterator<T> returned, Label label) {
        if (returned == null) {
            throw wrong(
                    label,
                    "returned null where an iterator was expected. For no elements return an empty one:"
                            + " Collections.emptyIterator().");
        }
        return returned;
    }

    /// What to throw when a predicate returned null for `value`.
    public static SparrowException noAnswer(Object value, Label label) {
        return wrong(label, "returned null for " + label.values().show(value) + ". A predicate returns true or false.");
    }
}
