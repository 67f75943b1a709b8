/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.streams;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;

import java.util.Arrays;
import java.util.stream.LongStream;

/// R4 and R5, over a list of objects.
final class StreamsPoints {
    private StreamsPoints() {}

    static Program kMeans(int count) {
        var points = LongStream.range(0, count).mapToObj(Point::of).toList();
        return () -> {
            var centres = points.stream().limit(Sizes.CLUSTERS).map(Point::x).toArray(double[][]::new);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var sums =
                        points.parallelStream()
                                .collect(
                                        () -> new double[Sizes.CLUSTERS][Sizes.DIMENSIONS + 1],
                                        (sum, point) -> add(sum[point.nearest(current)], point.x()),
                                        StreamsPoints::merge);
                centres = current.clone();
                for (var k = 0; k < sums.length; k++) {
                    var members = sums[k][Sizes.DIMENSIONS];
                    if (members > 0) {
                        centres[k] = Vectors.times(Arrays.copyOf(sums[k], Sizes.DIMENSIONS), 1.0 / members);
                    }
                }
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    /// The last place of a sum counts the points in it.
    private static void add(double[] sum, double[] x) {
        for (var j = 0; j < x.length; j++) {
            sum[j] += x[j];
        }
        sum[x.length]++;
    }

    private static void merge(double[][] into, double[][] from) {
        for (var k = 0; k < into.length; k++) {
            into[k] = Vectors.plus(into[k], from[k]);
        }
    }

    static Program logisticRegression(int count) {
        var points = LongStream.range(0, count).mapToObj(Point::of).toList();
        return () -> {
            var weights = new double[Sizes.DIMENSIONS];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var gradient =
                        points.parallelStream()
                                .map(point -> point.gradient(current))
                                .reduce(new double[Sizes.DIMENSIONS], Vectors::plus);
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    static Program logisticRegressionInPlace(int count) {
        var points = LongStream.range(0, count).mapToObj(Point::of).toList();
        return () -> {
            var weights = new double[Sizes.DIMENSIONS];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var gradient =
                        points.parallelStream()
                                .collect(
                                        () -> new double[Sizes.DIMENSIONS],
                                        (sum, point) -> point.addGradient(sum, current),
                                        Vectors::add);
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }
}
