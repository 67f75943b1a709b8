/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

/// One way to join a set of nodes: each row of `left` looks for its partners in `right`.
///
/// @param set of nodes, by bits
/// @param left null for a node by itself
/// @param rows about how many there are
/// @param cost of all joins in it
record JoinPlan(long set, JoinPlan left, JoinPlan right, double rows, double cost) {
    /// A row that looks for partners.
    private static final double PROBE = 1;

    /// A row that is put into a table to be found there.
    private static final double BUILD = 2.5;

    /// A row that is made of two.
    private static final double PAIR = 0.3;

    static JoinPlan of(JoinPlan left, JoinPlan right, double rows) {
        var cost = left.cost + right.cost + PROBE * left.rows + BUILD * right.rows + PAIR * rows;
        return new JoinPlan(left.set | right.set, left, right, rows, cost);
    }
}
