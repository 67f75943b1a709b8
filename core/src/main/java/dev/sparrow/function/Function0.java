/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;
import java.util.function.Supplier;

/// A function of nothing: makes a value where it is called. It is also one of Java's own, see [Function].
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Java's method calls ours
public interface Function0<R> extends Supplier<R>, Serializable {
    R call() throws Exception;

    @Override
    default R get() {
        try {
            return call();
        } catch (Exception e) {
            throw Unchecked.of(e);
        }
    }
}
