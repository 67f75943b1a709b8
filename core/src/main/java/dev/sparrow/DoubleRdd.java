/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.FilterFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.Approximation;
import dev.sparrow.operator.DoubleSums;
import dev.sparrow.operator.Folds;
import dev.sparrow.operator.JavaFunctions;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Partitioning;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.Description;
import dev.sparrow.value.DoubleSum;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.PartialResult;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.StatCounter;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.function.Predicate;

/// A dataset of doubles, with statistics.
///
/// Elements must not be null: an action of this class that meets null fails with [ErrorCode#USER_FUNCTION]. The errors
/// of all transformations and actions are listed at [Rdd].
public final class DoubleRdd extends Rdd<Double> {

    DoubleRdd(Sparrow sc, Lineage lineage) {
        super(sc, lineage);
    }

    private DoubleRdd doubles(Lineage lineage) {
        return new DoubleRdd(context(), lineage);
    }

    // ---- Caching it -------------------------------------------------------------------------------------------------

    @Override
    public DoubleRdd cache() {
        super.cache();
        return this;
    }

    @Override
    public DoubleRdd persist() {
        super.persist();
        return this;
    }

    @Override
    public DoubleRdd persist(StorageLevel level) {
        super.persist(level);
        return this;
    }

    @Override
    public DoubleRdd unpersist() {
        super.unpersist();
        return this;
    }

    @Override
    public DoubleRdd unpersist(boolean blocking) {
        super.unpersist(blocking);
        return this;
    }

    @Override
    public DoubleRdd withResources(ResourceProfile profile) {
        super.withResources(profile);
        return this;
    }

    // ---- Numbers ----------------------------------------------------------------------------------------------------

    /// The sum of the elements; 0 if there is none. It is rounded once, at the end, so it does not depend on the order
    /// of additions (see [DoubleSum]): a million times 0.1 is 100000.0.
    public double sum() {
        return DoubleSums.total(call("sum").run(lineage(), DoubleSums.action())).value();
    }

    /// The count, mean, variance, least and greatest element, computed in one pass.
    public StatCounter stats() {
        return stats(call("stats"));
    }

    private StatCounter stats(OperatorCall call) {
        Function2<StatCounter, Double, StatCounter> add = (counter, value) -> counter.merge(value.doubleValue());
        Function2<StatCounter, StatCounter, StatCounter> merge = StatCounter::merge;
        return Folds.aggregate(call, lineage(), new StatCounter(), add, merge);
    }

    /// The mean of the elements; NaN if there is none.
    public double mean() {
        return stats(call("mean")).mean();
    }

    /// The variance of the elements as a whole population (division by their number `n`); NaN if there is none.
    public double variance() {
        return stats(call("variance")).variance();
    }

    /// The standard deviation of the elements as a whole population: the square root of [#variance].
    public double stdev() {
        return stats(call("stdev")).stdev();
    }

    /// As [#variance], under its other name.
    public double popVariance() {
        return stats(call("popVariance")).variance();
    }

    /// As [#stdev], under its other name.
    public double popStdev() {
        return stats(call("popStdev")).stdev();
    }

    /// The variance of a population of which the elements are a sample (division by `n - 1`); NaN if there are fewer
    /// than two.
    public double sampleVariance() {
        return stats(call("sampleVariance")).sampleVariance();
    }

    /// The square root of [#sampleVariance].
    public double sampleStdev() {
        return stats(call("sampleStdev")).sampleStdev();
    }

    /// As [#sumApprox(long, double)], with a confidence of 0.95.
    public PartialResult<BoundedDouble> sumApprox(long timeoutMillis) {
        return sumApprox(timeoutMillis, 0.95);
    }

    /// An estimate of the sum, by the partitions that are added up within `timeoutMillis`; see [#countApprox(long,
    /// double)].
    ///
    /// @param timeoutMillis milliseconds, from 0
    /// @param confidence the probability, from 0 to 1, with which the bounds are to hold the sum
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if an argument is out of range
    public PartialResult<BoundedDouble> sumApprox(long timeoutMillis, double confidence) {
        return Approximation.sum(call("sumApprox"), lineage(), timeoutMillis, confidence);
    }

    /// As [#meanApprox(long, double)], with a confidence of 0.95.
    public PartialResult<BoundedDouble> meanApprox(long timeoutMillis) {
        return meanApprox(timeoutMillis, 0.95);
    }

    /// An estimate of the mean, by the partitions that are done within `timeoutMillis`; see [#countApprox(long,
    /// double)].
    ///
    /// @param timeoutMillis milliseconds, from 0
    /// @param confidence the probability, from 0 to 1, with which the bounds are to hold the mean
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if an argument is out of range
    public PartialResult<BoundedDouble> meanApprox(long timeoutMillis, double confidence) {
        return Approximation.mean(call("meanApprox"), lineage(), timeoutMillis, confidence);
    }

    /// The number in the middle of all elements in order, or the mean of the two there; NaN if there is no element. NaN
    /// counts as the largest. Runs two jobs, the second of which sorts.
    public double median() {
        return Quantiles.of(this, 0.5)[0];
    }

    /// The numbers below which the given shares of all elements lie, between two elements by linear interpolation
    /// (Hyndman and Fan 1996, definition 7); NaN if there is no element. NaN counts as the largest. Runs two jobs, the
    /// second of which sorts.
    ///
    /// @param shares from 0, the least element, to 1, the greatest
    /// @return a number for each share
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if a share is out of range
    public double[] quantiles(double... shares) {
        for (var share : shares) {
            call("quantiles").require(share >= 0 && share <= 1, "a share must be from 0 to 1, and is " + share + ".");
        }
        return Quantiles.of(this, shares);
    }

    /// The count, mean and standard deviation of the elements, and the quartiles. Runs three jobs.
    public Description describe() {
        var stats = stats();
        var quartiles = Quantiles.of(this, 0, 0.25, 0.5, 0.75, 1);
        return new Description(
                stats.count(),
                stats.mean(),
                stats.sampleStdev(),
                quartiles[0],
                quartiles[1],
                quartiles[2],
                quartiles[3],
                quartiles[4]);
    }

    /// The numbers of elements in `buckets` intervals of equal width between the least and the greatest element. Runs
    /// two jobs.
    ///
    /// @param buckets from 1
    /// @return the edges, one more than intervals, and the numbers; there is one interval if all elements are equal
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element or one is infinite or NaN;
    ///   [ErrorCode#INVALID_ARGUMENT] if `buckets` is below 1
    public Tuple2<double[], long[]> histogram(int buckets) {
        var call = call("histogram");
        call.require(buckets >= 1, "there must be at least 1 bucket, not " + buckets + ".");
        var stats = stats(call);
        if (stats.count() == 0
                || !Double.isFinite(stats.min())
                || !Double.isFinite(stats.max())
                || Double.isNaN(stats.mean())) {
            throw new SparrowException(
                    ErrorCode.EMPTY_DATASET,
                    call.label()
                            + ": a histogram needs at least one element, and all finite ("
                            + stats
                            + "). Filter the others out, or give the edges.");
        }
        var edges = edges(stats.min(), stats.max(), buckets);
        return new Tuple2<>(edges, histogram(call, edges));
    }

    /// The edges of intervals of equal width. Both ends are halved first, so that the width of the whole range of
    /// doubles does not overflow.
    private static double[] edges(double min, double max, int buckets) {
        var count = min == max ? 1 : buckets;
        var edges = new double[count + 1];
        for (var i = 0; i < count; i++) {
            edges[i] = min + (max / 2 - min / 2) / count * 2 * i;
        }
        edges[count] = max;
        return edges;
    }

    /// The numbers of elements in the intervals `[edges[i], edges[i + 1])`; the last interval includes its upper edge.
    /// Elements outside all intervals and NaN are not counted.
    ///
    /// @param edges at least two, ascending without duplicates
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if the edges are null, fewer than two or not ascending
    public long[] histogram(double[] edges) {
        var call = call("histogram");
        call.require(edges != null, "the edges are null.");
        var ascending = edges.length >= 2;
        for (var i = 1; i < edges.length; i++) {
            ascending &= edges[i - 1] < edges[i];
        }
        call.require(
                ascending,
                "the edges are "
                        + Arrays.toString(edges)
                        + "; there must be at least two, each greater than the one before.");
        return histogram(call, edges.clone());
    }

    /// As [#histogram(double[])].
    ///
    /// @param evenBuckets makes no difference here: Spark uses it to find the interval of an element faster
    public long[] histogram(Double[] edges, boolean evenBuckets) {
        return histogram(Arrays.stream(edges).mapToDouble(edge -> edge).toArray());
    }

    private long[] histogram(OperatorCall call, double[] edges) {
        Function2<long[], Double, long[]> add =
                (counts, value) -> {
                    var bucket = bucketOf(edges, value);
                    if (bucket >= 0) {
                        counts[bucket]++;
                    }
                    return counts;
                };
        Function2<long[], long[], long[]> merge =
                (left, right) -> {
                    Arrays.setAll(left, i -> left[i] + right[i]);
                    return left;
                };
        return Folds.aggregate(call, lineage(), new long[edges.length - 1], add, merge);
    }

    /// The index of the interval of `value`; -1 if it is outside all.
    private static int bucketOf(double[] edges, double value) {
        var last = edges.length - 1;
        if (!(value >= edges[0] && value <= edges[last])) {
            return -1;
        }
        var found = Arrays.binarySearch(edges, value == 0 ? 0.0 : value);
        return Math.min(found >= 0 ? found : -found - 2, last - 1);
    }

    // ---- What stays a dataset of doubles ----------------------------------------------------------------------------

    @Override
    public DoubleRdd filter(Function<? super Double, Boolean> predicate) {
        return doubles(filtered(predicate));
    }

    @Override
    public DoubleRdd filter(FilterFunction<? super Double> predicate) {
        return doubles(filtered(predicate));
    }

    @Override
    @SuppressWarnings("overloads") // a lambda becomes a FilterFunction, which is both
    public DoubleRdd filter(Predicate<? super Double> predicate) {
        return doubles(filtered(JavaFunctions.predicate(predicate)));
    }

    @Override
    public DoubleRdd sample(boolean withReplacement, double fraction, long seed) {
        return doubles(sampled(withReplacement, fraction, seed));
    }

    @Override
    public DoubleRdd sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, context().nextSeed());
    }

    @Override
    public DoubleRdd union(Rdd<Double> other) {
        return doubles(united(other));
    }

    @Override
    public DoubleRdd intersection(Rdd<Double> other) {
        return doubles(intersected(other));
    }

    @Override
    public DoubleRdd subtract(Rdd<Double> other) {
        return doubles(subtracted(other, new HashPartitioner(Math.max(1, getNumPartitions()))));
    }

    @Override
    public DoubleRdd subtract(Rdd<Double> other, int numPartitions) {
        return doubles(subtracted(other, new HashPartitioner(numPartitions)));
    }

    @Override
    public DoubleRdd subtract(Rdd<Double> other, Partitioner by) {
        return doubles(subtracted(other, by));
    }

    @Override
    public DoubleRdd setName(String name) {
        super.setName(name);
        return this;
    }

    @Override
    public DoubleRdd distinct() {
        return doubles(distincted(Partitioning.ofNewKeys(context().calls(), lineage())));
    }

    @Override
    public DoubleRdd distinct(int numPartitions) {
        return doubles(distincted(new HashPartitioner(numPartitions)));
    }

    @Override
    public DoubleRdd coalesce(int numPartitions) {
        return doubles(coalesced(numPartitions, false));
    }

    @Override
    public DoubleRdd coalesce(int numPartitions, boolean shuffle) {
        return doubles(coalesced(numPartitions, shuffle));
    }

    @Override
    public DoubleRdd repartition(int numPartitions) {
        return doubles(rebalanced(call("repartition"), numPartitions));
    }

    /// The same dataset with the methods for numbers, where its static type was lost, for instance by `map`.
    public static DoubleRdd fromRdd(Rdd<Double> rdd) {
        return new DoubleRdd(rdd.context(), rdd.lineage());
    }
}
