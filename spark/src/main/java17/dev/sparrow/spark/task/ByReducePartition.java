/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.Partitioner;

/// Blocks go where their key says.
public final class ByReducePartition extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    public ByReducePartition(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return ((BlockKey) key).reduce();
    }
}
