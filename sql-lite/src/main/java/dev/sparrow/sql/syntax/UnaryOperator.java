/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// An operator before its operand.
public enum UnaryOperator {
    MINUS("-"),
    PLUS("+"),
    /// Turns each bit.
    COMPLEMENT("~"),
    /// The absolute value.
    ABSOLUTE("@");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
