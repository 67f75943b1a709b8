/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;

import java.util.Arrays;

/// R4 and R5, over one flat array of coordinates.
final class HandPoints {
    private static final int WIDTH = Sizes.DIMENSIONS;

    private HandPoints() {}

    static Program kMeans(int count) {
        var x = coordinates(count);
        return () -> {
            var centres = Arrays.copyOf(x, Sizes.CLUSTERS * WIDTH);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var sums =
                        Parts.of(count, (from, to) -> sums(x, from, to, current)).stream()
                                .reduce(Vectors::plus)
                                .orElseThrow();
                centres = moved(current, sums);
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    /// For each cluster the sum of each coordinate, then the number of points.
    private static double[] sums(double[] x, int from, int to, double[] centres) {
        var sums = new double[Sizes.CLUSTERS * (WIDTH + 1)];
        for (var point = from * WIDTH; point < to * WIDTH; point += WIDTH) {
            var sum = nearest(x, point, centres) * (WIDTH + 1);
            for (var j = 0; j < WIDTH; j++) {
                sums[sum + j] += x[point + j];
            }
            sums[sum + WIDTH]++;
        }
        return sums;
    }

    private static int nearest(double[] x, int point, double[] centres) {
        var nearest = 0;
        var least = Double.MAX_VALUE;
        for (var k = 0; k < Sizes.CLUSTERS; k++) {
            var distance = 0.0;
            for (var j = 0; j < WIDTH; j++) {
                var difference = x[point + j] - centres[k * WIDTH + j];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private static double[] moved(double[] centres, double[] sums) {
        var moved = centres.clone();
        for (var k = 0; k < Sizes.CLUSTERS; k++) {
            var members = sums[k * (WIDTH + 1) + WIDTH];
            for (var j = 0; j < WIDTH && members > 0; j++) {
                moved[k * WIDTH + j] = sums[k * (WIDTH + 1) + j] * (1.0 / members);
            }
        }
        return moved;
    }

    static Program logisticRegression(int count) {
        var x = coordinates(count);
        var labels = new double[count];
        Arrays.setAll(labels, row -> Point.of(row).label());
        return () -> {
            var weights = new double[WIDTH];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var gradient =
                        Parts.of(count, (from, to) -> gradient(x, labels, from, to, current)).stream()
                                .reduce(Vectors::plus)
                                .orElseThrow();
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    private static double[] gradient(double[] x, double[] labels, int from, int to, double[] weights) {
        var gradient = new double[WIDTH];
        for (var row = from; row < to; row++) {
            var point = row * WIDTH;
            var dot = 0.0;
            for (var j = 0; j < WIDTH; j++) {
                dot += weights[j] * x[point + j];
            }
            var slope = (1 / (1 + Math.exp(-labels[row] * dot)) - 1) * labels[row];
            for (var j = 0; j < WIDTH; j++) {
                gradient[j] += slope * x[point + j];
            }
        }
        return gradient;
    }

    private static double[] coordinates(int count) {
        var x = new double[count * WIDTH];
        for (var row = 0; row < count; row++) {
            System.arraycopy(Point.of(row).x(), 0, x, row * WIDTH, WIDTH);
        }
        return x;
    }
}
