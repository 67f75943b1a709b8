/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;

import dev.sparrow.DoubleRdd;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// The methods of `DoubleRdd`.
final class DoubleCases {
    private static final double[] EDGES = {-1, 0, 0.25, 3};

    private DoubleCases() {}

    static List<OperatorCase> transformations() {
        return List.of(
                inOrder(
                        "DoubleRdd.filter",
                        s -> s.doubles().filter(x -> x > 1),
                        s -> s.doubleList().stream().filter(x -> x > 1).toList()),
                inOrder("DoubleRdd.sample", s -> s.doubles().sample(false, 1, 1), Sample::doubleList),
                inOrder("DoubleRdd.sample by chance", s -> s.doubles().sample(false, 0), _ -> List.of()),
                inOrder(
                        "DoubleRdd.fromRdd",
                        s -> DoubleRdd.fromRdd(s.doubles().map(x -> -x)),
                        s -> s.doubleList().stream().map(x -> -x).toList()),
                inOrder(
                        "DoubleRdd.union",
                        s -> s.doubles().union(s.doubles()),
                        s -> RddCases.joined(s.doubleList(), s.doubleList())),
                inAnyOrder(
                        "DoubleRdd.intersection",
                        s -> s.doubles().intersection(s.doubles().filter(x -> x > 1)),
                        s -> s.doubleList().stream().filter(x -> x > 1).distinct().toList()),
                inAnyOrder(
                        "DoubleRdd.subtract",
                        s -> s.doubles().subtract(s.doubles().filter(x -> x > 1)),
                        s -> s.doubleList().stream().filter(x -> x <= 1).toList()),
                inAnyOrder(
                        "DoubleRdd.subtract into partitions",
                        s -> s.doubles().subtract(s.doubles().filter(x -> x > 1), s.more()),
                        s -> s.doubleList().stream().filter(x -> x <= 1).toList()),
                inAnyOrder(
                        "DoubleRdd.distinct",
                        s -> s.doubles().distinct(),
                        s -> s.doubleList().stream().distinct().toList()),
                inAnyOrder(
                        "DoubleRdd.distinct into partitions",
                        s -> s.doubles().distinct(2),
                        s -> s.doubleList().stream().distinct().toList()),
                inOrder("DoubleRdd.coalesce", s -> s.doubles().coalesce(2), Sample::doubleList),
                inAnyOrder(
                        "DoubleRdd.coalesce with shuffle",
                        s -> s.doubles().coalesce(s.more(), true),
                        Sample::doubleList),
                inAnyOrder("DoubleRdd.repartition", s -> s.doubles().repartition(2), Sample::doubleList));
    }

    static List<OperatorCase> statistics() {
        return List.of(
                about("DoubleRdd.sum", DoubleRdd::sum, (xs, _) -> sum(xs)),
                about("DoubleRdd.mean", DoubleRdd::mean, (xs, n) -> sum(xs) / n),
                about("DoubleRdd.variance", DoubleRdd::variance, (xs, n) -> squares(xs) / n),
                about("DoubleRdd.popVariance", DoubleRdd::popVariance, (xs, n) -> squares(xs) / n),
                about("DoubleRdd.stdev", DoubleRdd::stdev, (xs, n) -> Math.sqrt(squares(xs) / n)),
                about("DoubleRdd.popStdev", DoubleRdd::popStdev, (xs, n) -> Math.sqrt(squares(xs) / n)),
                about("DoubleRdd.sampleVariance", DoubleRdd::sampleVariance, (xs, n) -> squares(xs) / (n - 1)),
                about("DoubleRdd.sampleStdev", DoubleRdd::sampleStdev, (xs, n) -> Math.sqrt(squares(xs) / (n - 1))),
                about("DoubleRdd.median", DoubleRdd::median, (xs, _) -> quantile(xs, 0.5)),
                about("DoubleRdd.quantiles", xs -> xs.quantiles(0.9, 0.3)[1], (xs, _) -> quantile(xs, 0.3)),
                about("DoubleRdd.describe", xs -> xs.describe().q3(), (xs, _) -> quantile(xs, 0.75)),
                action(
                        "DoubleRdd.stats",
                        s -> List.of(s.doubles().stats().count(), s.doubles().stats().min(), s.doubles().stats().max()),
                        s ->
                                List.of(
                                        (long) s.doubleList().size(),
                                        s.doubleList().stream().reduce(Double.POSITIVE_INFINITY, Math::min),
                                        s.doubleList().stream().reduce(Double.NEGATIVE_INFINITY, Math::max))),
                action(
                        "DoubleRdd.histogram by edges",
                        s -> longs(s.doubles().histogram(EDGES)),
                        s -> List.of(within(s, -1, 0), within(s, 0, 0.25), within(s, 0.25, Math.nextUp(3.0)))),
                action(
                        "DoubleRdd.histogram",
                        s ->
                                longs(
                                        s.doubles()
                                                .union(s.sc().parallelizeDoubles(List.of(0.0, 10.0)))
                                                .filter(x -> x >= 0 && x <= 10)
                                                .histogram(2)
                                                ._2()),
                        s -> List.of(within(s, 0, 5) + 1, within(s, 5, Math.nextUp(10.0)) + 1)));
    }

    private interface Statistic {
        double of(DoubleRdd doubles);
    }

    /// Equal but for the last digits.
    private static OperatorCase about(
            String name, Statistic actual, ToDoubleBiFunction<List<Double>, Integer> expected) {
        return action(
                name,
                s -> rounded(actual.of(s.doubles())),
                s -> rounded(expected.applyAsDouble(s.doubleList(), s.doubleList().size())));
    }

    private static double rounded(double value) {
        return Double.isNaN(value) ? value : (float) value;
    }

    private static double sum(List<Double> doubles) {
        return doubles.stream().mapToDouble(x -> x).sum();
    }

    private static double quantile(List<Double> doubles, double share) {
        var sorted = doubles.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        var place = share * (sorted.size() - 1);
        var below = sorted.get((int) place);
        var above = sorted.get((int) Math.ceil(place));
        return below.equals(above) ? below : below + (place - (int) place) * (above - below);
    }

    private static double squares(List<Double> doubles) {
        var mean = sum(doubles) / doubles.size();
        return doubles.isEmpty() ? Double.NaN : doubles.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    }

    private static long within(Sample sample, double from, double to) {
        return sample.doubleList().stream().filter(x -> x >= from && x < to).count();
    }

    private static List<Long> longs(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
