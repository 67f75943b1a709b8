/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;
import dev.sparrow.value.Tuple2;

import java.util.function.Supplier;

/// R1: the most frequent words of a text.
final class WordCount {
    private WordCount() {}

    static Supplier<Answer> run(Sparrow sc, String file) {
        var top =
                sc.textFile(file)
                        .flatMap(line -> Words.of(line).iterator())
                        .mapToPair(word -> new Tuple2<>(word, 1L))
                        .reduceByKey(Long::sum)
                        .takeOrdered(Sizes.TOP_WORDS, WordCount::oftenFirst);
        return () -> Answer.exactly(top.toArray());
    }

    private static int oftenFirst(Tuple2<String, Long> left, Tuple2<String, Long> right) {
        return Words.oftenFirst(left._1(), left._2(), right._1(), right._2());
    }
}
