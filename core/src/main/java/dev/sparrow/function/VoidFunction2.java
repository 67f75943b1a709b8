/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;

/// A procedure of two arguments.
@FunctionalInterface
public interface VoidFunction2<A, B> extends Serializable {
    void call(A first, B second) throws Exception;
}
