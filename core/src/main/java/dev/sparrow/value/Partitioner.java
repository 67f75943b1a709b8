/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

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
}
