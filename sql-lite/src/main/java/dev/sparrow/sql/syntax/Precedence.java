/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// How strongly operators bind, the weakest first. Operators of one strength go from left to right; comparisons do not
/// follow each other at all.
public enum Precedence {
    LOWEST,
    OR,
    AND,
    NOT,
    IS,
    COMPARISON,
    /// `between`, `in`, `like`.
    MATCH,
    /// `||`, and whatever else is made of special characters.
    OTHER,
    SUM,
    PRODUCT,
    POWER,
    TIME_ZONE,
    COLLATE,
    UNARY,
    /// `::`, `[…]`, `.field`.
    POSTFIX,
    PRIMARY;

    public boolean isWeakerThan(Precedence other) {
        return compareTo(other) < 0;
    }

    /// The next stronger one.
    public Precedence next() {
        return switch (this) {
            case LOWEST -> OR;
            case OR -> AND;
            case AND -> NOT;
            case NOT -> IS;
            case IS -> COMPARISON;
            case COMPARISON -> MATCH;
            case MATCH -> OTHER;
            case OTHER -> SUM;
            case SUM -> PRODUCT;
            case PRODUCT -> POWER;
            case POWER -> TIME_ZONE;
            case TIME_ZONE -> COLLATE;
            case COLLATE -> UNARY;
            case UNARY -> POSTFIX;
            case POSTFIX, PRIMARY -> PRIMARY;
        };
    }
}
