/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A set of tasks between exchanges, unique in its context.
public record StageId(int value) implements Comparable<StageId>, Serializable {
    @Override
    public int compareTo(StageId other) {
        return Integer.compare(value, other.value);
    }

    // Written out, as in the other ids: what a record is given is linked at its first use, and slow until it is hot.

    @Override
    public boolean equals(Object other) {
        return other instanceof StageId(var itsValue) && value == itsValue;
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
