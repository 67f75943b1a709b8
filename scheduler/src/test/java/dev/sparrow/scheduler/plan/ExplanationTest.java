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
                          #0 = slices of dataset 0
                          #1 = 2 steps over #0
                               flatMap at wordCount+2
                               mapToPair at wordCount+3
                          loop: list → flatMap → mapToPair → windows
                          -> exchange 0: combined by key and placed by hash(3), 3 partition(s)
                        Stage 2: result, 3 tasks, after stage 1
                          #0 = reduceByKey at wordCount+4: combine by key from exchange 0
                          loop: reduceByKey → the action
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
                          #0 = slices of dataset 0
                          #1 = 2 steps over #0
                               flatMap at wordCount+2
                               mapToPair at wordCount+3
                          loop: list → flatMap → mapToPair → windows
                          -> exchange 0: combined by key and placed by hash(3), 3 partition(s)
                        Stage 2: moves data for join at sortedJoin+3, 1 task
                          #0 = slices of dataset 4
                          loop: list → windows
                          -> exchange 1: placed by hash(3), 3 partition(s)
                        Stage 3: surveys data for sortBy at sortedJoin+3, 3 tasks, after stage 1, 2
                          #0 = reduceByKey at wordCount+4: combine by key from exchange 0
                          #1 = join at sortedJoin+3: read exchange 1
                          #2 = join at sortedJoin+3: inner join of #0 with #1 in a table
                          #3 = 1 step over #2
                               sortBy at sortedJoin+3
                          loop: join → sortBy → sample
                          -> a sample of the keys
                        Stage 4: moves data for sortBy at sortedJoin+3, 3 tasks, after stage 1, 2, 3
                          #0 = reduceByKey at wordCount+4: combine by key from exchange 0
                          #1 = join at sortedJoin+3: read exchange 1
                          #2 = join at sortedJoin+3: inner join of #0 with #1 in a table
                          #3 = 1 step over #2
                               sortBy at sortedJoin+3
                          loop: join → sortBy → windows
                          -> exchange 2: placed by key range, 2 partition(s)
                        Stage 5: result, 2 tasks, after stage 4
                          #0 = sortBy at sortedJoin+3: sort by key from exchange 2
                          #1 = 1 step over #0
                               sortBy at sortedJoin+3
                          loop: sortBy → sortBy → the action
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
        assertThat(numbers.explain()).contains("1000 steps over #0").contains("… and 988 more");
        assertThat(named(numbers.explain()))
                .contains("  loop: rows → map → map")
                .contains(" → … 20 more → the action\n")
                .contains("  row mode: map at chain+3 and what is before it: a loop has at most 32 steps\n");
    }

    @Test
    void whyALoopBeginsWhereItDoes_isSaid() {
        begin("loops");
        Rdd<Long> numbers = sc.range(0, 1000, 1, 2).map(x -> x + 1);
        Rdd<Long> opaque = numbers.mapPartitions(elements -> elements).filter(x -> x > 3);
        assertThat(named(opaque.union(numbers).coalesce(1).map(x -> -x).explain()))
                .contains(
                        """
                          loop: rows → filter → map → the action
                          row mode: mapPartitions at loops+2 is opaque: it takes the elements of a partition itself
                          loop: range → map → map → the action
                        """);
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
                .contains("Dataset 1, kept: map at ")
                .contains("MEMORY_ONLY: 2 of 2 partitions, " + bytes + " bytes in memory")
                .contains("-> kept")
                .containsPattern("#0 = map at .*: dataset 1, kept");
    }
}
