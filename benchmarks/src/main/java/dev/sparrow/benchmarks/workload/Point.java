/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.io.Serializable;
import java.util.Arrays;

/// A point of R4 and R5, as a user would model it.
///
/// @param x the coordinates, not to be changed
/// @param label 1 or -1
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Point(double[] x, double label) implements Serializable {
    /// One of ten clusters, and noise. Coordinates are multiples of 1/1024, so that sums are exact in any order.
    ///
    /// The label tells the side of a plane; one in twenty is wrong, or the weights of R5 would grow for ever.
    public static Point of(long row) {
        var x = new double[Sizes.DIMENSIONS];
        var cluster = (mixed(row, -1) >>> 1) % Sizes.CLUSTERS;
        var side = 0.0;
        for (var j = 0; j < x.length; j++) {
            x[j] = multiple(mixed(~cluster, j), 1 << 13) + multiple(mixed(row, j), 1 << 11);
            side += x[j] * (j % 2 == 0 ? 1 : -1);
        }
        var wrong = (mixed(row, -2) >>> 1) % 20 == 0;
        return new Point(x, side > 0 ^ wrong ? 1 : -1);
    }

    /// The index of the nearest centre; the first of equally near ones.
    public int nearest(double[][] centres) {
        var nearest = 0;
        var least = Double.MAX_VALUE;
        for (var k = 0; k < centres.length; k++) {
            var centre = centres[k];
            var distance = 0.0;
            for (var j = 0; j < x.length; j++) {
                var difference = x[j] - centre[j];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    /// The gradient of the logistic loss of this point.
    public double[] gradient(double[] weights) {
        return Vectors.times(x, slope(weights));
    }

    /// Adds the gradient to `sum` in place.
    public double[] addGradient(double[] sum, double[] weights) {
        var slope = slope(weights);
        for (var j = 0; j < x.length; j++) {
            sum[j] += slope * x[j];
        }
        return sum;
    }

    /// Adds the coordinates to those of the nearest centre in place.
    ///
    /// @param sums for each centre the sum of each coordinate, then the number of points
    public double[] addToNearest(double[] sums, double[][] centres) {
        var first = nearest(centres) * (x.length + 1);
        for (var j = 0; j < x.length; j++) {
            sums[first + j] += x[j];
        }
        sums[first + x.length]++;
        return sums;
    }

    /// The centres of the points that were summed by [#addToNearest]; those that have none stay.
    public static double[][] moved(double[][] centres, double[] sums) {
        var moved = centres.clone();
        var width = centres[0].length;
        for (var k = 0; k < centres.length; k++) {
            var first = k * (width + 1);
            if (sums[first + width] > 0) {
                moved[k] = Vectors.times(Arrays.copyOfRange(sums, first, first + width), 1.0 / sums[first + width]);
            }
        }
        return moved;
    }

    private double slope(double[] weights) {
        return (1 / (1 + Math.exp(-label * Vectors.dot(weights, x))) - 1) * label;
    }

    /// Evenly in `-range/1024..range/1024`.
    private static double multiple(long random, int range) {
        return ((random >>> 1) % (2L * range) - range) / 1024.0;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mixed(long row, int part) {
        var z = row * 0x9E3779B97F4A7C15L + part * 0xD1B54A32D192ED03L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
