/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.NarrowDependency;
import org.apache.spark.rdd.RDD;

import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

import java.util.Arrays;

/// What the partitions of a program read of another dataset, as far as Spark is to know: it places a task where what it
/// reads is cached.
public final class Read extends NarrowDependency<Object> {
    private static final long serialVersionUID = 1;

    /// Those that each partition reads. Empty if Spark need not know.
    private final int[][] partitions;

    public Read(RDD<Object> parent, int[][] partitions) {
        super(parent);
        this.partitions = partitions;
    }

    @Override
    public Seq<Object> getParents(int partition) {
        var read = partition < partitions.length ? partitions[partition] : new int[0];
        return CollectionConverters.asScala(Arrays.stream(read).<Object>mapToObj(one -> one).toList()).toSeq();
    }
}
