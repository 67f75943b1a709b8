/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.workload.Sizes;

/// The same programs as tasks of Spark's.
public final class OnSparkEngine {
    private OnSparkEngine() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("spark.ui.enabled", "false");
        Child.main(args, new SparrowEngine("spark:local[" + Sizes.THREADS + "]"));
    }
}
