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

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
