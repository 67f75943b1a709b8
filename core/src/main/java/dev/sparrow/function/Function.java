/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;

/// A function of one argument. It travels to tasks, so whatever it captures must be serializable; it may throw
/// anything.
///
/// It is also one of Java's own, which throws a checked exception as the cause of an unchecked one.
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface Function<T, R> extends java.util.function.Function<T, R>, Serializable {
    R call(T value) throws Exception;

    @Override
    default R apply(T value) {
        try {
            return call(value);
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
