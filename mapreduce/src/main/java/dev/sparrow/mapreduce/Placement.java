/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.util.Objects;

/// A user's partitioning function for a number of reduce tasks.
final class Placement<K> extends dev.sparrow.value.Partitioner {
    private static final long serialVersionUID = 1;

    private final Partitioner<? super K> function;
    private final int partitions;

    Placement(Partitioner<? super K> function, int partitions) {
        this.function = function;
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    @SuppressWarnings("unchecked") // keys of the job
    public int getPartition(Object key) {
        return function.partition((K) key, partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placement<?> that && that.partitions == partitions && that.function.equals(function);
    }

    @Override
    public int hashCode() {
        return Objects.hash(function, partitions);
    }

    @Override
    public String toString() {
        return "partitioner(" + partitions + ")";
    }
}
