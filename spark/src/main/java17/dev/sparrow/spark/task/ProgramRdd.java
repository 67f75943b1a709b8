/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDDPartition;

import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A program of ours as a dataset of Spark's: Spark places its tasks and moves what they make, and does not look into
/// it.
public final class ProgramRdd extends RDD<Object> {
    private static final long serialVersionUID = 1;

    private final int context;
    private final int stage;
    private final String code;
    private final Makes makes;
    private final int cache;
    private final int count;
    private final boolean together;
    private final Reports reports;
    private final HashMap<Integer, RDD<Object>> shuffles;
    private final HashMap<Integer, RDD<Object>> caches;

    /// The hosts on which partitions would rather be computed; only in the driver.
    private final transient List<List<String>> hosts;

    private volatile int inputs;

    /// What a partition of it holds.
    public enum Makes {
        /// One [Report].
        RESULT,
        /// Pairs of a [BlockKey] and a batch in bytes.
        BLOCKS,
        /// Batches in bytes, of a persisted dataset.
        CACHED
    }

    /// The program and how its tasks run.
    ///
    /// @param context the number of our context, in the driver's process
    /// @param stage the number of our stage
    /// @param code the hash of its code
    /// @param cache the number of the cache that it makes; -1 if it makes something else
    /// @param count of partitions
    /// @param together whether its tasks run all at once
    /// @param hosts on which each partition would rather be computed; none at all if that is of no matter
    public record Spec(
            int context,
            int stage,
            String code,
            Makes makes,
            int cache,
            int count,
            boolean together,
            List<List<String>> hosts) {}

    /// @param shuffles the blocks that it reads, by their numbers
    /// @param caches the persisted datasets that it reads, by the numbers of their caches
    public ProgramRdd(
            SparkContext spark,
            Spec spec,
            Reports reports,
            List<Read> reads,
            Map<Integer, RDD<Object>> shuffles,
            Map<Integer, RDD<Object>> caches) {
        super(
                spark,
                CollectionConverters.asScala(reads.stream().<Dependency<?>>map(read -> read).toList()).toSeq(),
                ClassTag$.MODULE$.apply(Object.class));
        this.context = spec.context();
        this.stage = spec.stage();
        this.code = spec.code();
        this.makes = spec.makes();
        this.cache = spec.cache();
        this.count = spec.count();
        this.together = spec.together();
        this.reports = reports;
        this.shuffles = new HashMap<>(shuffles);
        this.caches = new HashMap<>(caches);
        this.hosts = spec.hosts();
    }

    public int stage() {
        return stage;
    }

    public String code() {
        return code;
    }

    public Makes makes() {
        return makes;
    }

    /// The number of the cache that it makes; -1 if it makes something else.
    public int makesCache() {
        return cache;
    }

    public Reports reports() {
        return reports;
    }

    /// The version of what the stage reads besides.
    public int inputs() {
        return inputs;
    }

    public void setInputs(int version) {
        inputs = version;
    }

    /// The partition of an exchange; the order of its blocks is any.
    public Iterator<Object> shuffled(int shuffle, int partition, TaskContext task) {
        return shuffles.get(shuffle).iterator(new ShuffledRDDPartition(partition), task);
    }

    /// The partition of a persisted dataset, which is made if it is not there.
    public Iterator<Object> cached(int number, int partition, TaskContext task) {
        return caches.get(number).iterator(new ShuffledRDDPartition(partition), task);
    }

    @Override
    public boolean isBarrier() {
        return together || super.isBarrier();
    }

    @Override
    public Partition[] getPartitions() {
        return IntStream.range(0, count).mapToObj(ShuffledRDDPartition::new).toArray(Partition[]::new);
    }

    @Override
    public Seq<String> getPreferredLocations(Partition split) {
        var preferred = hosts.isEmpty() ? List.<String>of() : hosts.get(split.index());
        return CollectionConverters.asScala(preferred).toSeq();
    }

    @Override
    public Iterator<Object> compute(Partition split, TaskContext task) {
        return ExecutorSide.of(context).run(this, split.index(), task);
    }
}
