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
///
/// How many coordinates a point has is known when the program runs, as it is to the functions of the other engines.
///
/// @param x the coordinates of all points
@SuppressWarnings("ArrayRecordComponent") // never compared
record HandPoints(int count, int width, double[] x) {

    static HandPoints of(int count) {
        var width = Point.of(0).x().length;
        var x = new double[count * width];
        for (var row = 0; row < count; row++) {
            System.arraycopy(Point.of(row).x(), 0, x, row * width, width);
        }
        return new HandPoints(count, width, x);
    }

    Program kMeans() {
        return () -> {
            var centres = Arrays.copyOf(x, Sizes.CLUSTERS * width);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var sums =
                        Parts.of(count, (from, to) -> sums(from, to, current, width)).stream()
                                .reduce(Vectors::plus)
                                .orElseThrow();
                centres = moved(current, sums);
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    /// For each cluster the sum of each coordinate, then the number of points.
    private double[] sums(int from, int to, double[] centres, int dimensions) {
        var clusters = centres.length / dimensions;
        var sums = new double[clusters * (dimensions + 1)];
        for (var point = from * dimensions; point < to * dimensions; point += dimensions) {
            var nearest = 0;
            var least = Double.MAX_VALUE;
            for (var k = 0; k < clusters; k++) {
                var distance = 0.0;
                for (var j = 0; j < dimensions; j++) {
                    var difference = x[point + j] - centres[k * dimensions + j];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    nearest = k;
                }
            }
            var sum = nearest * (dimensions + 1);
            for (var j = 0; j < dimensions; j++) {
                sums[sum + j] += x[point + j];
            }
            sums[sum + dimensions]++;
        }
        return sums;
    }

    private double[] moved(double[] centres, double[] sums) {
        var moved = centres.clone();
        for (var k = 0; k < Sizes.CLUSTERS; k++) {
            var members = sums[k * (width + 1) + width];
            for (var j = 0; j < width && members > 0; j++) {
                moved[k * width + j] = sums[k * (width + 1) + j] * (1.0 / members);
            }
        }
        return moved;
    }

    Program logisticRegression() {
        var labels = new double[count];
        Arrays.setAll(labels, row -> Point.of(row).label());
        return () -> {
            var weights = new double[width];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var gradient =
                        Parts.of(count, (from, to) -> gradient(labels, from, to, current)).stream()
                                .reduce(Vectors::plus)
                                .orElseThrow();
                weights = Vectors.plus(current, Vectors.times(gradient, -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    private double[] gradient(double[] labels, int from, int to, double[] weights) {
        var gradient = new double[weights.length];
        for (var row = from; row < to; row++) {
            var point = row * weights.length;
            var dot = 0.0;
            for (var j = 0; j < weights.length; j++) {
                dot += weights[j] * x[point + j];
            }
            var slope = (1 / (1 + Math.exp(-labels[row] * dot)) - 1) * labels[row];
            for (var j = 0; j < weights.length; j++) {
                gradient[j] += slope * x[point + j];
            }
        }
        return gradient;
    }
}
