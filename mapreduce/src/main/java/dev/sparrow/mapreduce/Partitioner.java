/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// The partitioning function of a job (Dean & Ghemawat 2004, section 4.1): which reduce task gets a key.
///
/// Without one it is the hash of the key modulo the number of reduce tasks.
///
/// @param <K> the keys that mappers emit
@FunctionalInterface
public interface Partitioner<K> extends Serializable {
    /// The number of the reduce task that gets a key.
    ///
    /// @param partitions the number of reduce tasks, R
    /// @return from 0 to `partitions - 1`, the same for a key wherever and whenever it is asked
    int partition(K key, int partitions);
}
