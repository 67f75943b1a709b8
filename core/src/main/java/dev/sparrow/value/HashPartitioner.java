/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import dev.sparrow.error.SparrowException;

/// Partitions by the non-negative remainder of a key's [StableHash]; null goes to partition 0.
public final class HashPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    public HashPartitioner(int partitions) {
        if (partitions < 1) {
            throw SparrowException.invalidArgument("A partitioner needs at least 1 partition, not " + partitions + ".");
        }
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return key == null ? 0 : Math.floorMod(StableHash.of(key), partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashPartitioner that && that.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }

    @Override
    public String toString() {
        return "hash(" + partitions + ")";
    }
}
