/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// An operator between two operands.
public enum BinaryOperator {
    IS_DISTINCT_FROM("is distinct from", Precedence.IS),
    IS_NOT_DISTINCT_FROM("is not distinct from", Precedence.IS),
    EQUAL("=", Precedence.COMPARISON),
    NOT_EQUAL("<>", Precedence.COMPARISON),
    LESS("<", Precedence.COMPARISON),
    LESS_OR_EQUAL("<=", Precedence.COMPARISON),
    GREATER(">", Precedence.COMPARISON),
    GREATER_OR_EQUAL(">=", Precedence.COMPARISON),
    CONCATENATE("||", Precedence.OTHER),
    /// A field or element of JSON, as JSON.
    JSON_VALUE("->", Precedence.OTHER),
    /// A field or element of JSON, as text.
    JSON_TEXT("->>", Precedence.OTHER),
    STARTS_WITH("^@", Precedence.OTHER),
    CONTAINS("@>", Precedence.OTHER),
    CONTAINED("<@", Precedence.OTHER),
    OVERLAPS("&&", Precedence.OTHER),
    EUCLIDEAN_DISTANCE("<->", Precedence.OTHER),
    COSINE_DISTANCE("<=>", Precedence.OTHER),
    BIT_AND("&", Precedence.OTHER),
    BIT_OR("|", Precedence.OTHER),
    SHIFT_LEFT("<<", Precedence.OTHER),
    SHIFT_RIGHT(">>", Precedence.OTHER),
    ADD("+", Precedence.SUM),
    SUBTRACT("-", Precedence.SUM),
    MULTIPLY("*", Precedence.PRODUCT),
    DIVIDE("/", Precedence.PRODUCT),
    /// Division of whole numbers, rounded down.
    DIVIDE_WHOLE("//", Precedence.PRODUCT),
    REMAINDER("%", Precedence.PRODUCT),
    POWER("^", Precedence.POWER);

    private final String symbol;
    private final Precedence precedence;

    BinaryOperator(String symbol, Precedence precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    public String symbol() {
        return symbol;
    }

    public Precedence precedence() {
        return precedence;
    }

    public boolean isComparison() {
        return precedence == Precedence.COMPARISON;
    }
}
