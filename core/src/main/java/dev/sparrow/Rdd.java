/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.context.Retention;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.TextSink;
import dev.sparrow.function.DoubleFlatMapFunction;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.FilterFunction;
import dev.sparrow.function.FlatMapFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.Function3;
import dev.sparrow.function.Function4;
import dev.sparrow.function.LongFunction;
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
import dev.sparrow.lineage.PreferredLocations;
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
import dev.sparrow.operator.JavaFunctions;
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
import dev.sparrow.value.SaveMode;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// A lazy, partitioned, immutable dataset: a handle on its lineage.
///
/// *Transformations* return a new dataset and compute nothing. *Actions* run a job and return its result. A dataset
/// that two actions use is computed twice, except for the output of exchanges (an exchange is any method that moves
/// data between partitions, such as `reduceByKey` or `sortBy`): this output stays as long as the program holds a
/// dataset that reads it. [#cache] stores the elements themselves.
///
/// Elements have an order: partition by partition, and within each partition as the methods say. It depends on the
/// program and the numbers of partitions, never on which task was faster.
///
/// Functions are checked when they are given: captured values must be serializable. A function sees the captured values
/// as of the start of the action, and each task attempt has its own copy. The names and meanings are those of Spark's
/// `JavaRDD`; `sortBy` and `zipWithIndex`, for which Spark runs a hidden job when they are called, are lazy here.
///
/// **Errors.** All of them are [SparrowException]s. These are not repeated below:
/// - Transformations and actions of a closed context fail with [ErrorCode#CONTEXT_CLOSED].
/// - A function that is null is refused with [ErrorCode#INVALID_ARGUMENT], one that is not serializable with
///   [ErrorCode#CLOSURE_NOT_SERIALIZABLE], and one that captures a dataset or the context with
///   [ErrorCode#CLOSURE_CAPTURES_DATASET].
/// - A dataset of another context is refused with [ErrorCode#FOREIGN_DATASET], and a number of partitions below 1 with
///   [ErrorCode#INVALID_ARGUMENT].
/// - An action fails with the error of its job, such as [ErrorCode#USER_FUNCTION] if a function threw. It fails with
///   [ErrorCode#CANCELLED] if its thread is interrupted, and with [ErrorCode#CLOSURE_CAPTURES_DATASET] if it is called
///   in a task.
///
/// @param <T> the type of the elements, which may be null
public class Rdd<T> implements DriverOnly {
    private final Sparrow sc;
    private final Lineage lineage;
    private final Retention.Hold hold;

    Rdd(Sparrow sc, Lineage lineage) {
        this.sc = sc;
        this.lineage = lineage;
        this.hold = sc.retention().hold(lineage);
    }

    // ---- What it is -------------------------------------------------------------------------------------------------

    /// The context that made this dataset and runs its jobs.
    public final Sparrow context() {
        return sc;
    }

    /// The number of this dataset, unique in its context.
    public final DatasetId id() {
        return lineage.id();
    }

    /// The number of partitions, from 0. It is known before anything runs, and stays.
    public final int getNumPartitions() {
        return lineage.partitions();
    }

    /// The hosts and executors where a partition would rather be computed, by name: those of the first source that is
    /// read for it and that prefers some, see [Sparrow#makeRdd]. Empty if it does not matter. Where it is cached counts
    /// for more, and is not told here.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such partition
    public final List<String> preferredLocations(int partition) {
        call("preferredLocations")
                .require(
                        partition >= 0 && partition < getNumPartitions(),
                        "there is no partition " + partition + ", only " + getNumPartitions() + " from 0.");
        return PreferredLocations.of(lineage, partition);
    }

    /// Gives this dataset a name for people, which [#toString] and [Sparrow#storageStatus] show.
    ///
    /// @param name null for none
    /// @return this dataset
    public Rdd<T> setName(String name) {
        lineage.name().give(name);
        return this;
    }

    /// The name that [#setName] gave this dataset.
    public final Optional<String> name() {
        return lineage.name().text();
    }

    /// The partitioner that placed the keys, if it is known. Only datasets of pairs have one.
    public final Optional<Partitioner> partitioner() {
        return lineage.partitioner();
    }

    /// The lineage as an indented tree; each deeper indentation is another stage.
    public final String toDebugString() {
        return DebugString.of(lineage, sc.storageStatus());
    }

    /// The lineage in one line, such as `(textFile → keyBy, range → map [1/2 cached]) → join`.
    public final String lineageLine() {
        return LineageLine.of(lineage, sc.storageStatus());
    }

    /// The stages that an action on this dataset would run: what each of them reads, computes and writes. Runs nothing.
    public final String explain() {
        return sc.explain(lineage);
    }

    /// What the last job over this dataset did: its stages with records, bytes, times and how even their tasks were.
    /// Those that cost next to nothing are folded. Runs no job itself.
    public final String explainAnalyze() {
        return sc.explainAnalyze(lineage);
    }

    @Override
    public final String toString() {
        return name().map(given -> given + ": ").orElse("") + lineage;
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

    // ---- Caching it -------------------------------------------------------------------------------------------------

    /// As [#persist()].
    public Rdd<T> cache() {
        return persist();
    }

    /// Caches the partitions in memory, at the level [StorageLevel#MEMORY_ONLY].
    ///
    /// ```java
    /// var errors = sc.textFile("app.log").filter(line -> line.contains("ERROR")).persist();
    /// errors.count();                                          // reads the file, caches the lines
    /// errors.filter(line -> line.contains("disk")).count();    // reads the cached lines
    /// ```
    ///
    /// @return this dataset
    /// @throws SparrowException as for [#persist(StorageLevel)]
    public Rdd<T> persist() {
        return persist(StorageLevel.MEMORY_ONLY);
    }

    /// Caches each partition that a job computes to its end, so that later jobs read it and compute nothing.
    ///
    /// Runs nothing now. The functions of this dataset are taken once, by the first job that caches a partition, and
    /// hold for all its partitions until [#unpersist()]. A partition for which memory has no room is dropped or goes to
    /// disk, as the level says; one that is missing or damaged is computed again. The cached partitions are freed with
    /// the last handle on a dataset that reads them.
    ///
    /// @return this dataset
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if `level` is null or stores nothing, or the dataset has
    ///   another level already
    public Rdd<T> persist(StorageLevel level) {
        sc.persistence().persist(call("persist"), lineage, hold, level);
        return this;
    }

    /// As [#unpersist(boolean)], without waiting.
    public Rdd<T> unpersist() {
        return unpersist(false);
    }

    /// Frees the cached partitions, each when its last reader ends, and caches none from now on.
    ///
    /// @param blocking whether to return only when they are freed; partitions that tasks still read are not waited for
    /// @return this dataset
    public Rdd<T> unpersist(boolean blocking) {
        sc.persistence().unpersist(call("unpersist"), lineage, blocking);
        return this;
    }

    /// Drops one cached partition, as if memory had been short: the next job that needs it computes it again. Meant for
    /// demonstrating and measuring recovery.
    ///
    /// @param partition its index, from 0
    /// @return whether the partition was cached
    public final boolean evict(int partition) {
        return sc.persistence().evict(lineage, partition);
    }

    /// Frees the output of the exchanges that this dataset and its ancestors are made from, up to persisted ancestors.
    ///
    /// Running jobs end first. A job that needs freed output makes it again, so checkpoint the dataset before. Output
    /// that no handle reaches is freed without this method.
    public final void cleanShuffleDependencies() {
        sc.persistence().cleanExchanges(lineage);
    }

    /// The level at which this dataset is persisted; [StorageLevel#NONE] if it is not.
    public final StorageLevel getStorageLevel() {
        return sc.persistence().level(id());
    }

    /// Has this dataset written to the folder of [Sparrow#setCheckpointDir] at the end of the next job that reads it.
    ///
    /// From then on the dataset is read from the files, and its former lineage is neither computed nor remembered. Call
    /// [#cache] too, or the job that writes the files computes the dataset once more. The files stay when the program
    /// ends. If they cannot be written, the action that follows this call fails, and the next action tries again.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if no folder was set
    public void checkpoint() {
        sc.checkpoints().ask(call("checkpoint"), lineage, true);
    }

    /// As [#checkpoint], to temporary files of this machine, which are deleted with the dataset or the context. Needs
    /// no folder.
    public void localCheckpoint() {
        sc.checkpoints().ask(call("localCheckpoint"), lineage, false);
    }

    /// Tells whether the files of a checkpoint are written, so that this dataset is read from them.
    public final boolean isCheckpointed() {
        return lineage.checkpoint().isPresent();
    }

    /// The folder that [#checkpoint] wrote; empty if nothing is written yet, or to temporary files only.
    public final Optional<String> getCheckpointFile() {
        return lineage.checkpoint().filter(SourceData.Checkpoint::reliable).map(SourceData.Checkpoint::folder);
    }

    // ---- What its tasks are given -----------------------------------------------------------------------------------

    /// Sets what each task that computes this dataset is given, in jobs that start from now on. All tasks of the stages
    /// that compute it are given the same. Output of exchanges that earlier jobs made stays as it is.
    ///
    /// @return this dataset
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if `profile` is null; and from the jobs:
    ///   [ErrorCode#RESOURCES_MISSING] if no executor can ever give that to a task, [ErrorCode#INVALID_ARGUMENT] if the
    ///   same tasks compute a dataset with another profile
    public Rdd<T> withResources(ResourceProfile profile) {
        var call = call("withResources");
        call.require(profile != null, "the profile is null.");
        lineage.give(new TaskResources(profile, call.label()));
        return this;
    }

    /// The profile that [#withResources] gave this dataset.
    public final Optional<ResourceProfile> getResourceProfile() {
        return lineage.taskResources().map(TaskResources::profile);
    }

    // ---- Element by element -----------------------------------------------------------------------------------------

    /// The results of `function`, one for each element.
    ///
    /// Moves no data: each result takes the place of its element. The result has no partitioner.
    ///
    /// ```java
    /// sc.parallelize(List.of(1, 2, 3)).map(x -> x * 10).collect();    // [10, 20, 30]
    /// ```
    ///
    /// @param function may return null
    public <R> Rdd<R> map(Function<? super T, ? extends R> function) {
        var call = call("map");
        return new Rdd<>(sc, call.step(lineage, new Step.Map(Erased.function(call.check(function)))));
    }

    /// As [#map(Function)]; the function must be serializable, though its type does not say so.
    public <R> Rdd<R> map(java.util.function.Function<? super T, ? extends R> function) {
        return map(JavaFunctions.function(function));
    }

    /// The elements for which `predicate` returns true.
    ///
    /// Moves no data. Elements keep their partitions and their order, so the partitioner stays.
    ///
    /// ```java
    /// sc.parallelize(List.of(1, 2, 3)).filter(x -> x != 2).collect();    // [1, 3]
    /// ```
    ///
    /// @param predicate returns true or false; null fails the job with [ErrorCode#USER_FUNCTION]
    public Rdd<T> filter(Function<? super T, Boolean> predicate) {
        return new Rdd<>(sc, filtered(predicate));
    }

    /// As [#filter(Function)]: what a lambda becomes.
    public Rdd<T> filter(FilterFunction<? super T> predicate) {
        return filter((Function<? super T, Boolean>) predicate);
    }

    /// As [#filter(Function)]; the predicate must be serializable, though its type does not say so.
    @SuppressWarnings("overloads") // a lambda becomes a FilterFunction, which is both
    public Rdd<T> filter(Predicate<? super T> predicate) {
        return filter(JavaFunctions.predicate(predicate));
    }

    final Lineage filtered(Function<? super T, Boolean> predicate) {
        var call = call("filter");
        return call.step(lineage, new Step.Filter(Erased.predicate(call.check(predicate))));
    }

    /// The elements of all iterators that `function` returns, any number for each element.
    ///
    /// Moves no data: results come in the order of their elements, in the same partitions. The result has no
    /// partitioner.
    ///
    /// ```java
    /// sc.parallelize(List.of("to be", "or not")).flatMap(Text::words).collect();    // [to, be, or, not]
    /// ```
    ///
    /// @param function returns an iterator, which may be empty and may hold null; null in its place fails the job with
    ///   [ErrorCode#USER_FUNCTION]
    public <R> Rdd<R> flatMap(FlatMapFunction<? super T, R> function) {
        var call = call("flatMap");
        return new Rdd<>(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    /// As [#flatMap], for functions that return a collection or another `Iterable`.
    ///
    /// ```java
    /// lines.flatMapIterable(line -> List.of(line.split(" ")));
    /// ```
    public <R> Rdd<R> flatMapIterable(Function<? super T, ? extends Iterable<R>> function) {
        var call = call("flatMapIterable");
        return new Rdd<>(sc, call.step(lineage, flatMapStep(JavaFunctions.iterators(call.check(function)))));
    }

    /// As [#flatMap], for functions that return a stream. Each is closed when its last element is taken.
    ///
    /// ```java
    /// lines.flatMapStream(line -> line.chars().mapToObj(Character::toString));
    /// ```
    public <R> Rdd<R> flatMapStream(Function<? super T, ? extends Stream<R>> function) {
        var call = call("flatMapStream");
        return new Rdd<>(sc, call.step(lineage, flatMapStep(JavaFunctions.ofStreams(call.check(function)))));
    }

    private static Step flatMapStep(Function<?, ? extends Iterator<?>> function) {
        return new Step.FlatMap(Erased.toIterator(function));
    }

    /// The pairs that `function` returns, one for each element: as [#map], with the methods of [PairRdd].
    public <K, V> PairRdd<K, V> mapToPair(PairFunction<? super T, K, V> function) {
        return new PairRdd<>(sc, paired(function));
    }

    /// As [#mapToPair(PairFunction)]; the function must be serializable, though its type does not say so.
    public <K, V> PairRdd<K, V> mapToPair(java.util.function.Function<? super T, Tuple2<K, V>> function) {
        return new PairRdd<>(sc, paired(JavaFunctions.function(function)));
    }

    private Lineage paired(Function<? super T, ?> function) {
        var call = call("mapToPair");
        return call.step(lineage, new Step.Map(Erased.function(call.check(function))));
    }

    /// The pairs that `function` returns, any number for each element: as [#flatMap], with the methods of [PairRdd].
    public <K, V> PairRdd<K, V> flatMapToPair(PairFlatMapFunction<? super T, K, V> function) {
        var call = call("flatMapToPair");
        return new PairRdd<>(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    /// The numbers that `function` returns, one for each element: as [#map], with the methods of [DoubleRdd].
    public DoubleRdd mapToDouble(DoubleFunction<? super T> function) {
        var call = call("mapToDouble");
        return new DoubleRdd(sc, call.step(lineage, new Step.MapToDouble(Erased.toDouble(call.check(function)))));
    }

    /// As [#mapToDouble(DoubleFunction)]; the function must be serializable, though its type does not say so.
    public DoubleRdd mapToDouble(ToDoubleFunction<? super T> function) {
        return mapToDouble(JavaFunctions.toDouble(function));
    }

    /// The numbers that `function` returns, any number for each element: as [#flatMap], with the methods of
    /// [DoubleRdd].
    public DoubleRdd flatMapToDouble(DoubleFlatMapFunction<? super T> function) {
        var call = call("flatMapToDouble");
        return new DoubleRdd(sc, call.step(lineage, new Step.FlatMap(Erased.toIterator(call.check(function)))));
    }

    /// Pairs of a key, which `function` makes of the element, and the element.
    ///
    /// Moves no data and keeps the order. The result has no partitioner: the keys are new.
    public <K> PairRdd<K, T> keyBy(Function<? super T, ? extends K> function) {
        var call = call("keyBy");
        return new PairRdd<>(sc, call.step(lineage, new Step.KeyBy(Erased.function(call.check(function)))));
    }

    /// As [#keyBy(Function)]; the function must be serializable, though its type does not say so.
    public <K> PairRdd<K, T> keyBy(java.util.function.Function<? super T, ? extends K> function) {
        return keyBy(JavaFunctions.function(function));
    }

    /// A random part of the elements.
    ///
    /// Moves no data; the order and the partitioner stay. The same seed draws the same elements of the same dataset.
    ///
    /// ```java
    /// var tenth = numbers.sample(false, 0.1, 42);    // about one element in ten
    /// ```
    ///
    /// @param withReplacement whether an element may come more than once
    /// @param fraction without replacement the probability from 0 to 1 that an element stays, with replacement the
    ///   expected number of times that it comes, from 0
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the fraction is out of range
    public Rdd<T> sample(boolean withReplacement, double fraction, long seed) {
        return new Rdd<>(sc, sampled(withReplacement, fraction, seed));
    }

    /// As [#sample(boolean, double, long)], with a new seed for each call.
    public Rdd<T> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, sc.nextSeed());
    }

    final Lineage sampled(boolean withReplacement, double fraction, long seed) {
        return Sampling.fraction(call("sample"), lineage, withReplacement, fraction, seed);
    }

    // ---- Partition by partition -------------------------------------------------------------------------------------

    /// The elements that `function` makes of each partition: it is called once for a partition, also for an empty one.
    ///
    /// Moves no data. The order is the function's, and the result has no partitioner.
    ///
    /// @param function gets the elements of a partition in their order, and returns an iterator
    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function) {
        return mapPartitions(function, false);
    }

    /// As [#mapPartitions(FlatMapFunction)], for functions that may leave keys in place.
    ///
    /// @param preservesPartitioning whether keys stay in their partitions, so that the partitioner still holds
    public <R> Rdd<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function, boolean preservesPartitioning) {
        var call = call("mapPartitions");
        return new Rdd<>(sc, perPartition(call, function, preservesPartitioning));
    }

    /// As [#mapPartitions(FlatMapFunction)], with the methods of [PairRdd].
    public <K, V> PairRdd<K, V> mapPartitionsToPair(PairFlatMapFunction<Iterator<T>, K, V> function) {
        return mapPartitionsToPair(function, false);
    }

    /// As [#mapPartitions(FlatMapFunction, boolean)], with the methods of [PairRdd].
    public <K, V> PairRdd<K, V> mapPartitionsToPair(
            PairFlatMapFunction<Iterator<T>, K, V> function, boolean preservesPartitioning) {
        return new PairRdd<>(sc, perPartition(call("mapPartitionsToPair"), function, preservesPartitioning));
    }

    /// As [#mapPartitions(FlatMapFunction)], with the methods of [DoubleRdd].
    public DoubleRdd mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function) {
        return mapPartitionsToDouble(function, false);
    }

    /// As [#mapPartitions(FlatMapFunction, boolean)], with the methods of [DoubleRdd].
    public DoubleRdd mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function, boolean preservesPartitioning) {
        return new DoubleRdd(sc, perPartition(call("mapPartitionsToDouble"), function, preservesPartitioning));
    }

    private Lineage perPartition(
            OperatorCall call, FlatMapFunction<Iterator<T>, ?> function, boolean preservesPartitioning) {
        var everywhere = Erased.everyPartition(call.check(function));
        return call.step(lineage, new Step.MapPartitions(everywhere, preservesPartitioning));
    }

    /// As [#mapPartitions(FlatMapFunction, boolean)]; `function` also gets the index of the partition, from 0.
    public <R> Rdd<R> mapPartitionsWithIndex(
            Function2<Integer, Iterator<T>, Iterator<R>> function, boolean preservesPartitioning) {
        var call = call("mapPartitionsWithIndex");
        var step = new Step.MapPartitions(Erased.partitions(call.check(function)), preservesPartitioning);
        return new Rdd<>(sc, call.step(lineage, step));
    }

    /// As [#mapPartitions(FlatMapFunction)]; `function` also gets the index of the partition, from 0.
    public <R> Rdd<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
        return mapPartitionsWithIndex(function, false);
    }

    /// Makes the next `mapPartitions` run in tasks that all start at the same time, or not at all, and that can wait
    /// for each other by [dev.sparrow.task.BarrierTaskContext]. If one of them fails, all run again.
    ///
    /// There has to be room for all partitions at once. Up to the next exchange each task makes one partition: `union`,
    /// `coalesce` and `cartesian` are refused there, and so are actions on some of several partitions, such as `first`.
    public final RddBarrier<T> barrier() {
        return new RddBarrier<>(this);
    }

    /// One list for each partition, with all its elements in their order; an empty partition has an empty list.
    ///
    /// Moves no data. The result has no partitioner. Each list has to fit in memory.
    public Rdd<List<T>> glom() {
        return new Rdd<>(sc, call("glom").step(lineage, new Step.Glom()));
    }

    /// Pairs of element and a number that no other element has: element `i` of partition `p` of `n` has `i * n + p`.
    ///
    /// Moves no data and keeps the order. Needs no count, unlike [#zipWithIndex]. The result has no partitioner.
    public PairRdd<T, Long> zipWithUniqueId() {
        return new PairRdd<>(sc, Zips.withUniqueId(call("zipWithUniqueId"), lineage));
    }

    /// As [#pipe(List)]; the command is split into words at whitespace.
    public Rdd<String> pipe(String command) {
        return pipe(List.of(command.strip().split("\\s+")), Map.of(), false, 8192, "UTF-8");
    }

    /// The lines that a command writes when it is given the elements of a partition as lines, by `toString`.
    ///
    /// The command is started once for each partition, where the task runs. Moves no data. The order is the command's,
    /// and the result has no partitioner. If the command ends with another status than 0, the job fails with
    /// [ErrorCode#USER_FUNCTION].
    ///
    /// @param command the program and its arguments
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the command is empty
    public Rdd<String> pipe(List<String> command) {
        return pipe(command, Map.of(), false, 8192, "UTF-8");
    }

    /// As [#pipe(List)], with additional environment variables.
    ///
    /// @param environment variables besides those of this process
    public Rdd<String> pipe(List<String> command, Map<String, String> environment) {
        return pipe(command, environment, false, 8192, "UTF-8");
    }

    /// As [#pipe(List, Map)], with a working folder and a buffer.
    ///
    /// @param separateWorkingDir whether each task starts the command in a new, empty folder in `sparrow.local.dir`,
    ///   which is deleted with the task
    /// @param bufferSize characters that are collected before the command gets them, from 1
    public Rdd<String> pipe(
            List<String> command, Map<String, String> environment, boolean separateWorkingDir, int bufferSize) {
        return pipe(command, environment, separateWorkingDir, bufferSize, "UTF-8");
    }

    /// As [#pipe(List, Map, boolean, int)], with an encoding.
    ///
    /// @param encoding of the text that the command reads and writes, such as `ISO-8859-1`
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

    /// Random parts of this dataset, one for each weight, with sizes about as the weights say. Each element is in one
    /// part.
    ///
    /// Moves no data; order and partitioner stay in each part.
    ///
    /// @param weights shares, which need not sum up to 1
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if a weight is negative or infinite, or all are 0
    public List<Rdd<T>> randomSplit(double[] weights, long seed) {
        var parts = Sampling.split(call("randomSplit"), lineage, weights, seed);
        return parts.stream().map(part -> new Rdd<T>(sc, part)).toList();
    }

    /// As [#randomSplit(double[], long)], with a new seed for each call.
    public List<Rdd<T>> randomSplit(double[] weights) {
        return randomSplit(weights, sc.nextSeed());
    }

    /// Pairs of element and its index in the whole dataset, from 0.
    ///
    /// Moves no data and keeps the order. Lazy: with several partitions the job that needs the index counts them first,
    /// in a stage of its own. The result has no partitioner.
    public PairRdd<T, Long> zipWithIndex() {
        return new PairRdd<>(sc, call("zipWithIndex").step(lineage, new Step.ZipWithIndex()));
    }

    // ---- Several datasets -------------------------------------------------------------------------------------------

    /// The elements of both datasets, duplicates included: the partitions of this one, then those of the other.
    ///
    /// Moves no data. The result has no partitioner.
    ///
    /// ```java
    /// sc.parallelize(List.of(1, 2)).union(sc.parallelize(List.of(2, 3))).collect();    // [1, 2, 2, 3]
    /// ```
    public Rdd<T> union(Rdd<T> other) {
        return new Rdd<>(sc, united(other));
    }

    final Lineage united(Rdd<?> other) {
        var call = call("union");
        return Sets.union(call, List.of(lineage, other.lineageFor(call)));
    }

    /// Pairs of the elements at the same place of both datasets.
    ///
    /// Moves no data and keeps the order. Both datasets must have the same number of partitions, and of elements in
    /// each. The result has no partitioner.
    ///
    /// @throws SparrowException [ErrorCode#ZIP_MISMATCH] if the numbers of partitions differ; from the job if a
    ///   partition does not have as many elements in both
    public <U> PairRdd<T, U> zip(Rdd<U> other) {
        var call = call("zip");
        return new PairRdd<>(sc, Zips.elements(call, lineage, other.lineageFor(call)));
    }

    /// The elements that `function` makes of the same partition of both datasets.
    ///
    /// Moves no data. The order is the function's, and the result has no partitioner. The partitions may have different
    /// numbers of elements.
    ///
    /// @throws SparrowException [ErrorCode#ZIP_MISMATCH] if the numbers of partitions differ
    public <U, R> Rdd<R> zipPartitions(Rdd<U> other, Function2<Iterator<T>, Iterator<U>, Iterator<R>> function) {
        var call = call("zipPartitions");
        return new Rdd<>(sc, Zips.partitions(call, function, lineage, other.lineageFor(call)));
    }

    /// As [#zipPartitions(Rdd, Function2)], of three datasets.
    public <U, V, R> Rdd<R> zipPartitions(
            Rdd<U> second, Rdd<V> third, Function3<Iterator<T>, Iterator<U>, Iterator<V>, Iterator<R>> function) {
        var call = call("zipPartitions");
        return new Rdd<>(sc, Zips.partitions(call, function, lineage, second.lineageFor(call), third.lineageFor(call)));
    }

    /// As [#zipPartitions(Rdd, Function2)], of four datasets.
    public <U, V, W, R> Rdd<R> zipPartitions(
            Rdd<U> second,
            Rdd<V> third,
            Rdd<W> fourth,
            Function4<Iterator<T>, Iterator<U>, Iterator<V>, Iterator<W>, Iterator<R>> function) {
        var call = call("zipPartitions");
        var others = new Lineage[] {lineage, second.lineageFor(call), third.lineageFor(call), fourth.lineageFor(call)};
        return new Rdd<>(sc, Zips.partitions(call, function, others));
    }

    /// All pairs of an element of this dataset and one of the other.
    ///
    /// Moves no data: each pair of partitions is a partition of the result, so there are as many as the product of both
    /// numbers. Elements of this dataset vary slowest. The result has no partitioner.
    public <U> PairRdd<T, U> cartesian(Rdd<U> other) {
        var call = call("cartesian");
        return new PairRdd<>(sc, call.node(new Operation.Cartesian(), lineage, other.lineageFor(call)));
    }

    /// The distinct elements that are in both datasets, in the order of their first occurrence in this one.
    ///
    /// Moves both datasets, into as many partitions as methods by key use, see [PairRdd]. Elements are compared as keys
    /// are, too. The result has no partitioner.
    public Rdd<T> intersection(Rdd<T> other) {
        return new Rdd<>(sc, intersected(other));
    }

    final Lineage intersected(Rdd<T> other) {
        var call = call("intersection");
        return Sets.intersection(call, lineage, other.lineageFor(call));
    }

    /// The elements that the other dataset does not hold, duplicates included.
    ///
    /// Moves both datasets into as many partitions as this one has. Elements keep the order of this dataset, input
    /// partition by input partition, and are compared as keys are, see [PairRdd]. The result has no partitioner.
    public Rdd<T> subtract(Rdd<T> other) {
        return subtract(other, Math.max(1, getNumPartitions()));
    }

    /// As [#subtract(Rdd)], with a number of partitions.
    public Rdd<T> subtract(Rdd<T> other, int numPartitions) {
        return new Rdd<>(sc, subtracted(other, new HashPartitioner(numPartitions)));
    }

    /// As [#subtract(Rdd)], with a partitioner.
    ///
    /// @param by places the elements, which are its keys
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the partitioner is null or has no partitions
    public Rdd<T> subtract(Rdd<T> other, Partitioner by) {
        return new Rdd<>(sc, subtracted(other, by));
    }

    final Lineage subtracted(Rdd<T> other, Partitioner by) {
        var call = call("subtract");
        return Sets.subtract(call, lineage, other.lineageFor(call), by);
    }

    /// Each element once, in the order of first occurrence.
    ///
    /// Moves data, into as many partitions as methods by key use, see [PairRdd]. Elements are compared as keys are,
    /// too. The result has no partitioner.
    public Rdd<T> distinct() {
        return new Rdd<>(sc, distincted(Partitioning.ofNewKeys(sc.calls(), lineage)));
    }

    /// As [#distinct()], with a number of partitions.
    public Rdd<T> distinct(int numPartitions) {
        return new Rdd<>(sc, distincted(new HashPartitioner(numPartitions)));
    }

    final Lineage distincted(Partitioner by) {
        return Sets.distinct(call("distinct"), lineage, by);
    }

    // ---- Order and partitions ---------------------------------------------------------------------------------------

    /// The same elements in fewer partitions, by putting neighbours together.
    ///
    /// Moves no data and keeps the order. If there are no more than `numPartitions` already, nothing changes; otherwise
    /// the result has no partitioner.
    public Rdd<T> coalesce(int numPartitions) {
        return new Rdd<>(sc, coalesced(numPartitions, false));
    }

    /// As [#coalesce(int)], or as [#repartition].
    ///
    /// @param shuffle whether elements are dealt out anew, which allows more partitions and evens them out
    public Rdd<T> coalesce(int numPartitions, boolean shuffle) {
        return new Rdd<>(sc, coalesced(numPartitions, shuffle));
    }

    /// The same elements dealt out evenly over new partitions.
    ///
    /// Moves all data. In each new partition elements come input partition by input partition. The result has no
    /// partitioner.
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

    /// All elements in the natural order of a key; elements with equal keys keep their order.
    ///
    /// Moves data, into as many partitions as there are. Lazy: with several partitions the job that needs the order
    /// first takes a sample of the keys, in a stage of its own. `key` is called once for each element, and once more
    /// for the sample. A null key fails the job. The result has no partitioner.
    public <K extends Comparable<? super K>> Rdd<T> sortBy(Function<? super T, K> key) {
        return new Rdd<>(sc, sorted(key, Comparator.naturalOrder(), true, lineage.partitions()));
    }

    /// As [#sortBy(Function)]; the function must be serializable, though its type does not say so.
    public <K extends Comparable<? super K>> Rdd<T> sortBy(java.util.function.Function<? super T, K> key) {
        return sortBy(JavaFunctions.function(key));
    }

    /// As [#sortBy(Function)], with a direction.
    ///
    /// @param ascending false for the largest keys first; elements with equal keys keep their order also then
    public <K extends Comparable<? super K>> Rdd<T> sortBy(Function<? super T, K> key, boolean ascending) {
        return sortBy(key, ascending, lineage.partitions());
    }

    /// As [#sortBy(Function, SerializableComparator, boolean, int)], ascending, into as many partitions as there are.
    public <K> Rdd<T> sortBy(Function<? super T, K> key, SerializableComparator<? super K> order) {
        return sortBy(key, order, true, lineage.partitions());
    }

    /// As [#sortBy(Function, SerializableComparator)]; the comparator must be serializable, though its type does not
    /// say so.
    public <K> Rdd<T> sortBy(Function<? super T, K> key, Comparator<? super K> order) {
        return sortBy(key, order, true, lineage.partitions());
    }

    /// As [#sortBy(Function)], with a direction and a number of partitions.
    ///
    /// @param ascending false for the largest keys first; elements with equal keys keep their order also then
    public <K extends Comparable<? super K>> Rdd<T> sortBy(
            Function<? super T, K> key, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, Comparator.naturalOrder(), ascending, numPartitions));
    }

    /// As [#sortBy(Function, boolean, int)], in the order of a comparator, which decides about null.
    ///
    /// @throws SparrowException from the job: [ErrorCode#INCONSISTENT_COMPARATOR] if the comparator contradicts itself
    public <K> Rdd<T> sortBy(
            Function<? super T, K> key, SerializableComparator<? super K> order, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, order, ascending, numPartitions));
    }

    /// As [#sortBy(Function, SerializableComparator, boolean, int)]; the comparator must be serializable, though its
    /// type does not say so.
    public <K> Rdd<T> sortBy(
            Function<? super T, K> key, Comparator<? super K> order, boolean ascending, int numPartitions) {
        return new Rdd<>(sc, sorted(key, order, ascending, numPartitions));
    }

    private Lineage sorted(Function<? super T, ?> key, Comparator<?> order, boolean ascending, int numPartitions) {
        return Sorting.elements(call("sortBy"), lineage, key, order, ascending, numPartitions);
    }

    /// Pairs of each key that `function` makes and all its elements, in the order of the input.
    ///
    /// Moves data, into as many partitions as methods by key use, see [PairRdd]. Keys come in the order of their first
    /// occurrence, and are placed by a [HashPartitioner]. Large groups are as with [PairRdd#groupByKey()].
    public <K> PairRdd<K, Iterable<T>> groupBy(Function<? super T, ? extends K> function) {
        return new PairRdd<>(sc, grouped(function, Partitioning.ofNewKeys(sc.calls(), lineage)));
    }

    /// As [#groupBy(Function)]; the function must be serializable, though its type does not say so.
    public <K> PairRdd<K, Iterable<T>> groupBy(java.util.function.Function<? super T, ? extends K> function) {
        return groupBy(JavaFunctions.function(function));
    }

    /// As [#groupBy(Function)], with a number of partitions.
    public <K> PairRdd<K, Iterable<T>> groupBy(Function<? super T, ? extends K> function, int numPartitions) {
        return new PairRdd<>(sc, grouped(function, new HashPartitioner(numPartitions)));
    }

    private Lineage grouped(Function<? super T, ?> function, Partitioner by) {
        return ByKey.grouped(call("groupBy"), lineage, by, function);
    }

    // ---- Actions ----------------------------------------------------------------------------------------------------

    /// All elements, in the order of the partitions. They have to fit in the memory of the driver.
    ///
    /// @return a list of the caller's own, which may be changed
    public List<T> collect() {
        return Fetch.all(call("collect"), lineage);
    }

    /// As [#collect].
    public List<T> toList() {
        return Fetch.all(call("toList"), lineage);
    }

    /// All elements in the order of the partitions, one partition in memory at a time: a job runs for each partition
    /// when the iterator reaches it.
    public Iterator<T> toLocalIterator() {
        return Fetch.oneByOne(call("toLocalIterator"), lineage, this);
    }

    /// The elements of some partitions, one list for each.
    ///
    /// @param partitions indexes, from 0; one may come more than once
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such partition
    public List<List<T>> collectPartitions(int[] partitions) {
        return Fetch.apart(call("collectPartitions"), lineage, partitions);
    }

    /// The number of elements.
    ///
    /// @throws SparrowException [ErrorCode#OVERFLOW] if there are more than `Long.MAX_VALUE`
    public long count() {
        return Counting.all(call("count"), lineage);
    }

    /// Tells whether this dataset has no element. Looks no further than the first one.
    public boolean isEmpty() {
        return Fetch.first(call("isEmpty"), lineage, this, 1).isEmpty();
    }

    /// One element made of all, two by two, in the order of the partitions.
    ///
    /// @param function must be associative, and need not be commutative
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T reduce(Function2<T, T, T> function) {
        return Folds.reduce(call("reduce"), lineage, function);
    }

    /// As [#reduce(Function2)], for a `BinaryOperator`, say; it must be serializable, though its type does not say so.
    public T reduce(BiFunction<T, T, T> function) {
        return reduce(JavaFunctions.function2(function));
    }

    /// The exact sum of the whole numbers that `function` makes, one for each element; 0 if there is none. Sums on the
    /// way may be larger than a `long`.
    ///
    /// ```java
    /// sc.range(10).sumAsLong(x -> x);    // 45
    /// ```
    ///
    /// @throws SparrowException [ErrorCode#OVERFLOW] if the sum is no `long`; the message tells it
    public long sumAsLong(LongFunction<? super T> function) {
        return Folds.sum(call("sumAsLong"), lineage, function);
    }

    /// As [#sumAsLong(LongFunction)]; the function must be serializable, though its type does not say so.
    public long sumAsLong(ToLongFunction<? super T> function) {
        return sumAsLong(JavaFunctions.toLong(function));
    }

    /// One value made of `zero` and all elements, in the order of the partitions.
    ///
    /// @param zero changes nothing as an argument of `function`: each partition starts with a copy of it, and so does
    ///   merging. It may be null; a value that can change must be serializable
    /// @param function must be associative; may change and return its first argument
    public T fold(T zero, Function2<T, T, T> function) {
        return Folds.aggregate(call("fold"), lineage, zero, function, function);
    }

    /// One value made of all elements: `sequence` folds the elements of each partition into a copy of `zero`, and
    /// `merge` merges these results into another copy, in the order of the partitions.
    ///
    /// @param zero as for [#fold]
    /// @param sequence may change and return its first argument
    /// @param merge may change and return its first argument
    public <U> U aggregate(U zero, Function2<U, T, U> sequence, Function2<U, U, U> merge) {
        return Folds.aggregate(call("aggregate"), lineage, zero, sequence, merge);
    }

    /// As [#treeReduce(Function2, int)], with depth 2.
    public T treeReduce(Function2<T, T, T> function) {
        return treeReduce(function, 2);
    }

    /// As [#reduce], but tasks merge the results of many partitions level by level before the driver merges the last
    /// few.
    ///
    /// @param depth the desired number of levels, from 1
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element; [ErrorCode#INVALID_ARGUMENT] if the
    ///   depth is below 1
    public T treeReduce(Function2<T, T, T> function, int depth) {
        return Trees.reduce(call("treeReduce"), lineage, function, depth);
    }

    /// As [#treeAggregate(Object, Function2, Function2, int)], with depth 2.
    public <U> U treeAggregate(U zero, Function2<U, T, U> sequence, Function2<U, U, U> merge) {
        return treeAggregate(zero, sequence, merge, 2, false);
    }

    /// As [#aggregate], but tasks merge the results of many partitions level by level before the driver merges the last
    /// few.
    ///
    /// @param depth the desired number of levels, from 1
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the depth is below 1
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

    /// The first elements in the order of the partitions, at most `limit`.
    ///
    /// Reads as few partitions as it can: the first one, then four times as many again and again until there are enough
    /// elements.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the limit is negative
    public List<T> take(int limit) {
        var call = call("take");
        call.requireCount(limit);
        return Fetch.first(call, lineage, this, limit);
    }

    /// Elements drawn by chance, exactly `number` of them, in random order; all elements if there are fewer and none
    /// may come twice. A job of its own counts the elements first.
    ///
    /// @param withReplacement whether an element may come more than once
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the number is negative
    public List<T> takeSample(boolean withReplacement, int number, long seed) {
        return Sampling.take(call("takeSample"), lineage, withReplacement, number, seed);
    }

    /// As [#takeSample(boolean, int, long)], with a new seed for each call.
    public List<T> takeSample(boolean withReplacement, int number) {
        return takeSample(withReplacement, number, sc.nextSeed());
    }

    /// As [#takeOrdered(int, SerializableComparator)]; the comparator must be serializable, though its type does not
    /// say so.
    public List<T> takeOrdered(int limit, Comparator<? super T> order) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, order);
    }

    /// The smallest elements in the given order, at most `limit`, smallest first. Equal ones come in the order of the
    /// dataset.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the limit is negative;
    ///   [ErrorCode#INCONSISTENT_COMPARATOR] if the comparator contradicts itself
    public List<T> takeOrdered(int limit, SerializableComparator<? super T> order) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, order);
    }

    /// The smallest elements in their natural order, at most `limit`, smallest first. They must be `Comparable` and not
    /// null.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the limit is negative
    public List<T> takeOrdered(int limit) {
        return Extremes.smallest(call("takeOrdered"), lineage, limit, Extremes.natural());
    }

    /// As [#top(int, SerializableComparator)]; the comparator must be serializable, though its type does not say so.
    public List<T> top(int limit, Comparator<? super T> order) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(order));
    }

    /// The largest elements in the given order, at most `limit`, largest first. Equal ones come in the order of the
    /// dataset.
    ///
    /// @throws SparrowException as for [#takeOrdered(int, SerializableComparator)]
    public List<T> top(int limit, SerializableComparator<? super T> order) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(order));
    }

    /// The largest elements in their natural order, at most `limit`, largest first. They must be `Comparable` and not
    /// null.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the limit is negative
    public List<T> top(int limit) {
        return Extremes.smallest(call("top"), lineage, limit, Extremes.reversed(Extremes.natural()));
    }

    /// As [#min(SerializableComparator)]; the comparator must be serializable, though its type does not say so.
    public T min(Comparator<? super T> order) {
        return Extremes.least(call("min"), lineage, order);
    }

    /// The smallest element in the given order; the first of equal ones.
    ///
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T min(SerializableComparator<? super T> order) {
        return Extremes.least(call("min"), lineage, order);
    }

    /// The smallest element in the natural order; the first of equal ones. Elements must be `Comparable` and not null.
    ///
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T min() {
        return Extremes.least(call("min"), lineage, Extremes.natural());
    }

    /// As [#max(SerializableComparator)]; the comparator must be serializable, though its type does not say so.
    public T max(Comparator<? super T> order) {
        return Extremes.least(call("max"), lineage, Extremes.reversed(order));
    }

    /// The largest element in the given order; the first of equal ones.
    ///
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T max(SerializableComparator<? super T> order) {
        return Extremes.least(call("max"), lineage, Extremes.reversed(order));
    }

    /// The largest element in the natural order; the first of equal ones. Elements must be `Comparable` and not null.
    ///
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element
    public T max() {
        return Extremes.least(call("max"), lineage, Extremes.natural().reversed());
    }

    /// A map of each element and how often it comes. It has to fit in the memory of the driver.
    ///
    /// Moves data; elements are compared as keys are, see [PairRdd].
    public Map<T, Long> countByValue() {
        return Counting.byValue(call("countByValue"), lineage);
    }

    /// As [#countApprox(long, double)], with a confidence of 0.95.
    public PartialResult<BoundedDouble> countApprox(long timeoutMillis) {
        return countApprox(timeoutMillis, 0.95);
    }

    /// An estimate of the number of elements, by the partitions that are counted within `timeoutMillis`.
    ///
    /// Small partitions are counted first, so where partitions differ in size the estimate is too low rather than too
    /// high.
    ///
    /// @param timeoutMillis milliseconds, from 0
    /// @param confidence the probability, from 0 to 1, with which the bounds are to hold the number
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if an argument is out of range
    public PartialResult<BoundedDouble> countApprox(long timeoutMillis, double confidence) {
        return Approximation.count(call("countApprox"), lineage, timeoutMillis, confidence);
    }

    /// As [#countByValueApprox(long, double)], with a confidence of 0.95.
    public PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis) {
        return countByValueApprox(timeoutMillis, 0.95);
    }

    /// An estimate of how often each element comes, as [#countApprox(long, double)] makes it. The map has the elements
    /// of the partitions that were counted.
    public PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis, double confidence) {
        Function<Object, Object> itself = element -> element;
        return Approximation.counts(call("countByValueApprox"), lineage, itself, timeoutMillis, confidence);
    }

    /// An estimate of the number of different elements, by a [HyperLogLog] in a few kilobytes. Waits for all
    /// partitions.
    ///
    /// @param relativeSD the desired relative standard deviation, above 0; a smaller one takes more memory. Below
    ///   0.00102, which no sketch has, elements are counted exactly, as by [#distinct]
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if it is out of range
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
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the limit is negative
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

    /// Calls `function` on each element, in the tasks: on the elements of a partition one after the other, on several
    /// partitions at the same time. It may be called again on elements of a task that failed.
    public void foreach(VoidFunction<? super T> function) {
        var call = call("foreach");
        call.run(lineage, new Action.Foreach(Erased.effect(call.check(function))));
    }

    /// As [#foreach(VoidFunction)]; the function must be serializable, though its type does not say so.
    public void foreach(Consumer<? super T> function) {
        foreach(JavaFunctions.effect(function));
    }

    /// Calls `function` on the elements of each partition, in the tasks: on several partitions at the same time, and
    /// again on a partition whose task failed.
    public void foreachPartition(VoidFunction<Iterator<T>> function) {
        var call = call("foreachPartition");
        call.run(lineage, new Action.EachPartition(Erased.effectOnPartition(call.check(function))));
    }

    /// Writes each element's `toString` as a line in UTF-8, one file `part-00000`, … for each partition, and
    /// `_SUCCESS`.
    ///
    /// The folder appears at once, when all is written: a job that fails leaves nothing behind.
    ///
    /// @param path a folder that does not exist yet
    /// @throws SparrowException [ErrorCode#OUTPUT_EXISTS] if anything is at `path`; [ErrorCode#OUTPUT_FAILED] if it
    ///   cannot be written
    public void saveAsTextFile(String path) {
        saveAsTextFile(path, Compression.NONE);
    }

    /// As [#saveAsTextFile(String, Compression, SaveMode)], not compressed.
    public void saveAsTextFile(String path, SaveMode mode) {
        saveAsTextFile(path, Compression.NONE, mode);
    }

    /// As [#saveAsTextFile(String)], compressed. `textFile` reads such files.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if the class path has no codec for the compression
    public void saveAsTextFile(String path, Compression compression) {
        saveAsTextFile(path, compression, SaveMode.ERROR);
    }

    /// As [#saveAsTextFile(String, Compression)], also to a folder that exists, as the mode says.
    ///
    /// @throws SparrowException [ErrorCode#OUTPUT_EXISTS] also if a folder is to be replaced in which there is
    ///   something that no save wrote
    public void saveAsTextFile(String path, Compression compression, SaveMode mode) {
        Saving.save(call("saveAsTextFile"), lineage, path, mode, new TextSink(compression));
    }

    /// Writes the elements in a form that [Sparrow#objectFile(String)] reads, in programs that have the same classes.
    /// Files and errors are those of [#saveAsTextFile(String)].
    ///
    /// @param path a folder that does not exist yet
    public void saveAsObjectFile(String path) {
        saveAsObjectFile(path, SaveMode.ERROR);
    }

    /// As [#saveAsObjectFile(String)], also to a folder that exists, as the mode says.
    public void saveAsObjectFile(String path, SaveMode mode) {
        Saving.save(call("saveAsObjectFile"), lineage, path, mode, Formats.objects().sink());
    }
}
