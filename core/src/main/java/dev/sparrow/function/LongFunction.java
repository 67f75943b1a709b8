/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.ToLongFunction;

/// A function to an unboxed `long`. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface LongFunction<T> extends ToLongFunction<T>, Serializable {
    long call(T value) throws Exception;

    @Override
    default long applyAsLong(T value) {
        try {
            return call(value);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
