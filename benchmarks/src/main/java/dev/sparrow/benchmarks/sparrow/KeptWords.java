/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;
import dev.sparrow.config.Keys;

/// A program that measures the memory of cached words; it runs in a JVM of its own.
public final class KeptWords {
    private KeptWords() {}

    /// Prints the bytes of kept words, and of kept lists of words.
    ///
    /// @param args a text file
    public static void main(String[] args) {
        var conf = new SparrowConf().setMaster("local[" + Sizes.THREADS + "]").set(Keys.PROGRESS, "off");
        try (var sc = new Sparrow(conf)) {
            var lines = sc.textFile(args[0]);
            print(sc, "words", lines.flatMap(line -> Words.of(line).iterator()));
            print(sc, "lists", lines.map(Words::of));
        }
    }

    private static void print(Sparrow sc, String name, Rdd<?> dataset) {
        dataset.cache();
        dataset.count();
        var status = sc.storageStatus().getFirst();
        if (status.cachedPartitions() < status.partitions()) {
            throw new IllegalStateException("Sparrow did not keep all: " + status);
        }
        System.out.println(name + " " + status.bytesInMemory());
        dataset.unpersist();
    }
}
