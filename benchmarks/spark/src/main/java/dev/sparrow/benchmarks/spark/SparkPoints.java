/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

import scala.Tuple2;

/// R4 and R5, over cached objects. No point leaves its task: Spark's version of Kryo cannot write records.
final class SparkPoints {
    private SparkPoints() {}

    static Program kMeans(JavaSparkContext sc, int count) {
        var points = cached(sc, count);
        return () -> {
            var centres = points.map(Point::x).take(Sizes.CLUSTERS).toArray(double[][]::new);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var sums =
                        points.mapToPair(point -> new Tuple2<>(point.nearest(current), new Tuple2<>(point.x(), 1L)))
                                .reduceByKey((left, right) ->
                                        new Tuple2<>(Vectors.plus(left._1(), right._1()), left._2() + right._2()))
                                .collectAsMap();
                centres = current.clone();
                for (var sum : sums.entrySet()) {
                    centres[sum.getKey()] = Vectors.times(sum.getValue()._1(), 1.0 / sum.getValue()._2());
                }
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    static Program logisticRegression(JavaSparkContext sc, int count) {
        var points = cached(sc, count);
        return () -> {
            var weights = new double[Sizes.DIMENSIONS];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var gradient = points.map(point -> point.gradient(current)).reduce(Vectors::plus);
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    static Program kMeansInPlace(JavaSparkContext sc, int count) {
        var points = cached(sc, count);
        return () -> {
            var centres = points.map(Point::x).take(Sizes.CLUSTERS).toArray(double[][]::new);
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

    static Program logisticRegressionInPlace(JavaSparkContext sc, int count) {
        var points = cached(sc, count);
        return () -> {
            var weights = new double[Sizes.DIMENSIONS];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var zero = new double[Sizes.DIMENSIONS];
                var gradient = points.aggregate(zero, (sum, point) -> point.addGradient(sum, current), Vectors::add);
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    private static JavaRDD<Point> cached(JavaSparkContext sc, int count) {
        var points = SparkNumbers.range(sc, count, Sizes.THREADS).map(Point::of).cache();
        points.count();
        return points;
    }
}
