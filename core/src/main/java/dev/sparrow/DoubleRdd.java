/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.Approximation;
import dev.sparrow.operator.DoubleSums;
import dev.sparrow.operator.Folds;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Partitioning;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.DoubleSum;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.PartialResult;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.StatCounter;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;

/// A dataset of doubles, with statistics.
public final class DoubleRdd extends Rdd<Double> {

    DoubleRdd(Sparrow sc, Lineage lineage) {
        super(sc, lineage);
    }

    private DoubleRdd doubles(Lineage lineage) {
        return new DoubleRdd(context(), lineage);
    }

    // ---- Keeping it -------------------------------------------------------------------------------------------------

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

    /// The sum, rounded once: see [DoubleSum]; 0 of an empty dataset.
    public double sum() {
        return DoubleSums.total(call("sum").run(lineage(), DoubleSums.action())).value();
    }

    /// Count, mean, variance, least and greatest in one pass.
    public StatCounter stats() {
        return stats(call("stats"));
    }

    private StatCounter stats(OperatorCall call) {
        Function2<StatCounter, Double, StatCounter> add = (counter, value) -> counter.merge(value.doubleValue());
        Function2<StatCounter, StatCounter, StatCounter> merge = StatCounter::merge;
        return Folds.aggregate(call, lineage(), new StatCounter(), add, merge);
    }

    /// The mean; NaN of an empty dataset.
    public double mean() {
        return stats(call("mean")).mean();
    }

    /// The variance of the elements as a whole population; NaN of an empty dataset.
    public double variance() {
        return stats(call("variance")).variance();
    }

    /// The standard deviation of the elements as a whole population; NaN of an empty dataset.
    public double stdev() {
        return stats(call("stdev")).stdev();
    }

    public double popVariance() {
        return stats(call("popVariance")).variance();
    }

    public double popStdev() {
        return stats(call("popStdev")).stdev();
    }

    /// The variance corrected for the elements being a sample (division by n - 1).
    public double sampleVariance() {
        return stats(call("sampleVariance")).sampleVariance();
    }

    public double sampleStdev() {
        return stats(call("sampleStdev")).sampleStdev();
    }

    /// As [#sumApprox(long, double)] with a confidence of 0.95.
    public PartialResult<BoundedDouble> sumApprox(long timeoutMillis) {
        return sumApprox(timeoutMillis, 0.95);
    }

    /// About the sum, by the partitions that are done when time is over; see [#countApprox(long, double)].
    public PartialResult<BoundedDouble> sumApprox(long timeoutMillis, double confidence) {
        return Approximation.sum(call("sumApprox"), lineage(), timeoutMillis, confidence);
    }

    /// As [#meanApprox(long, double)] with a confidence of 0.95.
    public PartialResult<BoundedDouble> meanApprox(long timeoutMillis) {
        return meanApprox(timeoutMillis, 0.95);
    }

    /// About the mean, by the partitions that are done when time is over; see [#countApprox(long, double)].
    public PartialResult<BoundedDouble> meanApprox(long timeoutMillis, double confidence) {
        return Approximation.mean(call("meanApprox"), lineage(), timeoutMillis, confidence);
    }

    /// Counts in `buckets` intervals of equal width between the least and the greatest element.
    ///
    /// @return the edges, one more than buckets, and the counts; one bucket if all elements are equal
    /// @throws SparrowException [ErrorCode#EMPTY_DATASET] if there is no element or one is infinite or NaN
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

    /// Halves first, so that the width of the whole range of doubles does not overflow.
    private static double[] edges(double min, double max, int buckets) {
        var count = min == max ? 1 : buckets;
        var edges = new double[count + 1];
        for (var i = 0; i < count; i++) {
            edges[i] = min + (max / 2 - min / 2) / count * 2 * i;
        }
        edges[count] = max;
        return edges;
    }

    /// Counts in the intervals `[edges[i], edges[i + 1])`, the last one closed; what lies outside is not counted.
    ///
    /// @param edges at least two, ascending without duplicates
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
    /// @param evenBuckets what Spark needs to be told and is seen here
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

    /// -1 for what lies outside.
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

    /// The same elements with the methods for numbers, of a dataset that lost its type, for instance by `map`.
    public static DoubleRdd fromRdd(Rdd<Double> rdd) {
        return new DoubleRdd(rdd.context(), rdd.lineage());
    }
}
