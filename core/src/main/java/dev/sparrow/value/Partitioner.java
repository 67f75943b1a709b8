/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;
import java.util.Comparator;

/// Says which partition a key belongs to.
///
/// Two datasets with equal partitioners are joined without moving data, so a subclass overrides `equals` and
/// `hashCode`. The answer for a key must not change over time or between machines.
public abstract class Partitioner implements Serializable {
    private static final long serialVersionUID = 1;

    /// At least 1.
    public abstract int numPartitions();

    /// The partition of a key.
    ///
    /// @param key may be null
    /// @return from 0 to `numPartitions() - 1`
    public abstract int getPartition(Object key);

    /// Whether each partition holds a range of the keys in `order` or in its reverse, in the order of the partitions.
    /// Then a range of keys is looked for in the partitions that can hold it only.
    public boolean isOrderedBy(Comparator<?> order) {
        return false;
    }
}
