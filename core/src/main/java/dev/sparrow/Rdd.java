/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.context.Retention;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.TextSink;
import dev.sparrow.function.DoubleFlatMapFunction;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.FlatMapFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.Function3;
import dev.sparrow.function.Function4;
import dev.sparrow.function.PairFlatMapFunction;
import dev.sparrow.function.PairFunction;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.DebugString;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageLine;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.lineage.TaskResources;
import dev.sparrow.operator.Approximation;
import dev.sparrow.operator.ByKey;
import dev.sparrow.operator.Counting;
import dev.sparrow.operator.Erased;
import dev.sparrow.operator.Extremes;
import dev.sparrow.operator.Fetch;
import dev.sparrow.operator.Folds;
import dev.sparrow.operator.Formats;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.PartialResults;
import dev.sparrow.operator.Partitioning;
import dev.sparrow.operator.PipeCommand;
import dev.sparrow.operator.Piped;
import dev.sparrow.operator.Sampling;
import dev.sparrow.operator.Saving;
import dev.sparrow.operator.Sets;
import dev.sparrow.operator.Sorting;
import dev.sparrow.operator.Trees;
import dev.sparrow.operator.Zips;
import dev.sparrow.status.FutureAction;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.Compression;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.HyperLogLog;
import dev.sparrow.value.PartialResult;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.StorageLevel;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lazy, partitioned, immutable dataset: a handle on its lineage.
///
/// *Transformations* return a new dataset and compute nothing. *Actions* run a job and return its result. A dataset
/// that two actions use is computed twice, except for what an exchange (any method that moves data between partitions,
/// such as `reduceByKey` or `sortBy`) has left behind: that is kept as long as a handle reaches it. [#cache] keeps
/// more.
///
/// Functions are checked when they are given: what they capture must be serializable. They see the captured values as
/// they are when an action starts, each task attempt its own copy. The names and meanings are those of Spark's
/// `JavaRDD`; `sortBy` and `zipWithIndex`, for which Spark runs a hidden job when they are called, are lazy here.
///
/// @param <T> the type of the elements, which may be null
public class Rdd<T> implements DriverOnly {
    private final Sparrow sc;
    private final Lineage lineage;
    private final Retention.Hold hold;
    private volatile Optional<String> name = Optional.empty();

    Rdd(Sparrow sc, Lineage lineage) {
        this.sc = sc;
        this.lineage = lineage;
        this.hold = sc.retention().hold(lineage);
    }

    // ---- What it is -------------------------------------------------------------------------------------------------

    public final Sparrow context() {
        return sc;
    }

    public final DatasetId id() {
        return lineage.id();
    }

    public final int getNumPartitions() {
        return lineage.partitions();
    }

    /// Gives it a name for people, which [#toString] shows.
    ///
    /// @return this dataset
    public Rdd<T> setName(String name) {
        this.name = Optional.ofNullable(name);
        return this;
    }

    /// What [#setName] gave it.
    public final Optional<String> name() {
        return name;
    }

    /// The partitioner that placed the keys, if it is known; only datasets of pairs have one.
    public final Optional<Partitioner> partitioner() {
        return lineage.partitioner();
    }

    /// The lineage as an indented tree; a new indentation is a new stage.
    public final String toDebugString() {
        return DebugString.of(lineage, sc.storageStatus());
    }

    /// The lineage in one line, such as `(textFile → keyBy, range → map [1/2 cached]) → join`.
    public final String lineageLine() {
        return LineageLine.of(lineage, sc.storageStatus());
    }

    /// The stages that an action on this dataset runs: what each reads, computes and writes.
    public final String explain() {
        return sc.explain(lineage);
    }

    @Override
    public final String toString() {
        return name.map(given -> given + ": ").orElse("") + lineage;
    }

    final Lineage lineage() {
        return lineage;
    }

    /// The lineage for a call on another dataset, which must be of the same context.
    final Lineage lineageFor(OperatorCall call) {
        return call.own(sc.calls(), lineage);
    }

    final OperatorCall call(String operator) {
        return sc.call(operator);
    }

    // ---- Keeping it -------------------------------------------------------------------------------------------------

    /// As [#persist()].
    public Rdd<T> cache() {
        return persist();
    }

    /// Keeps the partitions in memory, as [StorageLevel#MEMORY_ONLY] does.
    public Rdd<T> persist() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    /// Keeps each partition that a job computes to its end, so that later jobs read it and compute nothing.
    ///
    /// Nothing runs now. The functions of this dataset are taken once, by the first job that keeps a partition, and
    /// hold for all its partitions until [#unpersist()]. What memory has no room for is given up or goes to disk, as
    /// the level says; a partition that is not there, or damaged, is computed again. All goes with the last handle that
    /// reads it.
    ///
    /// @return this dataset
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if it has another level already
    public Rdd<T> persist(StorageLevel level) {
        sc.persistence().persist(call("persist"), lineage, hold, level);
        return this;
    }

    /// As [#unpersist(boolean)], without waiting.
    public Rdd<T> unpersist() {
        return unpersist(false);
    }

    /// Frees the kept partitions, each when its last reader ends, and keeps none from now on.
    ///
    /// @param blocking whether to return only when they are freed, but for those that tasks still read
    /// @return this dataset
    public Rdd<T> unpersist(boolean blocking) {
        sc.persistence().unpersist(call("unpersist"), lineage, blocking);
        return this;
    }

    /// Gives up one kept partition, as if memory had been short: the next job that needs it computes it again. For
    /// seeing what recovery does and costs.
    ///
    /// @return whether it was there
    public final boolean evict(int partition) {
        return sc.persistence().evict(lineage, partition);
    }

    /// Frees what exchanges have made for this dataset and for its ancestors, but for those that are persisted and what
    /// is before them. Jobs that run end first, and one that starts later makes it again, so checkpoint the dataset
    /// before. What no handle reaches goes without this.
    public final void cleanShuffleDependencies() {
        sc.persistence().cleanExchanges(lineage);
    }

    /// [StorageLevel#NONE] unless it is persisted.
    public final StorageLevel getStorageLevel() {
        return sc.persistence().level(id());
    }

    /// Has this dataset written to the folder of [Sparrow#setCheckpointDir] at the end of the next job that reads it.
    /// From then on it is read from there, and nothing behind it is kept or computed. Call [#cache] too, or the job
    /// that writes it computes it once more. Files stay when the program ends.
    public void checkpoint() {
        sc.checkpoints().ask(call("checkpoint"), lineage, true);
    }

    /// As [#checkpoint], to temporary files of this machine, which go with the dataset or the context.
    public void localCheckpoint() {
        sc.checkpoints().ask(call("localCheckpoint"), lineage, false);
    }

    /// Whether the files of a checkpoint are written, so that this dataset is read from them.
    public final boolean isCheckpointed() {
        return lineage.checkpoint().isPresent();
    }

    /// The folder of the files that stay, if they are written.
    public final Optional<String> getCheckpointFile() {
        return lineage.checkpoint().filter(SourceData.Checkpoint::reliable).map(SourceData.Checkpoint::folder);
    }

    // ---- What its tasks are given -----------------------------------------------------------------------------------

    /// Has each task that computes this dataset given what `profile` asks for, in jobs that start from now on: all
    /// tasks of the stages that it is computed in. What an earlier job moved between partitions stays as it is.
    ///
    /// @return this dataset
    /// @throws SparrowException from the jobs: [ErrorCode#RESOURCES_MISSING] if no executor can ever give that to a
    ///   task; [ErrorCode#INVALID_ARGUMENT] if the same tasks compute a dataset with another profile
    public Rdd<T> withResources(ResourceProfile profile) {
        var call = call("withResources");
        call.require(profile != null, "the profile is null.");
        lineage.give(new TaskResources(profile, call.label()));
        return this;
    }

    /// What [#withResources] gave it.
    public final Optional<ResourceProfile> getResourceProfile() {
        return lineage.taskResources().map(TaskResources::profile);
    }

    // ---- Element by element -----------------------------------------------------------------------------------------

    public <R> Rdd<R> map(Function<? super T, ? extends R> function) {
        var call = call("map");
        return new Rdd<>(sc, call.step(lineage, new Step.Map(Erased.function(call.check(function)))));
    }

    /// Keeps the elements for which `predicate` returns true.
    public Rdd<T> filter(Function<? super T, Boolean> predicate) {
        return new Rdd<>(sc, filtered(predicate));
    }

    final Lineage filtered(Function<? super T, Boolean> predicate) {
        var call = call("filter");
        return call.step(lineage, new Step.Filter(Erased.predicate(call.check(predicate))));
    }

    public <R> Rdd<R> flatMap(FlatMapFunction<? super T, R> function) {
        var call = call("flatMap");
        return new Rdd<>(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    public <K, V> PairRdd<K, V> mapToPair(PairFunction<? super T, K, V> function) {
        var call = call("mapToPair");
        return new PairRdd<>(sc, call.step(lineage, new Step.Map(Erased.function(call.check(function)))));
    }

    public <K, V> PairRdd<K, V> flatMapToPair(PairFlatMapFunction<? super T, K, V> function) {
        var call = call("flatMapToPair");
        return new PairRdd<>(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    public DoubleRdd mapToDouble(DoubleFunction<? super T> function) {
        var call = call("mapToDouble");
        return new DoubleRdd(sc, call.step(lineage, new Step.MapToDouble(Erased.toDouble(call.check(function)))));
    }

    public DoubleRdd flatMapToDouble(DoubleFlatMapFunction<? super T> function) {
        var call = call("flatMapToDouble");
        return new DoubleRdd(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    /// Pairs of a key made from the element, and the element.
    public <K> PairRdd<K, T> keyBy(Function<? super T, ? extends K> function) {
        var call = call("keyBy");
        return new PairRdd<>(sc, call.step(lineage, new Step.KeyBy(Erased.function(call.check(function)))));
    }

    /// Keeps a random part of the elements.
    ///
    /// @param fraction without replacement the probability from 0 to 1 that an element stays, with replacement the
    ///   expected number of times it comes, from 0
    public Rdd<T> sample(boolean withReplacement, double fraction, long seed) {
        return new Rdd<>(sc, sampled(withReplacement, fraction, seed));
    }

    /// As [#sample(boolean, double, long)] with a seed of its own for each call.
    public Rdd<T> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, sc.nextSeed());
    }

    final Lineage sampled(boolean withReplacement, double fraction, long seed) {
        return Sampling.fraction(call("sample"), lineage, withReplacement, fraction, seed);
    }

    // ---- Partition by partition -------------------------------------------------------------------------------------

    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function) {
        return mapPartitions(function, false);
    }

    /// Makes new elements of each partition's elements.
    ///
    /// @param preservesPartitioning whether keys stay in their partitions, so that the partitioner still holds
    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function, boolean preservesPartitioning) {
        var call = call("mapPartitions");
        return new Rdd<>(sc, perPartition(call, function, preservesPartitioning));
    }

    public <K, V> PairRdd<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> function) {
        return mapPartitionsToPair(function, false);
    }

    /// As [#mapPartitions(FlatMapFunction, boolean)].
    public <K, V> PairRdd<K, V> mapPartitionsToPair(
            PairFlatMapFunction<Iterator<T>, K, V> function, boolean preservesPartitioning) {
        return new PairRdd<>(sc, perPartition(call("mapPartitionsToPair"), function, preservesPartitioning));
    }

    public DoubleRdd mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function) {
        return mapPartitionsToDouble(function, false);
    }

    /// As [#mapPartitions(FlatMapFunction, boolean)].
    public DoubleRdd mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function, boolean preservesPartitioning) {
        return new DoubleRdd(sc, perPartition(call("mapPartitionsToDouble"), function, preservesPartitioning));
    }

    private Lineage perPartition(
            OperatorCall call, FlatMapFunction<Iterator<T>, ?> function, boolean preservesPartitioning) {
        var everywhere = Erased.everyPartition(call.check(function));
        return call.step(lineage, new Step.MapPartitions(everywhere, preservesPartitioning));
    }

    /// As [#mapPartitions(FlatMapFunction)], with the index of the partition, from 0.
    public <R> Rdd<R> mapPartitionsWithIndex(
            Function2<Integer, Iterator<T>, Iterator<R>> function, boolean preservesPartitioning) {
        var call = call("mapPartitionsWithIndex");
        var step = new Step.MapPartitions(Erased.partitions(call.check(function)), preservesPartitioning);
        return new Rdd<>(sc, call.step(lineage, step));
    }

    public <R> Rdd<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
        return mapPartitionsWithIndex(function, false);
    }

    /// Marks what is computed next: by tasks that run all at the same time, or none does, and that can wait for each
    /// other by [BarrierTaskContext]. If one fails, all run again.
    ///
    /// There has to be room for all partitions at once. Up to the next exchange each task makes one partition: `union`,
    /// `coalesce` and `cartesian` are refused there, and so are actions that do not ask for all partitions.
    public final RddBarrier<T> barrier() {
        return new RddBarrier<>(this);
    }

    /// One list for each partition.
    public Rdd<List<T>> glom() {
        return new Rdd<>(sc, call("glom").step(lineage, new Step.Glom()));
    }

    /// Pairs of element and a number that no other element has: element `i` of partition `p` of `n` has `i * n + p`.
    /// Needs no count, unlike [#zipWithIndex].
    public PairRdd<T, Long> zipWithUniqueId() {
        return new PairRdd<>(sc, Zips.withUniqueId(call("zipWithUniqueId"), lineage));
    }

    /// As [#pipe(List)]; the words of the command are parted by whitespace.
    public Rdd<String> pipe(String command) {
        return pipe(List.of(command.strip().split("\\s+")), Map.of(), false, 8192, "UTF-8");
    }

    /// The lines that a command writes when it is given the elements of a partition as lines, by `toString`. It is
    /// started once for each partition, where the task runs; if it ends with another status than 0, the task fails.
    public Rdd<String> pipe(List<String> command) {
        return pipe(command, Map.of(), false, 8192, "UTF-8");
    }

    /// As [#pipe(List)].
    ///
    /// @param environment variables besides those of this process
    public Rdd<String> pipe(List<String> command, Map<String, String> environment) {
        return pipe(command, environment, false, 8192, "UTF-8");
    }

    /// As [#pipe(List, Map)].
    ///
    /// @param separateWorkingDir whether each task starts it in a new, empty folder in `sparrow.local.dir`, which goes
    ///   with the task
    /// @param bufferSize characters that are collected before the command gets them
    public Rdd<String> pipe(
            List<String> command, Map<String, String> environment, boolean separateWorkingDir, int bufferSize) {
        return pipe(command, environment, separateWorkingDir, bufferSize, "UTF-8");
    }

    /// As [#pipe(List, Map, boolean, int)].
    ///
    /// @param encoding of what the command reads and writes, such as `ISO-8859-1`
    public Rdd<String> pipe(
            List<String> command,
            Map<String, String> environment,
            boolean separateWorkingDir,
            int bufferSize,
            String encoding) {
        var call = call("pipe");
        var workingDirs = Optional.of(sc.localDir()).filter(_ -> separateWorkingDir);
        var what = PipeCommand.of(call, command, environment, workingDirs, bufferSize, encoding);
        return new Rdd<>(sc, Piped.lines(call, lineage, what));
    }

    /// Parts of this dataset with sizes about as the weights say; each element is in one of them.
    public List<Rdd<T>> randomSplit(double[] weights, long seed) {
        var parts = Sampling.split(call("randomSplit"), lineage, weights, seed);
        return parts.stream().map(part -> new Rdd<T>(sc, part)).toList();
    }

    /// As [#randomSplit(double[], long)] with a seed of its own for each call.
    public List<Rdd<T>> randomSplit(double[] weights) {
        return randomSplit(weights, sc.nextSeed());
    }

    /// Pairs of element and index in the whole dataset, from 0. Lazy: the job that needs it counts the partitions
    /// first.
    public PairRdd<T, Long> zipWithIndex() {
        return new PairRdd<>(sc, call("zipWithIndex").step(lineage, new Step.ZipWithIndex()));
    }

    // ---- Several datasets -------------------------------------------------------------------------------------------

    /// The elements of both, duplicates included; the partitions of this one first.
    public Rdd<T> union(Rdd<T> other) {
        return new Rdd<>(sc, united(other));
    }

    final Lineage united(Rdd<?> other) {
        var call = call("union");
        return Sets.union(call, List.of(lineage, other.lineageFor(call)));
    }

    /// Pairs of the elements at the same place. Both must have the same number of partitions, and of elements in each.
    public <U> PairRdd<T, U> zip(Rdd<U> other) {
        var call = call("zip");
        return new PairRdd<>(sc, Zips.elements(call, lineage, other.lineageFor(call)));
    }

    /// What `function` makes of the elements of both datasets in the same partition. Both must have the same number of
    /// partitions; how many elements they have does not matter.
    public <U, R> Rdd<R> zipPartitions(Rdd<U> other, Function2<Iterator<T>, Iterator<U>, Iterator<R>> function) {
        var call = call("zipPartitions");
        return new Rdd<>(sc, Zips.partitions(call, function, lineage, other.lineageFor(call)));
    }

    public <U, V, R> Rdd<R> zipPartitions(
            Rdd<U> second, Rdd<V> third, Function3<Iterator<T>, Iterator<U>, Iterator<V>, Iterator<R>> function) {
        var call = call("zipPartitions");
        return new Rdd<>(sc, Zips.partitions(call, function, lineage, second.lineageFor(call), third.lineageFor(call)));
    }

    public <U, V, W, R> Rdd<R> zipPartitions(
            Rdd<U> second,
            Rdd<V> third,
            Rdd<W> fourth,
            Function4<Iterator<T>, Iterator<U>, Iterator<V>, Iterator<W>, Iterator<R>> function) {
        var call = call("zipPartitions");
        var others = new Lineage[] {lineage, second.lineageFor(call), third.lineageFor(call), fourth.lineageFor(call)};
        return new Rdd<>(sc, Zips.partitions(call, function, others));
    }

    /// All pairs of an element of this and one of the other dataset.
    public <U> PairRdd<T, U> cartesian(Rdd<U> other) {
        var call = call("cartesian");
        return new PairRdd<>(sc, call.node(new Operation.Cartesian(), lineage, other.lineageFor(call)));
    }

    /// The distinct elements that are in both datasets, in the order of this one's partitions after the exchange.
    public Rdd<T> intersection(Rdd<T> other) {
        return new Rdd<>(sc, intersected(other));
    }

    final Lineage intersected(Rdd<T> other) {
        var call = call("intersection");
        return Sets.intersection(call, lineage, other.lineageFor(call));
    }

    /// The elements that the other dataset does not hold, duplicates included.
    public Rdd<T> subtract(Rdd<T> other) {
        return subtract(other, Math.max(1, getNumPartitions()));
    }

    public Rdd<T> subtract(Rdd<T> other, int numPartitions) {
        return new Rdd<>(sc, subtracted(other, new HashPartitioner(numPartitions)));
    }

    /// As [#subtract(Rdd)].
    ///
    /// @param by places the elements, which are its keys
    public Rdd<T> subtract(Rdd<T> other, Partitioner by) {
        return new Rdd<>(sc, subtracted(other, by));
    }

    final Lineage subtracted(Rdd<T> other, Partitioner by) {
        var call = call("subtract");
        return Sets.subtract(call, lineage, other.lineageFor(call), by);
    }

    /// Each element once, in the order of first occurrence.
    public Rdd<T> distinct() {
        return new Rdd<>(sc, distincted(Partitioning.ofNewKeys(sc.calls(), lineage)));
    }

    public Rdd<T> distinct(int numPartitions) {
        return new Rdd<>(sc, distincted(new HashPartitioner(numPartitions)));
    }

    final Lineage distincted(Partitioner by) {
        return Sets.distinct(call("distinct"), lineage, by);
    }

    // ---- Order and partitions ---------------------------------------------------------------------------------------

    /// Fewer partitions, by putting neighbours together without moving data; more than there are cannot be had this
    /// way.
    public Rdd<T> coalesce(int numPartitions) {
        return new Rdd<>(sc, coalesced(numPartitions, false));
    }

    /// As [#coalesce(int)], or by dealing the elements out anew.
    ///
    /// @param shuffle whether elements are dealt out anew, which allows more partitions and evens them out
    public Rdd<T> coalesce(int numPartitions, boolean shuffle) {
        return new Rdd<>(sc, coalesced(numPartitions, shuffle));
    }

    /// Deals the elements out evenly over new partitions.
    public Rdd<T> repartition(int numPartitions) {
        return new Rdd<>(sc, rebalanced(call("repartition"), numPartitions));
    }

    final Lineage coalesced(int numPartitions, boolean shuffle) {
        var call = call("coalesce");
        if (shuffle) {
            return rebalanced(call, numPartitions);
        }
        call.requirePartitions(numPartitions);
        return numPartitions >= lineage.partitions()
                ? lineage
                : call.node(new Operation.Coalesced(0, lineage.partitions(), numPartitions), lineage);
    }

    final Lineage rebalanced(OperatorCall call, int numPartitions) {
        call.requirePartitions(numPartitions);
        return call.shuffle(lineage, new Exchange.Rebalance(numPartitions));
    }

    /// Ordered over the whole dataset by a key in its natural order; elements of equal keys keep their order.
    public <K extends Comparable<? super K>> Rdd<T> sortBy(Function<? super T, K> key) {
        return new Rdd<>(sc, sorted(key, Comparator.naturalOrder(), true, lineage.partitions()));
    }

    public <K extends Comparable<? super K>> Rdd<T> sortBy(
            Function<? super T, K> key, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, Comparator.naturalOrder(), ascending, numPartitions));
    }

    /// Lazy: the job that needs the order takes a sample of the keys first. `key` is called once for each element, and
    /// once more for the sample.
    public <K> Rdd<T> sortBy(
            Function<? super T, K> key, SerializableComparator<? super K> order, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, order, ascending, numPartitions));
    }

    /// As [#sortBy(Function, SerializableComparator, boolean, int)], by a comparator that can travel, though its type
    /// does not say so.
    public <K> Rdd<T> sortBy(
            Function<? super T, K> key, Comparator<? super K> order, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, order, ascending, numPartitions));
    }

    private Lineage sorted(Function<? super T, ?> key, Comparator<?> order, boolean ascending, int numPartitions) {
        return Sorting.elements(call("sortBy"), lineage, key, order, ascending, numPartitions);
    }

    /// All elements of each key, as pairs of key and elements.
    public <K> PairRdd<K, Iterable<T>> groupBy(Function<? super T, ? extends K> function) {
        return new PairRdd<>(sc, grouped(function, Partitioning.ofNewKeys(sc.calls(), lineage)));
    }

    public <K> PairRdd<K, Iterable<T>> groupBy(Function<? super T, ? extends K> function, int numPartitions) {
        return new PairRdd<>(sc, grouped(function, new HashPartitioner(numPartitions)));
    }

    private Lineage grouped(Function<? super T, ?> function, Partitioner by) {
        return ByKey.grouped(call("groupBy"), lineage, by, function);
    }

    // ---- Actions ----------------------------------------------------------------------------------------------------

    /// All elements, in partition order. The list is the caller's own.
    public List<T> collect() {
        return Fetch.all(call("collect"), lineage);
    }

    /// As [#collect].
    public List<T> toList() {
        return Fetch.all(call("toList"), lineage);
    }

    /// All elements in partition order, one partition in memory at a time: a job for each, when it is reached.
    public Iterator<T> toLocalIterator() {
        return Fetch.oneByOne(call("toLocalIterator"), lineage, this);
    }

    /// The elements of some partitions, a list for each.
    public List<List<T>> collectPartitions(int[] partitions) {
        return Fetch.apart(call("collectPartitions"), lineage, partitions);
    }

    /// The number of elements.
    ///
    /// @throws SparrowException [ErrorCode#OVERFLOW] if there are more than `Long.MAX_VALUE`
    public long count() {
        return Counting.all(call("count"), lineage);
    }

    /// Whether there is no element; looks no further than the first.
    public boolean isEmpty() {
        return Fetch.first(call("isEmpty"), lineage, this, 1).isEmpty();
    }

    /// One element made of all, two by two, in partition order.
    ///
    /// @param function associative
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T reduce(Function2<T, T, T> function) {
        return Folds.reduce(call("reduce"), lineage, function);
    }

    /// Folds each partition, starting from a copy of `zero`, and then the results.
    public T fold(T zero, Function2<T, T, T> function) {
        return Folds.aggregate(call("fold"), lineage, zero, function, function);
    }

    /// Folds elements into a value of another type, starting each partition from a copy of `zero`, and then merges.
    public <U> U aggregate(U zero, Function2<U, T, U> sequence, Function2<U, U, U> merge) {
        return Folds.aggregate(call("aggregate"), lineage, zero, sequence, merge);
    }

    /// As [#treeReduce(Function2, int)] with depth 2.
    public T treeReduce(Function2<T, T, T> function) {
        return treeReduce(function, 2);
    }

    /// As [#reduce], where tasks merge the results of partitions on several levels before the driver merges the last
    /// few.
    ///
    /// @param depth how many levels are wished, from 1
    public T treeReduce(Function2<T, T, T> function, int depth) {
        return Trees.reduce(call("treeReduce"), lineage, function, depth);
    }

    /// As [#treeAggregate(Object, Function2, Function2, int)] with depth 2.
    public <U> U treeAggregate(U zero, Function2<U, T, U> sequence, Function2<U, U, U> merge) {
        return treeAggregate(zero, sequence, merge, 2, false);
    }

    /// As [#aggregate], where tasks merge the results of partitions on several levels before the driver merges the last
    /// few.
    ///
    /// @param depth how many levels are wished, from 1
    public <U> U treeAggregate(U zero, Function2<U, T, U> sequence, Function2<U, U, U> merge, int depth) {
        return treeAggregate(zero, sequence, merge, depth, false);
    }

    /// As [#treeAggregate(Object, Function2, Function2, int)].
    ///
    /// @param finalAggregateOnExecutor whether a task merges the last few, too
    public <U> U treeAggregate(
            U zero,
            Function2<U, T, U> sequence,
            Function2<U, U, U> merge,
            int depth,
            boolean finalAggregateOnExecutor) {
        var call = call("treeAggregate");
        return Trees.aggregate(call, lineage, zero, sequence, merge, depth, finalAggregateOnExecutor);
    }

    /// The first element of the first partition that has one.
    ///
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T first() {
        var call = call("first");
        return PartialResults.theFirst(call, Fetch.first(call, lineage, this, 1));
    }

    /// The first elements, at most `limit`; reads as few partitions as it can.
    public List<T> take(int limit) {
        var call = call("take");
        call.requireCount(limit);
        return Fetch.first(call, lineage, this, limit);
    }

    /// So many elements by chance, in random order; all of them if there are fewer. Counts first, in a job of its own.
    ///
    /// @param withReplacement whether an element may come more than once
    public List<T> takeSample(boolean withReplacement, int number, long seed) {
        return Sampling.take(call("takeSample"), lineage, withReplacement, number, seed);
    }

    /// As [#takeSample(boolean, int, long)] with a seed of its own for each call.
    public List<T> takeSample(boolean withReplacement, int number) {
        return takeSample(withReplacement, number, sc.nextSeed());
    }

    /// The smallest elements in the given order, smallest first.
    public List<T> takeOrdered(int limit, Comparator<? super T> order) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, order);
    }

    /// As [#takeOrdered(int, Comparator)]; a lambda becomes a comparator that can travel.
    public List<T> takeOrdered(int limit, SerializableComparator<? super T> order) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, order);
    }

    /// The smallest elements in their natural order; they must be `Comparable`.
    public List<T> takeOrdered(int limit) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, Extremes.natural());
    }

    /// The largest elements in the given order, largest first.
    public List<T> top(int limit, Comparator<? super T> order) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(order));
    }

    public List<T> top(int limit, SerializableComparator<? super T> order) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(order));
    }

    /// The largest elements in their natural order, largest first; they must be `Comparable`.
    public List<T> top(int limit) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(Extremes.natural()));
    }

    public T min(Comparator<? super T> order) {
        return Extremes.least(call("min"), lineage, order);
    }

    public T min(SerializableComparator<? super T> order) {
        return Extremes.least(call("min"), lineage, order);
    }

    /// The smallest element in the natural order; elements must be `Comparable`.
    public T min() {
        return Extremes.least(call("min"), lineage, Extremes.natural());
    }

    public T max(Comparator<? super T> order) {
        return Extremes.least(call("max"), lineage, Extremes.reversed(order));
    }

    public T max(SerializableComparator<? super T> order) {
        return Extremes.least(call("max"), lineage, Extremes.reversed(order));
    }

    /// The largest element in the natural order; elements must be `Comparable`.
    public T max() {
        return Extremes.least(call("max"), lineage, Extremes.natural().reversed());
    }

    /// How often each element comes.
    public Map<T, Long> countByValue() {
        return Counting.byValue(call("countByValue"), lineage);
    }

    /// As [#countApprox(long, double)] with a confidence of 0.95.
    public PartialResult<BoundedDouble> countApprox(long timeoutMillis) {
        return countApprox(timeoutMillis, 0.95);
    }

    /// About how many elements there are, by the partitions that are counted when time is over. Which are counted first
    /// is up to their size, so an estimate of partitions of unequal size is too low rather than too high.
    ///
    /// @param confidence of the bounds, from 0 to 1
    public PartialResult<BoundedDouble> countApprox(long timeoutMillis, double confidence) {
        return Approximation.count(call("countApprox"), lineage, timeoutMillis, confidence);
    }

    /// As [#countByValueApprox(long, double)] with a confidence of 0.95.
    public PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis) {
        return countByValueApprox(timeoutMillis, 0.95);
    }

    /// About how often each element comes, as [#countApprox(long, double)] for each that was met.
    public PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis, double confidence) {
        Function<Object, Object> itself = element -> element;
        return Approximation.counts(call("countByValueApprox"), lineage, itself, timeoutMillis, confidence);
    }

    /// About how many different elements there are, by a [HyperLogLog] in a few kilobytes.
    ///
    /// @param relativeSD the relative standard deviation that is wished, from 0.00102 to 0.26; smaller takes more
    ///   memory
    public long countApproxDistinct(double relativeSD) {
        return Folds.countDistinct(call("countApproxDistinct"), lineage, relativeSD);
    }

    // ---- Actions that go on while the program does ------------------------------------------------------------------

    /// As [#count], in the background.
    public FutureAction<Long> countAsync() {
        var call = call("countAsync");
        return sc.calls().startAction(call, () -> Counting.all(call, lineage));
    }

    /// As [#collect], in the background.
    public FutureAction<List<T>> collectAsync() {
        var call = call("collectAsync");
        return sc.calls().startAction(call, () -> Fetch.all(call, lineage));
    }

    /// As [#take], in the background.
    public FutureAction<List<T>> takeAsync(int limit) {
        var call = call("takeAsync");
        call.requireCount(limit);
        return sc.calls().startAction(call, () -> Fetch.first(call, lineage, this, limit));
    }

    /// As [#foreach], in the background.
    public FutureAction<Void> foreachAsync(VoidFunction<? super T> function) {
        var call = call("foreachAsync");
        var action = new Action.Foreach(Erased.effect(call.check(function)));
        return sc.calls().startEffect(call, () -> call.run(lineage, action));
    }

    /// As [#foreachPartition], in the background.
    public FutureAction<Void> foreachPartitionAsync(VoidFunction<Iterator<T>> function) {
        var call = call("foreachPartitionAsync");
        var action = new Action.EachPartition(Erased.effectOnPartition(call.check(function)));
        return sc.calls().startEffect(call, () -> call.run(lineage, action));
    }

    /// Calls `function` on each element, in the tasks.
    public void foreach(VoidFunction<? super T> function) {
        var call = call("foreach");
        call.run(lineage, new Action.Foreach(Erased.effect(call.check(function))));
    }

    /// Calls `function` on each partition, in the tasks.
    public void foreachPartition(VoidFunction<Iterator<T>> function) {
        var call = call("foreachPartition");
        call.run(lineage, new Action.EachPartition(Erased.effectOnPartition(call.check(function))));
    }

    /// Writes each element's `toString` as a line, one file `part-00000`, … for each partition, and `_SUCCESS`.
    ///
    /// The folder appears when all is written, at once: a job that fails leaves nothing behind.
    ///
    /// @param path a folder that does not exist yet
    public void saveAsTextFile(String path) {
        saveAsTextFile(path, Compression.NONE);
    }

    /// As [#saveAsTextFile(String)], with files packed, which `textFile` reads as they are.
    public void saveAsTextFile(String path, Compression compression) {
        Saving.save(call("saveAsTextFile"), lineage, path, new TextSink(compression));
    }

    /// Writes the elements in a form that `objectFile` reads, in programs that have the same classes.
    ///
    /// @param path a folder that does not exist yet
    public void saveAsObjectFile(String path) {
        Saving.save(call("saveAsObjectFile"), lineage, path, Formats.objects().sink());
    }

    /// Writes the elements in a format, one file for each partition, and `_SUCCESS`. The folder appears when all is
    /// written, at once.
    ///
    /// @param operator what messages call this, such as `csv`
    /// @param path a folder that does not exist yet
    public void save(String operator, String path, ElementSink<? super T> sink) {
        Saving.save(call(operator), lineage, path, sink);
    }
}
