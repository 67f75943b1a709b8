/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.DoubleSum;
import dev.sparrow.value.PartialResult;
import dev.sparrow.value.StableHash;
import dev.sparrow.value.StatCounter;
import dev.sparrow.value.StudentT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/// Estimates from the partitions that are done when time is over, taken for a random sample of all partitions (Cochran,
/// Sampling Techniques, third edition, chapter 2: totals and ratios under simple random sampling, with the correction
/// for finite populations, so that bounds meet when all are done).
///
/// They are as random as the order in which tasks end: partitions that hold less end sooner.
public final class Approximation {
    private final int partitions;
    private final double confidence;

    private interface Estimate<R> {
        /// @param partials those that there are, in the order of their partitions
        R of(Collection<Object> partials);
    }

    private Approximation(OperatorCall call, int partitions, double confidence) {
        call.require(
                confidence >= 0 && confidence <= 1, "the confidence is " + confidence + "; it must be from 0 to 1.");
        this.partitions = partitions;
        this.confidence = confidence;
    }

    public static PartialResult<BoundedDouble> count(
            OperatorCall call, Lineage target, long timeoutMillis, double confidence) {
        var approximation = new Approximation(call, target.partitions(), confidence);
        return run(call, target, new Action.Count(), timeoutMillis, approximation::count);
    }

    /// How many elements there are of each key that a function makes of them.
    public static <K> PartialResult<Map<K, BoundedDouble>> counts(
            OperatorCall call, Lineage target, Function<Object, Object> key, long timeoutMillis, double confidence) {
        var approximation = new Approximation(call, target.partitions(), confidence);
        Function<Iterator<Object>, Object> count =
                elements -> {
                    var counts = new HashMap<Object, Long>();
                    while (elements.hasNext()) {
                        var next = key.call(elements.next());
                        counts.put(next, counts.containsKey(next) ? counts.get(next) + 1 : first(next));
                    }
                    return counts;
                };
        return run(call, target, new Action.EachPartition(count), timeoutMillis, approximation::<K>counts);
    }

    private static long first(Object key) {
        StableHash.require(key);
        return 1;
    }

    /// Of a dataset of doubles.
    public static PartialResult<BoundedDouble> sum(
            OperatorCall call, Lineage target, long timeoutMillis, double confidence) {
        var approximation = new Approximation(call, target.partitions(), confidence);
        return run(call, target, DoubleSums.action(), timeoutMillis, approximation::sum);
    }

    /// Of a dataset of doubles.
    public static PartialResult<BoundedDouble> mean(
            OperatorCall call, Lineage target, long timeoutMillis, double confidence) {
        var approximation = new Approximation(call, target.partitions(), confidence);
        Function2<StatCounter, Double, StatCounter> add = (counter, value) -> counter.merge(value.doubleValue());
        var stats = new Action.Fold(new StatCounter(), Erased.function2(add));
        return run(call, target, stats, timeoutMillis, approximation::mean);
    }

    /// Starts a job and waits for it no longer than `timeoutMillis`.
    private static <R> PartialResult<R> run(
            OperatorCall call, Lineage target, Action action, long timeoutMillis, Estimate<R> estimate) {
        call.require(timeoutMillis >= 0, "the timeout is " + timeoutMillis + " ms; it cannot be negative.");
        var context = call.context();
        var job = context.start(call, target, action);
        var whole = context.startAction(call, () -> estimate.of(context.await(call, target, job)));
        try {
            var exact = whole.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return new PartialResult<>(exact, true, () -> exact);
        } catch (TimeoutException e) {
            var soFar = estimate.of(new TreeMap<>(job.finished()).values());
            return new PartialResult<>(soFar, false, () -> await(call, whole));
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted(call, whole, e);
        }
    }

    private static <R> R await(OperatorCall call, Future<R> whole) {
        try {
            return whole.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            throw interrupted(call, whole, e);
        }
    }

    private static SparrowException failure(ExecutionException e) {
        return e.getCause() instanceof SparrowException known
                ? known
                : new SparrowException(ErrorCode.INTERNAL, "An approximate action failed: " + e.getCause(), e);
    }

    private static SparrowException interrupted(OperatorCall call, Future<?> whole, InterruptedException e) {
        whole.cancel(true);
        Thread.currentThread().interrupt();
        return new SparrowException(
                ErrorCode.CANCELLED, call.label() + " was cancelled: the thread that waits for it was interrupted.", e);
    }

    /// How many there are, of how many there are in some partitions.
    private BoundedDouble count(Collection<Object> counts) {
        return atLeast(counts, count -> (Long) count);
    }

    /// As [#count], for each key of maps from keys to counts.
    private <K> Map<K, BoundedDouble> counts(Collection<Object> maps) {
        var byKey = new HashMap<K, List<Object>>();
        for (var map : maps) {
            Erased.<K>counts(map)
                    .forEach((key, count) -> byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(count));
        }
        var estimates = new HashMap<K, BoundedDouble>();
        byKey.forEach((key, counts) -> {
            while (counts.size() < maps.size()) {
                counts.add(0L);
            }
            estimates.put(key, count(counts));
        });
        return estimates;
    }

    private BoundedDouble sum(Collection<Object> sums) {
        return total(sums, sum -> ((DoubleSum) sum).value(), DoubleSums.total(sums).value());
    }

    /// What was counted is there, whatever else is.
    private BoundedDouble atLeast(Collection<Object> done, ToDoubleFunction<Object> count) {
        var seen = done.stream().mapToDouble(count).sum();
        var estimate = total(done, count, seen);
        return new BoundedDouble(
                estimate.mean(),
                estimate.confidence(),
                Math.max(seen, estimate.low()),
                Math.max(seen, estimate.high()));
    }

    /// @param seen the total of those that are done
    private BoundedDouble total(Collection<Object> done, ToDoubleFunction<Object> value, double seen) {
        var sample = new StatCounter();
        done.forEach(one -> sample.merge(value.applyAsDouble(one)));
        if (sample.count() == partitions) {
            return BoundedDouble.exactly(seen);
        }
        return sample.count() == 0
                ? unknown(0)
                : within(
                        partitions * sample.mean(),
                        partitions * standardError(sample.sampleVariance(), (int) sample.count()),
                        (int) sample.count());
    }

    /// The mean of all elements: a ratio of two totals.
    private BoundedDouble mean(Collection<Object> done) {
        var all = new StatCounter();
        done.forEach(one -> all.merge((StatCounter) one));
        if (done.size() == partitions) {
            return BoundedDouble.exactly(all.mean());
        }
        if (all.count() == 0) {
            return unknown(Double.NaN);
        }
        var residuals = 0.0;
        for (var one : done) {
            var part = (StatCounter) one;
            residuals += Math.pow(part.sum() - all.mean() * part.count(), 2);
        }
        var elements = (double) all.count() / done.size();
        var error = standardError(residuals / (done.size() - 1), done.size()) / elements;
        return within(all.mean(), error, done.size());
    }

    private double standardError(double variance, int done) {
        return Math.sqrt((1 - (double) done / partitions) * variance / done);
    }

    private BoundedDouble within(double mean, double standardError, int done) {
        if (done < 2 || confidence == 1) {
            return new BoundedDouble(mean, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        var margin = StudentT.bound(confidence, done - 1) * standardError;
        return new BoundedDouble(mean, confidence, mean - margin, mean + margin);
    }

    private static BoundedDouble unknown(double mean) {
        return new BoundedDouble(mean, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
