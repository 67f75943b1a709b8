/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/// How much memory words that Spark keeps take; run in a JVM of its own.
public final class SparkKeptWords {
    private SparkKeptWords() {}

    /// Prints the bytes of words kept as `MEMORY_ONLY`, and of lists of words, as Spark's `SizeEstimator` counts them.
    ///
    /// @param args a text file
    public static void main(String[] args) {
        var conf =
                new SparkConf()
                        .setMaster("local[" + Sizes.THREADS + "]")
                        .setAppName("kept words")
                        .set("spark.ui.enabled", "false")
                        .set("spark.driver.host", "127.0.0.1")
                        .set("spark.driver.bindAddress", "127.0.0.1");
        try (var sc = new JavaSparkContext(conf)) {
            var lines = sc.textFile(args[0]);
            var words = lines.flatMap(line -> Words.of(line).iterator()).setName("words").cache();
            var lists = lines.map(Words::of).setName("lists").cache();
            words.count();
            lists.count();
            for (var info : sc.sc().getRDDStorageInfo()) {
                if (info.numCachedPartitions() < info.numPartitions()) {
                    throw new IllegalStateException("Spark did not keep all: " + info);
                }
                System.out.println(info.name() + " " + info.memSize());
            }
        }
        System.exit(0);
    }
}
