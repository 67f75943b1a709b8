/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.table.expression.Carrier;

/// A value of a row in locals of a loop.
///
/// @param carrier its form; one of `WIDE` is a long in the loop
/// @param value the local that has it; anything where the value is missing
/// @param isNull the local that is 1 where the value is missing; [#NEVER] if it never is
record Local(Carrier carrier, int value, int isNull) {
    static final int NEVER = -1;

    boolean nullable() {
        return isNull != NEVER;
    }
}
