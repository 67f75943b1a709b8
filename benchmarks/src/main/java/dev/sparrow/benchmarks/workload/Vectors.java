/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/// Arithmetic on arrays that are not changed.
public final class Vectors {
    private Vectors() {}

    public static double dot(double[] left, double[] right) {
        var sum = 0.0;
        for (var i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    public static double[] plus(double[] left, double[] right) {
        var sum = new double[left.length];
        for (var i = 0; i < sum.length; i++) {
            sum[i] = left[i] + right[i];
        }
        return sum;
    }

    /// Adds to `sum` in place.
    public static double[] add(double[] sum, double[] vector) {
        for (var i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
        return sum;
    }

    public static double[] times(double[] vector, double factor) {
        var product = new double[vector.length];
        for (var i = 0; i < product.length; i++) {
            product[i] = vector[i] * factor;
        }
        return product;
    }

    /// All coordinates, one vector after the other.
    public static List<Double> flat(double[]... vectors) {
        var all = new ArrayList<Double>();
        for (var vector : vectors) {
            for (var coordinate : vector) {
                all.add(coordinate);
            }
        }
        return all;
    }
}
