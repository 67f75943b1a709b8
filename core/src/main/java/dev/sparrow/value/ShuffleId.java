/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// The data that one exchange moves between stages, unique in its context.
public record ShuffleId(int value) implements Comparable<ShuffleId>, Serializable {
    @Override
    public int compareTo(ShuffleId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShuffleId(var itsValue) && value == itsValue;
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
