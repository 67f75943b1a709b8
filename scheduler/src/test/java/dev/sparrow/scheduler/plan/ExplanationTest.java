/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What `explain` and `toDebugString` say, with the user's own lines.
class ExplanationTest {
    private final Sparrow sc = new Sparrow(new SparrowConf().setMaster("local[2]").set(Keys.PROGRESS, "off"));

    @AfterEach
    void close() {
        sc.close();
    }

    /// The lines at which places of this file begin, so that what is expected need not know their numbers.
    private final TreeMap<Integer, String> places = new TreeMap<>();

    /// The line of the call begins a place.
    private void begin(String place) {
        var here = StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst()).orElseThrow();
        places.put(here.getLineNumber(), place);
    }

    /// What is expected, with lines such as `wordCount+4`: the fourth below the begin of that place.
    private String named(String text) {
        return Pattern.compile("ExplanationTest\\.java:(\\d+)")
                .matcher(text)
                .replaceAll(found -> {
                    var line = Integer.parseInt(found.group(1));
                    var place = places.floorEntry(line);
                    return place.getValue() + "+" + (line - place.getKey());
                });
    }

    private PairRdd<String, Integer> wordCount() {
        begin("wordCount");
        Rdd<String> lines = sc.parallelize(List.of("a b", "b"), 2);
        Rdd<String> words = lines.flatMap(line -> Arrays.asList(line.split(" ")).iterator());
        PairRdd<String, Integer> ones = words.mapToPair(word -> new Tuple2<>(word, 1));
        return ones.reduceByKey(Integer::sum, 3);
    }

    private Rdd<Tuple2<String, Tuple2<Integer, Integer>>> sortedJoin() {
        begin("sortedJoin");
        PairRdd<String, Integer> left = wordCount();
        PairRdd<String, Integer> right = sc.parallelizePairs(List.of(Tuple2.of("a", 7)), 1);
        return left.join(right).sortBy(pair -> pair._1(), true, 2);
    }

    @Test
    void wordCount_isExplainedInTwoStages() {
        assertThat(named(wordCount().explain()))
                .isEqualTo(
                        """
                        Stage 1: moves data for reduceByKey at wordCount+4, 2 tasks
                          loop: list → flatMap → mapToPair → windows
                            · flatMap at wordCount+2
                            · mapToPair at wordCount+3
                            list: slices of dataset 0
                          -> exchange 0: combined by key and placed by hash(3), 3 partition(s)
                        Stage 2: result, 3 tasks, after stage 1
                          loop: reduceByKey → the action
                            reduceByKey at wordCount+4: hash aggregate
                              reduceByKey at wordCount+4: exchange 0
                          -> the action
                        """);
    }

    @Test
    void wordCount_isShownAsATree() {
        assertThat(named(wordCount().toDebugString()))
                .isEqualTo(
                        """
                        (3) reduceByKey at wordCount+4 [dataset 3]
                         +-(2) mapToPair at wordCount+3 [dataset 2]
                           |  flatMap at wordCount+2 [dataset 1]
                           |  parallelize at wordCount+1 [dataset 0]
                        """);
    }

    @Test
    void sortedJoin_isExplainedWithItsSurvey() {
        assertThat(named(sortedJoin().explain()))
                .isEqualTo(
                        """
                        Stage 1: moves data for reduceByKey at wordCount+4, 2 tasks
                          loop: list → flatMap → mapToPair → windows
                            · flatMap at wordCount+2
                            · mapToPair at wordCount+3
                            list: slices of dataset 0
                          -> exchange 0: combined by key and placed by hash(3), 3 partition(s)
                        Stage 2: moves data for join at sortedJoin+3, 1 task
                          loop: list → windows
                            list: slices of dataset 4
                          -> exchange 1: placed by hash(3), 3 partition(s)
                        Stage 3: surveys data for sortBy at sortedJoin+3, 3 tasks, after stage 1, 2
                          loop: join → sortBy → sample
                            · sortBy at sortedJoin+3
                            join at sortedJoin+3: inner join, hash table of the right side
                              loop: reduceByKey → join
                                reduceByKey at wordCount+4: hash aggregate
                                  reduceByKey at wordCount+4: exchange 0
                              loop: join → join
                                join at sortedJoin+3: exchange 1
                          -> a sample of the keys
                        Stage 4: moves data for sortBy at sortedJoin+3, 3 tasks, after stage 1, 2, 3
                          loop: join → sortBy → windows
                            · sortBy at sortedJoin+3
                            join at sortedJoin+3: inner join, hash table of the right side
                              loop: reduceByKey → join
                                reduceByKey at wordCount+4: hash aggregate
                                  reduceByKey at wordCount+4: exchange 0
                              loop: join → join
                                join at sortedJoin+3: exchange 1
                          -> exchange 2: placed by key range, 2 partition(s)
                        Stage 5: result, 2 tasks, after stage 4
                          loop: sortBy → sortBy → the action
                            · sortBy at sortedJoin+3
                            sortBy at sortedJoin+3: sort
                              sortBy at sortedJoin+3: exchange 2
                          -> the action
                        """);
    }

    @Test
    void sortedJoin_isShownAsATree() {
        assertThat(named(sortedJoin().toDebugString()))
                .isEqualTo(
                        """
                        (2) sortBy at sortedJoin+3 [dataset 9]
                        |  sortBy at sortedJoin+3 [dataset 8]
                         +-(3) sortBy at sortedJoin+3 [dataset 7]
                           |  join at sortedJoin+3 [dataset 6]
                           |  reduceByKey at wordCount+4 [dataset 3]
                            +-(2) mapToPair at wordCount+3 [dataset 2]
                              |  flatMap at wordCount+2 [dataset 1]
                              |  parallelize at wordCount+1 [dataset 0]
                           |  join at sortedJoin+3 [dataset 5]
                            +-(1) parallelizePairs at sortedJoin+2 [dataset 4]
                        """);
    }

    @Test
    void longChain_isCutShort() {
        begin("chain");
        Rdd<Integer> numbers = sc.parallelize(List.of(1), 1);
        for (var i = 0; i < 1000; i++) {
            numbers = numbers.map(x -> x + 1);
        }
        assertThat(named(numbers.explain()))
                .contains("  loop: rows → map → map")
                .contains(" → … 20 more → the action\n")
                .contains("    · a loop has at most 32 steps: those before them run row by row\n")
                .contains("    rows: list → map → map")
                .contains(" → … 956 more → the loop\n")
                .contains("      · … and 956 more, 968 steps together\n");
    }

    @Test
    void whyALoopBeginsWhereItDoes_isSaid() {
        begin("loops");
        Rdd<Long> numbers = sc.range(0, 1000, 1, 2).map(x -> x + 1);
        Rdd<Long> opaque = numbers.mapPartitions(elements -> elements).filter(x -> x > 3);
        assertThat(named(opaque.union(numbers).coalesce(1).map(x -> -x).explain()))
                .contains(
                        """
                          coalesce from 4 to 1 partitions
                            union of 2
                              loop: mapPartitions → filter → map → the action
                                · filter at loops+2
                                · map at loops+3
                                mapPartitions at loops+2: opaque, takes the elements of a partition itself
                                  rows: range → map → mapPartitions
                                    · map at loops+1
                                    range at loops+1: 1000 numbers from 0 by 1
                              loop: range → map → map → the action
                                · map at loops+1
                                · map at loops+3
                                range at loops+1: 1000 numbers from 0 by 1
                        """);
    }

    @Test
    void whereNoPipelineIsCompiled_nothingIsSaidOfLoops() {
        var conf = new SparrowConf().setMaster("local[1]").set(Keys.PROGRESS, "off");
        try (var never = new Sparrow(conf.set(Keys.PIPELINES, "never"))) {
            begin("rows");
            Rdd<Long> squares = never.range(0, 100, 1, 2).map(n -> n * n).filter(n -> n % 2 == 0);
            PairRdd<Long, Long> pairs = squares.keyBy(n -> n % 10).reduceByKey(Long::sum, 2);
            assertThat(named(pairs.join(pairs).values().explain()))
                    .isEqualTo(
                            """
                            Stage 1: moves data for reduceByKey at rows+2, 2 tasks
                              rows: range → map → filter → keyBy → windows
                                · map at rows+1
                                · filter at rows+1
                                · keyBy at rows+2
                                range at rows+1: 100 numbers from 0 by 1
                              -> exchange 0: combined by key and placed by hash(2), 2 partition(s)
                            Stage 2: result, 2 tasks, after stage 1
                              values at rows+3: a side of pairs
                                join at rows+3: inner join, hash table of the right side
                                  reduceByKey at rows+2: hash aggregate
                                    reduceByKey at rows+2: exchange 0
                                  reduceByKey at rows+2: hash aggregate
                                    reduceByKey at rows+2: exchange 0
                              -> the action
                            """);
            assertThat(squares.explain()).contains("  rows: range → map → filter → the action\n");
        }
    }

    @Test
    void persistedDataset_isShownWithWhatIsKept() {
        Rdd<Integer> kept = sc.parallelize(List.of(1, 2, 3), 2).map(x -> x + 1).cache();
        assertThat(kept.count()).isEqualTo(3);
        var bytes = sc.storageStatus().getFirst().bytesInMemory();
        assertThat(kept.filter(x -> x > 2).toDebugString())
                .containsPattern(
                        "map at .* \\[dataset 1\\] MEMORY_ONLY: 2 of 2 partitions, " + bytes + " bytes in memory");
        assertThat(kept.filter(x -> x > 2).explain())
                .contains("Dataset 1, cached: map at ")
                .contains("MEMORY_ONLY: 2 of 2 partitions, " + bytes + " bytes in memory")
                .contains("-> cached")
                .containsPattern("    map at .*: dataset 1, cached");
    }
}
