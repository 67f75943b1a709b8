/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.List;

/// A relation of a [JoinCluster], whose columns have places of their own there.
///
/// Most stand beside each other (`INNER`). Others depend on rows that must be there before: they are looked up for each
/// row and keep, drop or mark it, or add columns to it.
///
/// @param number from 0
/// @param start the place of its first column
/// @param kind what happens with a row for its partners
/// @param leftKeys of the rows before, by places of the cluster; none unless it depends on rows
/// @param rightKeys of its own rows
/// @param condition of a row and a partner, by places of the cluster; null for none
/// @param needs the nodes whose columns it reads; none unless it depends on rows
record JoinNode(
        int number,
        Relation relation,
        int start,
        Lookup.Kind kind,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        Expression condition,
        long needs) {

    /// As a set of nodes.
    long set() {
        return 1L << number;
    }

    boolean isDependent() {
        return kind != Lookup.Kind.INNER;
    }

    /// How many columns its relation has.
    int width() {
        return relation.schema().fields().size();
    }

    /// The place behind all of its columns, a mark included.
    int end() {
        return start + width() + 1;
    }

    JoinNode with(Relation other) {
        return new JoinNode(number, other, start, kind, leftKeys, rightKeys, condition, needs);
    }
}
