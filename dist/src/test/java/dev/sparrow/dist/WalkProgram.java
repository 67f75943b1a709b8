/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

/// The program of [WalkTest]: a job, and then the same job with `reduceByKey`.
final class WalkProgram {
    private WalkProgram() {}

    /// Initialised when the second job begins, so that the log of the JVM tells where.
    static final class Begin {
        static int keys = 1_000;

        private Begin() {}
    }

    public static void main(String[] arguments) {
        try (var sc = new Sparrow("local[2]", "walk")) {
            var before = pairs(sc, 1_000).collect().size();
            var after = pairs(sc, Begin.keys).reduceByKey(Long::sum).collect().size();
            System.out.println(before + " pairs, " + after + " keys");
        }
    }

    private static PairRdd<Long, Long> pairs(Sparrow sc, int keys) {
        return sc.range(0, 100_000, 1, 4).mapToPair(x -> new Tuple2<>(x % keys, x));
    }
}
