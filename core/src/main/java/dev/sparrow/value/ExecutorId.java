/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// A process, or a part of this one, that runs tasks.
public record ExecutorId(String value) implements Comparable<ExecutorId>, Serializable {
    @Override
    public int compareTo(ExecutorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
