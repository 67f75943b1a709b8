/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.ToDoubleFunction;

/// A function to an unboxed `double`; it leads to a `DoubleRdd`. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface DoubleFunction<T> extends ToDoubleFunction<T>, Serializable {
    double call(T value) throws Exception;

    @Override
    default double applyAsDouble(T value) {
        try {
            return call(value);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
