/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.Locale;

/// Counts the words of a text: `bin/sparrow example WordCount [FILE]`.
public final class WordCount {
    private static final int SHOWN = 15;

    private WordCount() {}

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("opticks.txt");
        try (var sc = new Sparrow(new SparrowConf().setAppName("WordCount"))) {
            var watch = Stopwatch.start();
            var counts = count(sc.textFile(file));

            // Three actions, but the file is read once: what reduceByKey has exchanged is kept for the next job.
            var top = counts.takeOrdered(SHOWN, WordCount::oftenFirst);
            var different = counts.count();
            var total = counts.values().fold(0L, Long::sum);

            var table = new Table("word", "count");
            top.forEach(pair -> table.row(pair._1(), pair._2()));
            System.out.println(table);
            System.out.printf(Locale.ROOT, "%,d words, %,d different, counted in %s%n", total, different, watch);
        }
    }

    static PairRdd<String, Long> count(Rdd<String> lines) {
        return lines.flatMap(line -> Arrays.asList(line.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")).iterator())
                .filter(word -> !word.isEmpty())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum);
    }

    /// The most frequent first; of equally frequent ones in the order of the alphabet.
    static int oftenFirst(Tuple2<String, Long> left, Tuple2<String, Long> right) {
        var byCount = Long.compare(right._2(), left._2());
        return byCount != 0 ? byCount : left._1().compareTo(right._1());
    }
}
