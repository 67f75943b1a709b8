/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

/// The kinds of joins of left pairs `(k, v)` and right pairs `(k, w)`. Two pairs are partners if their keys are equal,
/// as `equals` says; null equals null.
public enum JoinKind {
    /// `(k, (v, w))` for each left pair with each of its partners.
    INNER("inner join"),

    /// As [#INNER] with `Optional` of `w`, which is empty for a left pair without partners. A null becomes empty too,
    /// here and below.
    LEFT_OUTER("left outer join"),

    /// As [#INNER] with `Optional` of `v`, which is empty for a right pair without partners.
    RIGHT_OUTER("right outer join"),

    /// As [#LEFT_OUTER] and [#RIGHT_OUTER] together, with `Optional` on both sides.
    FULL_OUTER("full outer join"),

    /// The left pairs that have a partner, each as often as the left has it.
    SEMI("semi-join"),

    /// The left pairs that have no partner.
    ANTI("anti-join");

    private final String text;

    JoinKind(String text) {
        this.text = text;
    }

    /// Whether it makes pairs of values; otherwise it only asks which keys the right has.
    public boolean pairsValues() {
        return this != SEMI && this != ANTI;
    }

    /// Whether a left pair without partners comes out with an empty right, so right values are `Optional`.
    public boolean keepsLeft() {
        return this == LEFT_OUTER || this == FULL_OUTER;
    }

    /// Whether a right pair without partners comes out with an empty left, so left values are `Optional`.
    public boolean keepsRight() {
        return this == RIGHT_OUTER || this == FULL_OUTER;
    }

    @Override
    public String toString() {
        return text;
    }
}
