/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

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
import java.util.stream.Stream;

/// A dataset of pairs of key and value.
///
/// Keys need a stable hash: strings, numbers, dates, enums, records, tuples, lists of those, or a class that defines
/// `equals` and `hashCode`; an array or a plain object as a key is refused by the task that meets it. A key may be
/// null. Where no number of partitions is given, a dataset that is already placed stays in place, else the configured
/// parallelism holds, else the number of partitions of the largest input.
///
/// Values of one key are combined in the order of the partitions, so functions need be associative, not commutative.
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

    // ---- Keeping it -------------------------------------------------------------------------------------------------

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

    public Rdd<K> keys() {
        return new Rdd<>(context(), Pairs.keys(call("keys"), lineage()));
    }

    public Rdd<V> values() {
        return new Rdd<>(context(), Pairs.values(call("values"), lineage()));
    }

    /// Changes values; keys stay in their partitions.
    public <W> PairRdd<K, W> mapValues(Function<? super V, ? extends W> function) {
        var call = call("mapValues");
        return pairs(call.step(lineage(), new Step.MapValues(Erased.function(call.check(function)))));
    }

    /// Makes any number of values of each; keys stay in their partitions.
    public <W> PairRdd<K, W> flatMapValues(FlatMapFunction<? super V, W> function) {
        var call = call("flatMapValues");
        return pairs(call.step(lineage(), new Step.FlatMapValues(Erased.toIterator(call.check(function)))));
    }

    // ---- By key -----------------------------------------------------------------------------------------------------

    public PairRdd<K, V> reduceByKey(Function2<V, V, V> function) {
        return reduceByKey(common(), function);
    }

    public PairRdd<K, V> reduceByKey(Function2<V, V, V> function, int numPartitions) {
        return reduceByKey(new HashPartitioner(numPartitions), function);
    }

    /// One value for each key: `function` over its values, two by two.
    public PairRdd<K, V> reduceByKey(Partitioner by, Function2<V, V, V> function) {
        return pairs(ByKey.reduced(call("reduceByKey"), lineage(), by, function));
    }

    public PairRdd<K, V> foldByKey(V zero, Function2<V, V, V> function) {
        return foldByKey(zero, common(), function);
    }

    public PairRdd<K, V> foldByKey(V zero, int numPartitions, Function2<V, V, V> function) {
        return foldByKey(zero, new HashPartitioner(numPartitions), function);
    }

    /// As [#aggregateByKey(Object, Partitioner, Function2, Function2)] with one function for both.
    public PairRdd<K, V> foldByKey(V zero, Partitioner by, Function2<V, V, V> function) {
        return pairs(ByKey.folded(call("foldByKey"), lineage(), by, zero, function, function));
    }

    public <U> PairRdd<K, U> aggregateByKey(U zero, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return aggregateByKey(zero, common(), sequence, merge);
    }

    public <U> PairRdd<K, U> aggregateByKey(
            U zero, int numPartitions, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return aggregateByKey(zero, new HashPartitioner(numPartitions), sequence, merge);
    }

    /// Folds the values of each key within a partition, starting from a copy of `zero`, then merges across partitions.
    public <U> PairRdd<K, U> aggregateByKey(
            U zero, Partitioner by, Function2<U, V, U> sequence, Function2<U, U, U> merge) {
        return pairs(ByKey.folded(call("aggregateByKey"), lineage(), by, zero, sequence, merge));
    }

    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge) {
        return combineByKey(create, sequence, merge, common());
    }

    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge, int numPartitions) {
        return combineByKey(create, sequence, merge, new HashPartitioner(numPartitions));
    }

    public <C> PairRdd<K, C> combineByKey(
            Function<V, C> create, Function2<C, V, C> sequence, Function2<C, C, C> merge, Partitioner by) {
        return combineByKey(create, sequence, merge, by, true);
    }

    /// Makes a combiner of the first value of a key, takes in the others, and merges combiners across partitions.
    ///
    /// @param mapSideCombine whether to combine before data move
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

    public PairRdd<K, Iterable<V>> groupByKey() {
        return groupByKey(common());
    }

    public PairRdd<K, Iterable<V>> groupByKey(int numPartitions) {
        return groupByKey(new HashPartitioner(numPartitions));
    }

    /// All values of each key. Where they do not fit in memory, they are an `Iterable` that reads them from disk while
    /// the task runs; `reduceByKey` or `aggregateByKey` need less.
    public PairRdd<K, Iterable<V>> groupByKey(Partitioner by) {
        return pairs(ByKey.combined(call("groupByKey"), lineage(), by, new Aggregation.Group()));
    }

    /// About how many different values each key has, see [#countApproxDistinct].
    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD) {
        return countApproxDistinctByKey(relativeSD, common());
    }

    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD, int numPartitions) {
        return countApproxDistinctByKey(relativeSD, new HashPartitioner(numPartitions));
    }

    public PairRdd<K, Long> countApproxDistinctByKey(double relativeSD, Partitioner by) {
        return pairs(ByKey.distinctValues(call("countApproxDistinctByKey"), lineage(), by, relativeSD));
    }

    // ---- Some of them -----------------------------------------------------------------------------------------------

    /// The pairs with keys from `lower` to `upper`, both included, in their natural order; they must be `Comparable`.
    /// If a [RangePartitioner] of this order placed them, only the partitions that can hold such keys are computed, and
    /// the result has no others.
    public PairRdd<K, V> filterByRange(K lower, K upper) {
        return filteredByRange(Comparator.<Comparable<Object>>naturalOrder(), lower, upper);
    }

    public PairRdd<K, V> filterByRange(SerializableComparator<? super K> order, K lower, K upper) {
        return filteredByRange(order, lower, upper);
    }

    /// As [#filterByRange(SerializableComparator, Object, Object)], by a comparator that can travel, though its type
    /// does not say so.
    public PairRdd<K, V> filterByRange(Comparator<? super K> order, K lower, K upper) {
        return filteredByRange(order, lower, upper);
    }

    private PairRdd<K, V> filteredByRange(Comparator<?> order, K lower, K upper) {
        return pairs(Sorting.range(call("filterByRange"), lineage(), order, lower, upper));
    }

    /// A random part of the pairs of each key.
    ///
    /// @param fractions for each key as for [#sample(boolean, double, long)]; pairs of other keys are left out
    public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
        return pairs(Sampling.byKey(call("sampleByKey"), lineage(), withReplacement, fractions, seed));
    }

    /// As [#sampleByKey(boolean, Map, long)] with a seed of its own for each call.
    public PairRdd<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKey(withReplacement, fractions, context().nextSeed());
    }

    /// As [#sampleByKey(boolean, Map, long)], with exactly `ceil(fraction * n)` of the `n` pairs of each key. Not lazy:
    /// a job counts them when it is called.
    public PairRdd<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions, long seed) {
        return pairs(Sampling.byKeyExactly(call("sampleByKeyExact"), lineage(), withReplacement, fractions, seed));
    }

    /// As [#sampleByKeyExact(boolean, Map, long)] with a seed of its own for each call.
    public PairRdd<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKeyExact(withReplacement, fractions, context().nextSeed());
    }

    // ---- Place and order --------------------------------------------------------------------------------------------

    /// Places each pair where the partitioner sends its key. Later joins by the same partitioner move nothing.
    public PairRdd<K, V> partitionBy(Partitioner by) {
        var call = call("partitionBy");
        return pairs(call.placed(lineage(), call.require(by)));
    }

    /// As [#repartitionAndSortWithinPartitions(Partitioner, SerializableComparator)] by the natural order of the keys,
    /// which must be `Comparable` and not null.
    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by) {
        return placedAndSorted(by, Comparator.<Comparable<Object>>naturalOrder());
    }

    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by, Comparator<? super K> order) {
        return placedAndSorted(by, order);
    }

    /// Places each pair where the partitioner sends its key, and orders each partition by key; equal keys keep their
    /// order. One exchange, or none if the pairs are in place.
    public PairRdd<K, V> repartitionAndSortWithinPartitions(Partitioner by, SerializableComparator<? super K> order) {
        return placedAndSorted(by, order);
    }

    private PairRdd<K, V> placedAndSorted(Partitioner by, Comparator<?> order) {
        return pairs(Sorting.withinPartitions(call("repartitionAndSortWithinPartitions"), lineage(), by, order));
    }

    public PairRdd<K, V> sortByKey() {
        return sortByKey(true);
    }

    public PairRdd<K, V> sortByKey(boolean ascending) {
        return sortByKey(ascending, getNumPartitions());
    }

    /// Ordered by the natural order of the keys, which must be `Comparable` and not null.
    public PairRdd<K, V> sortByKey(boolean ascending, int numPartitions) {
        return sortedPairs(Comparator.<Comparable<Object>>naturalOrder(), ascending, numPartitions);
    }

    public PairRdd<K, V> sortByKey(Comparator<? super K> order) {
        return sortedPairs(order, true, getNumPartitions());
    }

    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order) {
        return sortedPairs(order, true, getNumPartitions());
    }

    public PairRdd<K, V> sortByKey(Comparator<? super K> order, boolean ascending) {
        return sortedPairs(order, ascending, getNumPartitions());
    }

    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order, boolean ascending) {
        return sortedPairs(order, ascending, getNumPartitions());
    }

    public PairRdd<K, V> sortByKey(Comparator<? super K> order, boolean ascending, int numPartitions) {
        return sortedPairs(order, ascending, numPartitions);
    }

    /// Ordered by key over the whole dataset; pairs of equal keys keep their order. Lazy: the job that needs the order
    /// takes a sample of the keys first.
    public PairRdd<K, V> sortByKey(SerializableComparator<? super K> order, boolean ascending, int numPartitions) {
        return sortedPairs(order, ascending, numPartitions);
    }

    private PairRdd<K, V> sortedPairs(Comparator<?> order, boolean ascending, int numPartitions) {
        return pairs(Sorting.pairs(call("sortByKey"), lineage(), order, ascending, numPartitions));
    }

    // ---- Joins ------------------------------------------------------------------------------------------------------

    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other) {
        return cogroup(other, commonWith(other));
    }

    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other, int numPartitions) {
        return cogroup(other, new HashPartitioner(numPartitions));
    }

    /// For each key of either dataset its values in both.
    public <W> PairRdd<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRdd<K, W> other, Partitioner by) {
        Function<List<List<Object>>, Object> both = groups -> new Tuple2<>(groups.get(0), groups.get(1));
        return coGrouped(by, both, other);
    }

    /// For each key of any of three datasets its values in all of them.
    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third) {
        return cogroup(second, third, commonWith(second, third));
    }

    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, int numPartitions) {
        return cogroup(second, third, new HashPartitioner(numPartitions));
    }

    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, Partitioner by) {
        Function<List<List<Object>>, Object> all = groups -> new Tuple3<>(groups.get(0), groups.get(1), groups.get(2));
        return coGrouped(by, all, second, third);
    }

    /// For each key of any of four datasets its values in all of them.
    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth) {
        return cogroup(second, third, fourth, commonWith(second, third, fourth));
    }

    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth, int numPartitions) {
        return cogroup(second, third, fourth, new HashPartitioner(numPartitions));
    }

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

    public <W1, W2> PairRdd<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> groupWith(
            PairRdd<K, W1> second, PairRdd<K, W2> third) {
        return cogroup(second, third);
    }

    public <W1, W2, W3> PairRdd<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> groupWith(
            PairRdd<K, W1> second, PairRdd<K, W2> third, PairRdd<K, W3> fourth) {
        return cogroup(second, third, fourth);
    }

    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other) {
        return join(other, commonWith(other));
    }

    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other, int numPartitions) {
        return join(other, new HashPartitioner(numPartitions));
    }

    /// All pairs of values that share a key: this dataset's pairs in their order, each with the other's values in
    /// theirs. A partition of the other dataset is held in memory as far as it fits while this one's passes by, so call
    /// it on the larger one.
    public <W> PairRdd<K, Tuple2<V, W>> join(PairRdd<K, W> other, Partitioner by) {
        return joined(call("join"), JoinKind.INNER, other, by);
    }

    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other) {
        return leftOuterJoin(other, commonWith(other));
    }

    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return leftOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// Each value of this dataset with each of the other's of that key, or with `Optional.empty()` if it has none. A
    /// value that is null on the optional side is `Optional.empty()` too.
    public <W> PairRdd<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRdd<K, W> other, Partitioner by) {
        return joined(call("leftOuterJoin"), JoinKind.LEFT_OUTER, other, by);
    }

    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other) {
        return rightOuterJoin(other, commonWith(other));
    }

    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return rightOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// As [#leftOuterJoin(PairRdd, Partitioner)] the other way round. In each partition the other's values that have no
    /// partner come last.
    public <W> PairRdd<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRdd<K, W> other, Partitioner by) {
        return joined(call("rightOuterJoin"), JoinKind.RIGHT_OUTER, other, by);
    }

    public <W> PairRdd<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other) {
        return fullOuterJoin(other, commonWith(other));
    }

    public <W> PairRdd<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRdd<K, W> other, int numPartitions) {
        return fullOuterJoin(other, new HashPartitioner(numPartitions));
    }

    /// As [#leftOuterJoin(PairRdd, Partitioner)] on both sides.
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

    /// The pairs whose key the other dataset does not hold, duplicates included.
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other) {
        return subtractByKey(other, Partitioning.ofAtLeastOne(lineage()));
    }

    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, int numPartitions) {
        return subtractByKey(other, new HashPartitioner(numPartitions));
    }

    /// As [#subtractByKey(PairRdd)]. Of the other dataset only the keys are held in memory.
    public <W> PairRdd<K, V> subtractByKey(PairRdd<K, W> other, Partitioner by) {
        var call = call("subtractByKey");
        return pairs(Joins.join(call, JoinKind.ANTI, by, lineage(), other.lineageFor(call)));
    }

    // ---- Actions ----------------------------------------------------------------------------------------------------

    /// The pairs as a map; of a key that comes more than once, the last value.
    public Map<K, V> collectAsMap() {
        return Pairs.asMap(call("collectAsMap"), lineage());
    }

    /// How many values each key has.
    public Map<K, Long> countByKey() {
        return Counting.byKey(call("countByKey"), lineage());
    }

    /// As [#countByKeyApprox(long, double)] with a confidence of 0.95.
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis) {
        return countByKeyApprox(timeoutMillis, 0.95);
    }

    /// About how many values each key has, as [#countApprox(long, double)] for each key that was met.
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis, double confidence) {
        Function<Object, Object> key = pair -> ((Tuple2<?, ?>) pair)._1();
        return Approximation.counts(call("countByKeyApprox"), lineage(), key, timeoutMillis, confidence);
    }

    /// As [#reduceByKey(Function2)], merged into a map by the driver without moving data between tasks: for few keys.
    public Map<K, V> reduceByKeyLocally(Function2<V, V, V> function) {
        return ByKey.reducedLocally(call("reduceByKeyLocally"), lineage(), function);
    }

    /// All values of one key; if the keys are placed, only the partition that can hold it is computed.
    public List<V> lookup(K key) {
        return ByKey.lookup(call("lookup"), lineage(), key);
    }

    // ---- What stays a dataset of pairs ------------------------------------------------------------------------------

    @Override
    public PairRdd<K, V> filter(Function<? super Tuple2<K, V>, Boolean> predicate) {
        return pairs(filtered(predicate));
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

    /// Pairs of a dataset of pairs that lost its type, for instance by `map`.
    public static <K, V> PairRdd<K, V> fromRdd(Rdd<Tuple2<K, V>> rdd) {
        return new PairRdd<>(rdd.context(), rdd.lineage());
    }
}
