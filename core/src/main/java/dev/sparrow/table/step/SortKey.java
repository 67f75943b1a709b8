/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.step;

import dev.sparrow.table.expression.Expression;

import java.io.Serializable;

/// What rows are ordered by.
public record SortKey(Expression by, boolean ascending, boolean nullsFirst) implements Serializable {
    @Override
    public String toString() {
        return by + (ascending ? "" : " desc") + (nullsFirst ? " nulls first" : "");
    }
}
