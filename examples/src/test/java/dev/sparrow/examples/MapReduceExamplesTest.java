/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.Output;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The MapReduce programs against loops over the same files.
class MapReduceExamplesTest {
    @TempDir private Path folder;

    private static <K, V> List<Tuple2<K, V>> output(Job<K, V> job) {
        var output = new ArrayList<Tuple2<K, V>>();
        try (var sc = Sparrows.twoSlots()) {
            job.run(sc, result -> output.addAll(result.collect()));
        }
        return output;
    }

    @Test
    void wordCount_isThatOfTheOtherExample() {
        var words = output(MapReduceWordCount.job(SampleData.path("opticks.txt")));
        try (var sc = Sparrows.twoSlots()) {
            assertThat(words.stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)))
                    .isEqualTo(WordCount.count(sc.textFile(SampleData.path("opticks.txt"))).collectAsMap());
        }
    }

    @Test
    void grep_findsTheLinesOfTheFile_inTheirOrder() throws IOException {
        var pattern = Pattern.compile("[Pp]rism");
        var expected = Sparrows.lines("opticks.txt").stream().filter(line -> pattern.matcher(line).find()).toList();

        assertThat(output(MapReduceGrep.job("[Pp]rism", SampleData.path("opticks.txt"))))
                .extracting(Tuple2::_2)
                .isEqualTo(expected);
    }

    @Test
    void invertedIndex_hasEachLineOfAWord() throws IOException {
        var lines = new TreeMap<String, Integer>();
        for (var line : Sparrows.lines("opticks.txt")) {
            var words = new TreeSet<>(List.of(line.toLowerCase(Locale.ROOT).split("[^\\p{L}']+", -1)));
            words.forEach(word -> lines.merge(word, 1, Integer::sum));
        }
        lines.remove("");

        var index = new TreeMap<String, Integer>();
        output(InvertedIndex.job(SampleData.path("opticks.txt")))
                .forEach(entry -> index.put(entry._1(), entry._2().size()));
        assertThat(index).isEqualTo(lines);
    }

    @Test
    void secondarySort_findsTheLongestFlightsOfEachAirport() throws IOException {
        var longest = new TreeMap<String, Integer>();
        for (var line : Sparrows.lines("flights.csv").subList(1, 20_001)) {
            var fields = line.split(",", -1);
            longest.merge(fields[3], Integer.parseInt(fields[2]), Math::max);
        }

        var first = new TreeMap<String, Integer>();
        output(SecondarySort.job(SampleData.path("flights.csv")))
                .forEach(pair -> first.putIfAbsent(pair._1(), Integer.parseInt(pair._2().split(" ", -1)[1])));
        assertThat(first).isEqualTo(longest);
    }

    @Test
    void join_sumsTheDelaysOfEachAirport() throws IOException {
        var names = new TreeMap<String, String>();
        Sparrows.lines("airports.csv").forEach(line -> names.put(Csv.fields(line).get(0), Csv.fields(line).get(1)));
        var expected = new TreeMap<String, Long>();
        for (var line : Sparrows.lines("flights.csv").subList(1, 20_001)) {
            var fields = line.split(",", -1);
            expected.merge(names.get(fields[3]), Long.parseLong(fields[1]), Long::sum);
        }

        var delays = new TreeMap<String, Long>();
        output(MapReduceJoin.job(SampleData.path("flights.csv"), SampleData.path("airports.csv")))
                .forEach(pair -> delays.merge(pair._1(), pair._2(), Long::sum));
        assertThat(delays).isEqualTo(expected);
    }

    @Test
    void teraSort_sortsAllRows_andTheValidatorFindsOneThatIsOutOfOrder() {
        var unsorted = folder.resolve("unsorted").toString();
        var sorted = folder.resolve("sorted").toString();
        try (var sc = Sparrows.twoSlots()) {
            TeraSort.generator(5_000).run(sc, TeraSort.rows(unsorted));
            TeraSort.sorter(sc, unsorted, 3).run(sc, TeraSort.rows(sorted));

            var good = TeraSort.validator(sorted).run(sc, Output.none()).counters();
            assertThat(good.get(TeraSort.Check.ROWS)).isEqualTo(5_000);
            assertThat(good.get(TeraSort.Check.ROWS_OUT_OF_ORDER)).isZero();
            assertThat(sc.textFile(sorted).collect())
                    .containsExactlyInAnyOrderElementsOf(sc.textFile(unsorted).collect());

            var bad = TeraSort.validator(unsorted).run(sc, Output.none()).counters();
            assertThat(bad.get(TeraSort.Check.ROWS_OUT_OF_ORDER)).isPositive();
        }
    }
}
