/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.function;

import java.io.Serializable;

/// A function of nothing: makes a value where it is called.
@FunctionalInterface
public interface Function0<R> extends Serializable {
    R call() throws Exception;
}
