/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;

import org.apache.spark.api.java.JavaSparkContext;

import scala.Tuple2;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Supplier;

/// R1 and R2.
final class SparkText {
    private SparkText() {}

    static Supplier<Answer> wordCount(JavaSparkContext sc, String file) {
        var top =
                sc.textFile(file)
                        .flatMap(line -> Words.of(line).iterator())
                        .mapToPair(word -> new Tuple2<>(word, 1L))
                        .reduceByKey(Long::sum)
                        .takeOrdered(Sizes.TOP_WORDS, new OftenFirst());
        return () -> Answer.exactly(top.toArray());
    }

    private static final class OftenFirst implements Comparator<Tuple2<String, Long>>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Tuple2<String, Long> left, Tuple2<String, Long> right) {
            return Words.oftenFirst(left._1(), left._2(), right._1(), right._2());
        }
    }

    static Program logMining(JavaSparkContext sc, String file) {
        var kept = sc.textFile(file).filter(line -> line.contains(Words.KEPT)).cache();
        kept.count();
        return () -> {
            var counts = new ArrayList<Long>();
            counts.add(kept.count());
            for (var word : Words.COUNTED) {
                counts.add(kept.filter(line -> line.contains(word)).count());
            }
            return () -> Answer.exactly(counts.toArray());
        };
    }
}
