/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.FilterFunction;
import dev.sparrow.function.FlatMapFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.Approximation;
import dev.sparrow.operator.ByKey;
import dev.sparrow.operator.Counting;
import dev.sparrow.operator.Erased;
import dev.sparrow.operator.JavaFunctions;
import dev.sparrow.operator.Joins;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Pairs;
import dev.sparrow.operator.Partitioning;
import dev.sparrow.operator.Sampling;
import dev.sparrow.operator.Sorting;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.PartialResult;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A dataset of pairs of key and value.
///
/// **Keys** need a hash that is the same in every JVM: strings, numbers, dates, enums, records, tuples, lists of those,
/// or a class that defines `equals` and `hashCode`. A job that meets another key, such as an array or a plain object,
/// fails with [ErrorCode#UNSTABLE_KEY]. Keys and values may be null.
///
/// **Moving.** A dataset is *placed* if a partitioner decided on the partition of each pair: the results of
/// [#partitionBy] and of all methods that group, combine or join by key are placed. These methods move a dataset only
/// if it is not placed by a partitioner equal to theirs. Where the call names neither a partitioner nor a number of
/// partitions, they use the largest partitioner that placed an input, if it is large enough; else a [HashPartitioner]
/// with the configured parallelism; else one with as many partitions as the largest input, where files that are not
/// split count by their bytes.
///
/// **Order.** After an exchange by key, keys come in the order of their first occurrence, input partition by input
/// partition, and the values of a key in the order of the input. So functions that combine values must be associative,
/// and need not be commutative.
///
/// The errors of all transformations and actions are listed at [Rdd]. A partitioner that is null or has no partitions
/// is refused with [ErrorCode#INVALID_ARGUMENT].
///
/// @param <K> the type of the keys
/// @param <V> the type of the values
public final class PairRdd<K, V> extends Rdd<Tuple2<K, V>> {

    PairRdd(Sparrow sc, Lineage lineage) {
        super(sc, lineage);
    }

    private <A, B> PairRdd<A, B> pairs(Lineage lineage) {
        return new PairRdd<>(context(), lineage);
    }

    private Partitioner common() {
        return Partitioning.common(context().calls(), lineage());
    }

    // ---- Caching it -------------------------------------------------------------------------------------------------

    @Override
    public PairRdd<K, V> cache() {
        super.cache();
        return this;
    }

    @Override
    public PairRdd<K, V> persist() {
        super.persist();
        return this;
    }

    @Override
    public PairRdd<K, V> persist(StorageLevel level) {
        super.persist(level);
        return this;
    }

    @Override
    public PairRdd<K, V> unpersist() {
        super.unpersist();
        return this;
    }

    @Override
    public PairRdd<K, V> unpersist(boolean blocking) {
        super.unpersist(blocking);
        return this;
    }

    @Override
    public PairRdd<K, V> withResources(ResourceProfile profile) {
        super.withResources(profile);
        return this;
    }

    // ---- Keys and values --------------------------------------------------------------------------------------------

    /// The keys, one for each pair.
    ///
    /// Moves no data and keeps the order, so duplicates stay. The result has no partitioner.
    public Rdd<K> keys() {
        return new Rdd<>(context(), Pairs.keys(call("keys"), lineage()));
    }

    /// The values, one for each pair.
    ///
    /// Moves no data and keeps the order. The result has no partitioner.
    public Rdd<V> values() {
        return new Rdd<>(context(), Pairs.values(call("values"), lineage()));
    }

    /// Pairs of the same keys and the values that `function` makes, one for each value.
    ///
    /// Moves no data; the order and the partitioner stay.
    ///
    /// @param function may return null
    public <W> PairRdd<K, W> mapValues(Function<? super V, ? extends W> function) {
        var call = call("mapValues");
        return pairs(call.step(lineage(), new Step.MapValues(Erased.function(call.check(function)))));
    }

    /// As [#mapValues(Function)]; the function must be serializable, though its type does not say so.
    public <W> PairRdd<K, W> mapValues(java.util.function.Function<? super V, ? extends W> function) {
        return mapValues(JavaFunctions.function(function));
    }

    /// Pairs of the same keys and the values that `function` makes, any number for each value.
    ///
    /// Moves no data; the order and the partitioner stay.
    ///
    /// @param function returns an iterator, which may be empty; null in its place fails the job with
    ///   [ErrorCode#USER_FUNCTION]
    public <W> PairRdd<K, W> flatMapValues(FlatMapFunction<? super V, W> function) {
        var call = call("flatMapValues");
        return pairs(call.step(lineage(), new Step.FlatMapValues(Erased.toIterator(call.check(function)))));
    }

    // ---- By key -----------------------------------------------------------------------------------------------------

    /// One value for each key: `function` combines its values, two by two. A single value stays as it is.
    ///
    /// Moves data unless placed; values are combined before they move. The result is placed by the partitioner.
    ///
    /// ```java
    /// var pairs = sc.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3)), 1);
    /// pairs.reduceByKey(Integer::sum).collect();    // [(a,4), (b,2)]
    /// ```
    ///
    /// @param function must be associative
    public PairRdd<K, V> reduceByKey(Function2<V, V, V> function) {
        return reduceByKey(common(), function);
    }

    /// As [#reduceByKey(Function2)], for a `BinaryOperator`, say; it must be serializable, though its type does not say
    /// so.
    public PairRdd<K, V> reduceByKey(BiFunction<V, V, V> function) {
        return reduceByKey(JavaFunctions.function2(function));
    }

    /// As [#reduceByKey(Function2)], with a number of partitions.
    public PairRdd<K, V> reduceByKey(Function2<V, V, V> function, int numPartitions) {
        return reduceByKey(new HashPartitioner(numPartitions), function);
    }

    /// As [#reduceByKey(Function2)], with a partitioner.
    public PairRdd<K, V> reduceByKey(Partitioner by, Function2<V, V, V> function) {
        return pairs(ByKey.reduced(call("reduceByKey"), lineage(), by, function));
    }

    /// As [#aggregateByKey(Object, Function2, Function2)], with one function to fold and to merge.
    public PairRdd<K, V> foldByKey(V zero, Function2<V, V, V> function) {
        return foldByKey(zero, common(), function);
    }

    /// As [#foldByKey(Object, Function2)], with a number of partitions.
    public PairRdd<K, V> foldByKey(V zero, int numPartitions, Function2<V, V, V> function) {
        return foldByKey(zero, new HashPartitioner(numPartitions), function);
    }

    /// As [#foldByKey(Object, Function2)], with a partitioner.
    public PairRdd<K, V> foldByKey(V zero, Partitioner by, Function2<V, V, V> function) {
        return pairs(ByKey.folded(call("foldByKey"), lineage(), by, zero, function, function));
    }

    /// One value for each key: `sequence` folds the values of a key within a partition into a copy of `zero`, and
    /// `merge` merges these results across partitions.
    ///
    /// Moves data unless placed; values are folded before they move. The result is placed by the partitioner.
    ///
    /// @param zero may be null; a value that can change must be serializable
    /// @param sequence may change and return its first argument
    /// @param merge must be associative; may change and return its first argument
    public <U> PairRdd<K, U> aggregateByKey(U zero, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return aggregateByKey(zero, common(), sequence, merge);
    }

    /// As [#aggregateByKey(Object, Function2, Function2)], with a number of partitions.
    public <U> PairRdd<K, U> aggregateByKey(
            U zero, int numPartitions, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return aggregateByKey(zero, new HashPartitioner(numPartitions), sequence, merge);
    }

    /// As [#aggregateByKey(Object, Function2, Function2)], with a partitioner.
    public <U> PairRdd<K, U> aggregateByKey(
            U zero, Partitioner by, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return pairs(ByKey.folded(call("aggregateByKey"), lineage(), by, zero, sequence, merge));
    }

    /// One combiner for each key: `create` makes it of the first value of a key in a partition, `sequence` adds the
    /// other values, and `merge` merges combiners across partitions.
    ///
    /// Moves data unless placed; values are combined before they move. The result is placed by the partitioner.
    ///
    /// @param sequence may change and return its first argument
    /// @param merge must be associative; may change and return its first argument
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge) {
        return combineByKey(create, sequence, merge, common());
    }

    /// As [#combineByKey(Function, Function2, Function2)], with a number of partitions.
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge, int numPartitions) {
        return combineByKey(create, sequence, merge, new HashPartitioner(numPartitions));
    }

    /// As [#combineByKey(Function, Function2, Function2)], with a partitioner.
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge, Partitioner by) {
        return combineByKey(create, sequence, merge, by, true);
    }

    /// As [#combineByKey(Function, Function2, Function2, Partitioner)].
    ///
    /// @param mapSideCombine whether to combine values before they move
    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create,
            Function2<C, V, C> sequence,
            Function2<C, C, C> merge,
            Partitioner by,
            boolean mapSideCombine) {
        var call = call("combineByKey");
        var combine =
                new Aggregation.Combine(
                        Erased.function(call.check(create)),
                        Erased.function2(call.check(sequence)),
                        Erased.function2(call.check(merge)),
                        mapSideCombine);
        return pairs(ByKey.combined(call, lineage(), by, combine));
    }

    /// All values of each key, in the order of the input.
    ///
    /// Moves data unless placed. The result is placed by the partitioner. Values that do not fit in memory are an
    /// `Iterable` that reads them from disk while the task runs; [#reduceByKey(Function2)] and [#aggregateByKey(Object,
    /// Function2, Function2)] need less.
    ///
    /// ```java
    /// pairs.groupByKey().collect();    // [(a,[1, 3]), (b,[2])]
    /// ```
    public PairRdd<K, Iterable<V>> groupByKey() {
        return groupByKey(common());
    }

    /// As [#groupByKey()], with a number of partitions.
    public PairRdd<K, Iterable<V>> groupByKey(int numPartitions) {
        return groupByKey(new HashPartitioner(numPartitions));
    }

    /// As [#groupByKey()], with a partitioner.
    public PairRdd<K, Iterable<V>> groupByKey(Partitioner by) {
        return pairs(ByKey.combined(call("groupByKey"), lineage(), by, new Aggregation.Group()));
    }

    /// An estimate of how many different values each key has, in a few kilobytes for each key.
    ///
    /// Moves data unless placed. The result is placed by the partitioner.
    ///
    /// @param relativeSD as for [#countApproxDistinct]
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if it is out of range
    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD) {
        return countApproxDistinctByKey(relativeSD, common());
    }

    /// As [#countApproxDistinctByKey(double)], with a number of partitions.
    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD, int numPartitions) {
        return countApproxDistinctByKey(relativeSD, new HashPartitioner(numPartitions));
    }

    /// As [#countApproxDistinctByKey(double)], with a partitioner.
    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD, Partitioner by) {
        return pairs(ByKey.distinctValues(call("countApproxDistinctByKey"), lineage(), by, relativeSD));
    }

    // ---- Some of them -----------------------------------------------------------------------------------------------

    /// The pairs with keys from `lower` to `upper`, both included, in the natural order of the keys, which must be
    /// `Comparable` and not null.
    ///
    /// Moves no data and keeps the order. If [#sortByKey()] or a [RangePartitioner] placed the pairs in this order, or
    /// the other way round, only the partitions that can hold such keys are computed. Behind a sort the others are
    /// empty; behind a partitioner the result has no others and no partitioner. Otherwise the partitioner stays.
    public PairRdd<K, V> filterByRange(K lower, K upper) {
        return filteredByRange(Comparator.<Comparable<Object>>naturalOrder(), lower, upper);
    }

    /// As [#filterByRange(Object, Object)], in the order of a comparator.
    public PairRdd<K, V> filterByRange(SerializableComparator<? super K> order, K lower, K upper) {
        return filteredByRange(order, lower, upper);
    }

    /// As [#filterByRange(SerializableComparator, Object, Object)]; the comparator must be serializable, though its
    /// type does not say so.
    public PairRdd<K, V> filterByRange(Comparator<? super K> order, K lower, K upper) {
        return filteredByRange(order, lower, upper);
    }

    private PairRdd<K, V> filteredByRange(Comparator<?> order, K lower, K upper) {
        return pairs(Sorting.range(call("filterByRange"), lineage(), order, lower, upper));
    }

    /// A random part of the pairs of each key.
    ///
    /// Moves no data; the order and the partitioner stay. The same seed draws the same pairs of the same dataset.
    ///
    /// @param fractions for each key as for [#sample(boolean, double, long)], at most 500 with replacement; pairs of
    ///   other keys are left out
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if a fraction is out of range or null
    public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
        return pairs(Sampling.byKey(call("sampleByKey"), lineage(), withReplacement, fractions, seed));
    }

    /// As [#sampleByKey(boolean, Map, long)], with a new seed for each call.
    public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKey(withReplacement, fractions, context().nextSeed());
    }

    /// As [#sampleByKey(boolean, Map, long)], with exactly `ceil(fraction * n)` of the `n` pairs of each key. Not lazy:
    /// a job counts them when this is called.
    public PairRdd<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions, long seed) {
        return pairs(Sampling.byKeyExactly(call("sampleByKeyExact"), lineage(), withReplacement, fractions, seed));
    }

    /// As [#sampleByKeyExact(boolean, Map, long)], with a new seed for each call.
    public PairRdd<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKeyExact(withReplacement, fractions, context().nextSeed());
    }

    // ---- Place and order --------------------------------------------------------------------------------------------

    /// The same pairs, each in the partition that the partitioner says for its key.
    ///
    /// Moves data unless placed; the result is placed by `by`. In each partition pairs come input partition by input
    /// partition. Later joins by an equal partitioner do not move the result.
    ///
    /// ```java
    /// var users = sc.parallelizePairs(listOfUsers).partitionBy(new HashPartitioner(8)).cache();
    /// users.join(events);    // moves the events only
    /// ```
    public PairRdd<K, V> partitionBy(Partitioner by) {
        var call = call("partitionBy");
        return pairs(call.placed(lineage(), call.require(by)));
    }

    /// The same pairs, each in the partition that the partitioner says for its key, and each partition ordered by the
    /// natural order of its keys, which must be `Comparable` and not null.
    ///
    /// Moves data unless placed; the result is placed by `by`. Pairs of equal keys keep their order.
    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by) {
        return placedAndSorted(by, Comparator.<Comparable<Object>>naturalOrder());
    }

    /// As [#repartitionAndSortWithinPartitions(Partitioner, SerializableComparator)]; the comparator must be
    /// serializable, though its type does not say so.
    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by, Comparator<? super K> order) {
        return placedAndSorted(by, order);
    }

    /// As [#repartitionAndSortWithinPartitions(Partitioner)], in the order of a comparator.
    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by, SerializableComparator<? super K> order) {
        return placedAndSorted(by, order);
    }

    private PairRdd<K, V> placedAndSorted(Partitioner by, Comparator<?> order) {
        return pairs(Sorting.withinPartitions(call("repartitionAndSortWithinPartitions"), lineage(), by, order));
    }

    /// All pairs in the natural order of their keys, which must be `Comparable` and not null.
    ///
    /// Moves data, into as many partitions as there are. Pairs of equal keys keep their order. Lazy: with several
    /// partitions the job that needs the order first takes a sample of the keys, in a stage of its own. The result has
    /// no partitioner.
    ///
    /// ```java
    /// sc.parallelizePairs(List.of(Tuple2.of("b", 1), Tuple2.of("a", 2))).sortByKey().collect();    // [(a,2), (b,1)]
    /// ```
    public PairRdd<K, V> sortByKey() {
        return sortByKey(true);
    }

    /// As [#sortByKey()], with a direction.
    ///
    /// @param ascending false for the largest keys first; pairs of equal keys keep their order also then
    public PairRdd<K, V> sortByKey(boolean ascending) {
        return sortByKey(ascending, getNumPartitions());
    }

    /// As [#sortByKey(boolean)], with a number of partitions.
    public PairRdd<K, V> sortByKey(boolean ascending, int numPartitions) {
        return sortedPairs(Comparator.<Comparable<Object>>naturalOrder(), ascending, numPartitions);
    }

    /// As [#sortByKey(SerializableComparator)]; the comparator must be serializable, though its type does not say so.
    public PairRdd<K, V> sortByKey(Comparator<? super K> order) {
        return sortedPairs(order, true, getNumPartitions());
    }

    /// As [#sortByKey()], in the order of a comparator, which decides about null.
    ///
    /// @throws SparrowException from the job: [ErrorCode#INCONSISTENT_COMPARATOR] if the comparator contradicts itself
    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order) {
        return sortedPairs(order, true, getNumPartitions());
    }

    /// As [#sortByKey(SerializableComparator, boolean)]; the comparator must be serializable, though its type does not
    /// say so.
    public PairRdd<K, V> sortByKey(Comparator<? super K> order, boolean ascending) {
        return sortedPairs(order, ascending, getNumPartitions());
    }

    /// As [#sortByKey(SerializableComparator)], with a direction.
    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order, boolean ascending) {
        return sortedPairs(order, ascending, getNumPartitions());
    }

    /// As [#sortByKey(SerializableComparator, boolean, int)]; the comparator must be serializable, though its type does
    /// not say so.
    public PairRdd<K, V> sortByKey(Comparator<? super K> order, boolean ascending, int numPartitions) {
        return sortedPairs(order, ascending, numPartitions);
    }

    /// As [#sortByKey(SerializableComparator)], with a direction and a number of partitions.
    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order, boolean ascending, int numPartitions) {
        return sortedPairs(order, ascending, numPartitions);
    }

    private PairRdd<K, V> sortedPairs(Comparator<?> order, boolean ascending, int numPartitions) {
        return pairs(Sorting.pairs(call("sortByKey"), lineage(), order, ascending, numPartitions));
    }

    // ---- Joins ------------------------------------------------------------------------------------------------------

    /// For each key of either dataset its values in both; no values where a dataset does not have the key.
    ///
    /// Moves each dataset unless placed. The result is placed by the partitioner: first the keys of this dataset, then
    /// those of the other only, in the order of their first occurrence. Large groups are as with [#groupByKey()].
    ///
    /// ```java
    /// var left = sc.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("a", 2)));
    /// var right = sc.parallelizePairs(List.of(Tuple2.of("a", 'x'), Tuple2.of("b", 'y')));
    /// left.cogroup(right, 1).collect();    // [(a,([1, 2],[x])), (b,([],[y]))]
    /// ```
    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other) {
        return cogroup(other, commonWith(other));
    }

    /// As [#cogroup(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other, int numPartitions) {
        return cogroup(other, new HashPartitioner(numPartitions));
    }

    /// As [#cogroup(PairRdd)], with a partitioner.
    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other, Partitioner by) {
        Function<List<List<Object>>, Object> both = groups -> new Tuple2<>(groups.get(0), groups.get(1));
        return coGrouped(by, both, other);
    }

    /// As [#cogroup(PairRdd)], of three datasets.
    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third) {
        return cogroup(second, third, commonWith(second, third));
    }

    /// As [#cogroup(PairRdd, PairRdd)], with a number of partitions.
    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, int numPartitions) {
        return cogroup(second, third, new HashPartitioner(numPartitions));
    }

    /// As [#cogroup(PairRdd, PairRdd)], with a partitioner.
    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, Partitioner by) {
        Function<List<List<Object>>, Object> all = groups -> new Tuple3<>(groups.get(0), groups.get(1), groups.get(2));
        return coGrouped(by, all, second, third);
    }

    /// As [#cogroup(PairRdd)], of four datasets.
    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth) {
        return cogroup(second, third, fourth, commonWith(second, third, fourth));
    }

    /// As [#cogroup(PairRdd, PairRdd, PairRdd)], with a number of partitions.
    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth, int numPartitions) {
        return cogroup(second, third, fourth, new HashPartitioner(numPartitions));
    }

    /// As [#cogroup(PairRdd, PairRdd, PairRdd)], with a partitioner.
    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth, Partitioner by) {
        Function<List<List<Object>>, Object> all =
                groups -> new Tuple4<>(groups.get(0), groups.get(1), groups.get(2), groups.get(3));
        return coGrouped(by, all, second, third, fourth);
    }

    private <R> PairRdd<K, R> coGrouped(
            Partitioner by, Function<List<List<Object>>, Object> together, PairRdd<?, ?>... others) {
        var call = call("cogroup");
        var parents =
                Stream.concat(Stream.of(this), Stream.of(others))
                        .map(dataset -> dataset.lineageFor(call))
                        .toArray(Lineage[]::new);
        return pairs(Joins.coGroup(call, by, together, parents));
    }

    /// As [#cogroup(PairRdd)], under its other name.
    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> groupWith(PairRdd<K, W> other) {
        return cogroup(other);
    }

    /// As [#cogroup(PairRdd, PairRdd)].
    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> groupWith(
            PairRdd<K, W1> second, PairRdd<K, W2> third) {
        return cogroup(second, third);
    }

    /// As [#cogroup(PairRdd, PairRdd, PairRdd)].
    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> groupWith(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth) {
        return cogroup(second, third, fourth);
    }

    /// All pairs of a value of this dataset and one of the other that have the same key; null equals null.
    ///
    /// Moves each dataset unless placed. The result is placed by the partitioner. It has the pairs of this dataset in
    /// their order, each with its partners in the order of the other. A partition of the other dataset is held in
    /// memory as far as it fits while this one's passes by: call the method on the larger one.
    ///
    /// ```java
    /// var left = sc.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2)));
    /// var right = sc.parallelizePairs(List.of(Tuple2.of("a", 'x'), Tuple2.of("a", 'y')));
    /// left.join(right).collect();    // [(a,(1,x)), (a,(1,y))]
    /// ```
    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other) {
        return join(other, commonWith(other));
    }

    /// As [#join(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other, int numPartitions) {
        return join(other, new HashPartitioner(numPartitions));
    }

    /// As [#join(PairRdd)], with a partitioner.
    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other, Partitioner by) {
        return joined(call("join"), JoinKind.INNER, other, by);
    }

    /// As [#join(PairRdd)], but each pair of this dataset that has no partner is in the result once, with
    /// `Optional.empty()`. A null value of the other dataset is `Optional.empty()` too.
    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other) {
        return leftOuterJoin(other, commonWith(other));
    }

    /// As [#leftOuterJoin(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return leftOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// As [#leftOuterJoin(PairRdd)], with a partitioner.
    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, Partitioner by) {
        return joined(call("leftOuterJoin"), JoinKind.LEFT_OUTER, other, by);
    }

    /// As [#join(PairRdd)], but each pair of the other dataset that has no partner is in the result once, with
    /// `Optional.empty()`, at the end of its partition. A null value of this dataset is `Optional.empty()` too.
    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other) {
        return rightOuterJoin(other, commonWith(other));
    }

    /// As [#rightOuterJoin(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return rightOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// As [#rightOuterJoin(PairRdd)], with a partitioner.
    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, Partitioner by) {
        return joined(call("rightOuterJoin"), JoinKind.RIGHT_OUTER, other, by);
    }

    /// As [#join(PairRdd)], but each pair of either dataset that has no partner is in the result once, with
    /// `Optional.empty()`; pairs of the other dataset are at the end of their partitions. Null values are
    /// `Optional.empty()` too.
    public <W> PairRdd<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other) {
        return fullOuterJoin(other, commonWith(other));
    }

    /// As [#fullOuterJoin(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return fullOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// As [#fullOuterJoin(PairRdd)], with a partitioner.
    public <W> PairRdd<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other, Partitioner by) {
        return joined(call("fullOuterJoin"), JoinKind.FULL_OUTER, other, by);
    }

    private <R> PairRdd<K, R> joined(OperatorCall call, JoinKind kind, PairRdd<K, ?> other, Partitioner by) {
        return pairs(Joins.join(call, kind, by, lineage(), other.lineageFor(call)));
    }

    private Partitioner commonWith(PairRdd<?, ?>... others) {
        var lineages = Stream.concat(Stream.of(this), Stream.of(others)).map(Rdd::lineage);
        return Partitioning.common(context().calls(), lineages.toArray(Lineage[]::new));
    }

    /// The pairs of this dataset whose key the other does not have, duplicates included.
    ///
    /// Moves each dataset unless placed. Where the call does not say, this dataset's partitioner is used, or as many
    /// partitions as it has. The result is placed by the partitioner, and pairs keep their order. Only the keys of the
    /// other dataset are held in memory.
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other) {
        return subtractByKey(other, Partitioning.ofAtLeastOne(lineage()));
    }

    /// As [#subtractByKey(PairRdd)], with a number of partitions.
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, int numPartitions) {
        return subtractByKey(other, new HashPartitioner(numPartitions));
    }

    /// As [#subtractByKey(PairRdd)], with a partitioner.
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, Partitioner by) {
        var call = call("subtractByKey");
        return pairs(Joins.join(call, JoinKind.ANTI, by, lineage(), other.lineageFor(call)));
    }

    // ---- Actions ----------------------------------------------------------------------------------------------------

    /// The pairs as a map, which has to fit in the memory of the driver. Of the values of a key that comes more than
    /// once the map has the last.
    public Map<K, V> collectAsMap() {
        return Pairs.asMap(call("collectAsMap"), lineage());
    }

    /// A map of each key and the number of its pairs. Moves data unless placed. The map has to fit in the memory of the
    /// driver.
    public Map<K, Long> countByKey() {
        return Counting.byKey(call("countByKey"), lineage());
    }

    /// As [#countByKeyApprox(long, double)], with a confidence of 0.95.
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis) {
        return countByKeyApprox(timeoutMillis, 0.95);
    }

    /// An estimate of the number of pairs of each key, as [#countApprox(long, double)] makes it. The map has the keys
    /// of the partitions that were counted.
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis, double confidence) {
        Function<Object, Object> key = pair -> ((Tuple2<?, ?>) pair)._1();
        return Approximation.counts(call("countByKeyApprox"), lineage(), key, timeoutMillis, confidence);
    }

    /// As [#reduceByKey(Function2)], but as a map that the driver merges from the results of the tasks. Meant for few
    /// keys. Moves nothing between partitions.
    public Map<K, V> reduceByKeyLocally(Function2<V, V, V> function) {
        return ByKey.reducedLocally(call("reduceByKeyLocally"), lineage(), function);
    }

    /// All values of one key, in the order of the dataset. If the dataset is placed, only the partition that can hold
    /// the key is computed.
    ///
    /// @param key may be null
    /// @throws SparrowException [ErrorCode#UNSTABLE_KEY] if the hash of the key is its identity
    public List<V> lookup(K key) {
        return ByKey.lookup(call("lookup"), lineage(), key);
    }

    // ---- What stays a dataset of pairs ------------------------------------------------------------------------------

    @Override
    public PairRdd<K, V> filter(Function<? super Tuple2<K, V>, Boolean> predicate) {
        return pairs(filtered(predicate));
    }

    @Override
    public PairRdd<K, V> filter(FilterFunction<? super Tuple2<K, V>> predicate) {
        return pairs(filtered(predicate));
    }

    @Override
    @SuppressWarnings("overloads") // a lambda becomes a FilterFunction, which is both
    public PairRdd<K, V> filter(Predicate<? super Tuple2<K, V>> predicate) {
        return pairs(filtered(JavaFunctions.predicate(predicate)));
    }

    @Override
    public PairRdd<K, V> sample(boolean withReplacement, double fraction, long seed) {
        return pairs(sampled(withReplacement, fraction, seed));
    }

    @Override
    public PairRdd<K, V> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, context().nextSeed());
    }

    @Override
    public PairRdd<K, V> union(Rdd<Tuple2<K, V>> other) {
        return pairs(united(other));
    }

    @Override
    public PairRdd<K, V> intersection(Rdd<Tuple2<K, V>> other) {
        return pairs(intersected(other));
    }

    @Override
    public PairRdd<K, V> subtract(Rdd<Tuple2<K, V>> other) {
        return subtract(other, Math.max(1, getNumPartitions()));
    }

    @Override
    public PairRdd<K, V> subtract(Rdd<Tuple2<K, V>> other, int numPartitions) {
        return pairs(subtracted(other, new HashPartitioner(numPartitions)));
    }

    @Override
    public PairRdd<K, V> subtract(Rdd<Tuple2<K, V>> other, Partitioner by) {
        return pairs(subtracted(other, by));
    }

    @Override
    public PairRdd<K, V> setName(String name) {
        super.setName(name);
        return this;
    }

    @Override
    public PairRdd<K, V> distinct() {
        return pairs(distincted(Partitioning.ofNewKeys(context().calls(), lineage())));
    }

    @Override
    public PairRdd<K, V> distinct(int numPartitions) {
        return pairs(distincted(new HashPartitioner(numPartitions)));
    }

    @Override
    public PairRdd<K, V> coalesce(int numPartitions) {
        return pairs(coalesced(numPartitions, false));
    }

    @Override
    public PairRdd<K, V> coalesce(int numPartitions, boolean shuffle) {
        return pairs(coalesced(numPartitions, shuffle));
    }

    @Override
    public PairRdd<K, V> repartition(int numPartitions) {
        return pairs(rebalanced(call("repartition"), numPartitions));
    }

    /// The same dataset with the methods for pairs, where its static type was lost, for instance by `map`.
    public static <K, V> PairRdd<K, V> fromRdd(Rdd<Tuple2<K, V>> rdd) {
        return new PairRdd<>(rdd.context(), rdd.lineage());
    }
}
