/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.BiFunction;

/// A function of two arguments. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface Function2<T1, T2, R> extends BiFunction<T1, T2, R>, Serializable {
    R call(T1 first, T2 second) throws Exception;

    @Override
    default R apply(T1 first, T2 second) {
        try {
            return call(first, second);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
