/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.io.Serializable;

/// One keeping of a dataset's partitions, all made with the same closures: from the job that takes them until the
/// dataset is persisted no longer. A dataset that is persisted again gets another one.
public record CacheId(int value) implements Comparable<CacheId>, Serializable {
    @Override
    public int compareTo(CacheId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheId(var itsValue) && value == itsValue;
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
