/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;

/// R5: gradient descent (Zaharia et al. 2012, §3.2.1).
final class LogisticRegression {
    private LogisticRegression() {}

    static Program prepare(Sparrow sc, int count) {
        var points = sc.range(0, count).map(Point::of).cache();
        points.count();
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

    /// As MLlib does: a task adds its gradients to a sum of its own.
    static Program prepareInPlace(Sparrow sc, int count) {
        var points = sc.range(0, count).map(Point::of).cache();
        points.count();
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
}
