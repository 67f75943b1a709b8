/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

/// Calls user code of one operation and names the operation when that throws.
record UserCode(Label label) {

    /// How much of a value a message shows.
    private static final int SHOWN_MAX = 80;

    <T, R> R call(Function<T, R> function, T value) {
        try {
            return function.call(value);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    <T, U, R> R call(Function2<T, U, R> function, T first, U second) {
        try {
            return function.call(first, second);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    <T> void call(VoidFunction<T> function, T value) {
        try {
            function.call(value);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    /// The element as a pair. Only an unchecked cast of the user's makes it anything else.
    static Tuple2<?, ?> pair(Object element, Label label) {
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
    static SparrowException wrong(Label label, String what) {
        return new SparrowException(ErrorCode.USER_FUNCTION, label + " " + what);
    }

    /// A value of the user's for a message: not too long, and printing it does not throw.
    static String show(Object value) {
        try {
            var text = String.valueOf(value);
            return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
        } catch (RuntimeException e) {
            return "(a " + value.getClass().getTypeName() + " that cannot be printed)";
        }
    }
}
