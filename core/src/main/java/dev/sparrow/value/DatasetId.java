/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A dataset: one node of lineage, unique in its context.
public record DatasetId(int value) implements Comparable<DatasetId>, Serializable {
    @Override
    public int compareTo(DatasetId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetId(var itsValue) && value == itsValue;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
