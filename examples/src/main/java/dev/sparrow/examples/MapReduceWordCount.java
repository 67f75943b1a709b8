/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.mapreduce.Combiner;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Mapper;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.Values;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Locale;

/// Counts the words of a text as Hadoop's users write it: `bin/sparrow example MapReduceWordCount [FILE]`.
public final class MapReduceWordCount {
    private static final int SHOWN = 15;

    private MapReduceWordCount() {}

    /// What it counts besides.
    enum Lines {
        BLANK
    }

    record Words() implements Mapper<Position, String, String, Long> {
        @Override
        public void map(Position place, String line, Context<String, Long> context) {
            if (line.isBlank()) {
                context.count(Lines.BLANK);
            }
            for (var word : line.toLowerCase(Locale.ROOT).split("[^\\p{L}']+", -1)) {
                if (!word.isEmpty()) {
                    context.emit(word, 1L);
                }
            }
        }
    }

    /// Combiner and reducer.
    record Sum() implements Combiner<String, Long> {
        @Override
        public void reduce(String word, Values<String, Long> counts, Context<String, Long> context) {
            var sum = 0L;
            for (var count : counts) {
                sum += count;
            }
            context.emit(word, sum);
        }
    }

    static Job<String, Long> job(String file) {
        return MapReduce.of(Input.text(file), new Words()).named("word count").combining(new Sum()).reducing(new Sum());
    }

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("opticks.txt");
        try (var sc = new Sparrow(new SparrowConf().setAppName("MapReduceWordCount"))) {
            var watch = Stopwatch.start();
            var top = new ArrayList<Tuple2<String, Long>>();
            var result = job(file).run(sc, counts -> top.addAll(counts.takeOrdered(SHOWN, WordCount::oftenFirst)));

            var table = new Table("word", "count");
            top.forEach(pair -> table.row(pair._1(), pair._2()));
            System.out.println(table);
            System.out.println(result.counters());
            System.out.println("counted in " + watch);
        }
    }
}
