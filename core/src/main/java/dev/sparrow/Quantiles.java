/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import java.util.Arrays;
import java.util.HashSet;

/// Exact quantiles: the elements are sorted, and those at the places asked for are fetched.
final class Quantiles {
    private Quantiles() {}

    /// A number for each share, from 0 to 1.
    static double[] of(DoubleRdd numbers, double... shares) {
        var last = numbers.count() - 1;
        if (last < 0) {
            return Arrays.stream(shares).map(_ -> Double.NaN).toArray();
        }
        var places = new HashSet<Long>();
        for (var share : shares) {
            places.add((long) Math.floor(share * last));
            places.add((long) Math.ceil(share * last));
        }
        var found =
                numbers.sortBy(number -> number)
                        .zipWithIndex()
                        .filter(numbered -> places.contains(numbered._2()))
                        .mapToPair(numbered -> numbered.swap())
                        .collectAsMap();
        return Arrays.stream(shares)
                .map(share -> {
                    var below = found.get((long) Math.floor(share * last));
                    var above = found.get((long) Math.ceil(share * last));
                    var part = share * last - Math.floor(share * last);
                    return below.equals(above) ? below : below + part * (above - below);
                })
                .toArray();
    }
}
