/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Mapper;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.Reducer;
import dev.sparrow.mapreduce.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Says of each word in which lines it stands: `bin/sparrow example InvertedIndex [FILE]` (Dean & Ghemawat 2004,
/// section 2.3).
public final class InvertedIndex {
    private static final Set<String> SHOWN = Set.of("crystal", "lens", "prism", "rainbow", "telescope");
    private static final int PLACES_SHOWN = 8;

    private InvertedIndex() {}

    record Places() implements Mapper<Position, String, String, Position> {
        @Override
        public void map(Position place, String line, Context<String, Position> context) {
            for (var word : line.toLowerCase(Locale.ROOT).split("[^\\p{L}']+", -1)) {
                if (!word.isEmpty()) {
                    context.emit(word, place);
                }
            }
        }
    }

    record Sorted() implements Reducer<String, Position, String, List<Position>> {
        @Override
        public void reduce(String word, Values<String, Position> places, Context<String, List<Position>> context) {
            var all = new TreeSet<Position>();
            places.forEach(all::add);
            context.emit(word, new ArrayList<>(all));
        }
    }

    static Job<String, List<Position>> job(String file) {
        return MapReduce.of(Input.text(file), new Places()).named("inverted index").reducing(new Sorted());
    }

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("opticks.txt");
        try (var sc = new Sparrow(new SparrowConf().setAppName("InvertedIndex"))) {
            var watch = Stopwatch.start();
            var table = new Table("word", "lines", "the first ones");
            var result =
                    job(file)
                            .run(
                                    sc,
                                    index ->
                                            index.filter(entry -> SHOWN.contains(entry._1()))
                                                    .sortByKey()
                                                    .collect()
                                                    .forEach(entry ->
                                                            table.row(
                                                                    entry._1(), entry._2().size(), first(entry._2()))));
            System.out.println(table);
            System.out.println(result.counters());
            System.out.println("indexed in " + watch);
        }
    }

    private static String first(List<Position> places) {
        var shown = places.stream().limit(PLACES_SHOWN).map(Position::toString).toList();
        return String.join(" ", shown) + (places.size() > PLACES_SHOWN ? " …" : "");
    }
}
