/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import java.math.BigInteger;

/// Constants of more than 18 digits in loops.
public final class WideLongs {
    private WideLongs() {}

    /// The number as a long.
    ///
    /// @throws ArithmeticException if it is none: the rows are left to the interpreter
    public static long clamped(BigInteger value) {
        return value.longValueExact();
    }
}
