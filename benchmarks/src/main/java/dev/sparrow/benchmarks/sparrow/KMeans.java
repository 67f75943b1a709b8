/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;
import dev.sparrow.value.Tuple2;

/// R4: Lloyd's algorithm, starting at the first points.
final class KMeans {
    private KMeans() {}

    static Program prepare(Sparrow sc, int count) {
        var points = sc.range(0, count).map(Point::of).cache();
        points.count();
        return () -> {
            var centres = first(points);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                centres = next(points, centres);
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    /// As MLlib does: a task adds its points to sums of its own.
    static Program prepareInPlace(Sparrow sc, int count) {
        var points = sc.range(0, count).map(Point::of).cache();
        points.count();
        return () -> {
            var centres = first(points);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var zero = new double[Sizes.CLUSTERS * (Sizes.DIMENSIONS + 1)];
                var sums = points.aggregate(zero, (sum, point) -> point.addToNearest(sum, current), Vectors::add);
                centres = Point.moved(current, sums);
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    static double[][] first(Rdd<Point> points) {
        return points.take(Sizes.CLUSTERS).stream().map(Point::x).toArray(double[][]::new);
    }

    /// One iteration.
    static double[][] next(Rdd<Point> points, double[][] current) {
        var sums =
                points.mapToPair(point -> new Tuple2<>(point.nearest(current), new Tuple2<>(point.x(), 1L)))
                        .reduceByKey((left, right) ->
                                new Tuple2<>(Vectors.plus(left._1(), right._1()), left._2() + right._2()))
                        .collectAsMap();
        var centres = current.clone();
        for (var sum : sums.entrySet()) {
            centres[sum.getKey()] = Vectors.times(sum.getValue()._1(), 1.0 / sum.getValue()._2());
        }
        return centres;
    }
}
