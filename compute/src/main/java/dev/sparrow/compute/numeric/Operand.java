/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import java.lang.classfile.TypeKind;

/// A primitive in a [Node]: an int, long, float or double, as the JVM computes with them.
public sealed interface Operand {
    TypeKind kind();

    /// A known number.
    record Constant(Number value) implements Operand {
        static final Constant ZERO = new Constant(0);
        static final Constant ONE = new Constant(1);

        @Override
        public TypeKind kind() {
            return TypeKind.fromDescriptor(
                    switch (value) {
                        case Long _ -> "J";
                        case Float _ -> "F";
                        case Double _ -> "D";
                        default -> "I";
                    });
        }
    }

    /// A number that is set once: an input, or the result of an operation.
    record Register(int number, TypeKind kind) implements Operand {}
}
