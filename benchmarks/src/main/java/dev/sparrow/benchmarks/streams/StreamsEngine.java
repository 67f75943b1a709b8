/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.streams;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingByConcurrent;
import static java.util.stream.Collectors.summingDouble;
import static java.util.stream.Collectors.toMap;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.benchmarks.workload.Reading;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.SortedSum;
import dev.sparrow.benchmarks.workload.Words;
import dev.sparrow.benchmarks.workload.Workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Parallel streams: the calling thread and the one of the common pool.
public final class StreamsEngine implements RivalEngine {
    private StreamsEngine() {}

    public static void main(String[] args) throws Exception {
        Child.main(args, new StreamsEngine());
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) throws IOException {
        return switch (workload) {
            case WORD_COUNT -> () -> wordCount(files.text());
            case LOG_MINING -> logMining(files.text());
            case K_MEANS, K_MEANS_IN_PLACE -> StreamsPoints.kMeans(sizes.points());
            case LOGISTIC_REGRESSION -> StreamsPoints.logisticRegression(sizes.points());
            case LOGISTIC_REGRESSION_IN_PLACE -> StreamsPoints.logisticRegressionInPlace(sizes.points());
            case NUMBER_PIPELINE -> () -> pipeline(sizes.numbers());
            case RECORD_PIPELINE -> records(sizes.records());
            case REDUCE_BY_KEY -> () -> sumByKey(sizes.pairs(), sizes.keys());
            case SORT -> () -> sort(sizes.pairs());
            case JOIN -> () -> join(sizes.pairs(), sizes.keys());
            case PAGE_RANK, COUNT_2, COUNT_1000 ->
                    throw new IllegalArgumentException("Streams take no part in " + workload.id());
        };
    }

    private static Supplier<Answer> wordCount(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            var counts =
                    lines.parallel()
                            .flatMap(line -> Words.of(line).stream())
                            .collect(groupingByConcurrent(Function.identity(), counting()));
            var top =
                    counts.entrySet().stream()
                            .sorted((left, right) ->
                                    Words.oftenFirst(left.getKey(), left.getValue(), right.getKey(), right.getValue()))
                            .limit(Sizes.TOP_WORDS)
                            .map(word -> "(" + word.getKey() + "," + word.getValue() + ")")
                            .toArray();
            return () -> Answer.exactly(top);
        }
    }

    private static Program logMining(Path file) throws IOException {
        List<String> kept;
        try (var lines = Files.lines(file)) {
            kept = lines.filter(line -> line.contains(Words.KEPT)).toList();
        }
        return () -> {
            var counts = new ArrayList<Long>();
            // The size of a list would be no work at all.
            counts.add(kept.parallelStream().filter(line -> !line.isEmpty()).count());
            for (var word : Words.COUNTED) {
                counts.add(kept.parallelStream().filter(line -> line.contains(word)).count());
            }
            return () -> Answer.exactly(counts.toArray());
        };
    }

    private static Stream<Long> range(long count) {
        return LongStream.range(0, count).parallel().boxed();
    }

    private static Supplier<Answer> pipeline(long count) {
        var sum = range(count).map(x -> x * 3 + 1).filter(x -> x % 7 != 0).map(x -> x - x / 5).reduce(0L, Long::sum);
        return () -> Answer.exactly(sum);
    }

    private static Program records(long count) {
        var readings = LongStream.range(0, count).mapToObj(Reading::of).toList();
        return () -> {
            var sum =
                    readings.parallelStream().filter(Reading::isTaken).map(Reading::weighted).reduce(0.0, Double::sum);
            return () -> Answer.numbers(List.of(sum));
        };
    }

    private static Supplier<Answer> sumByKey(long count, long keys) {
        var sums =
                range(count)
                        .collect(groupingByConcurrent(row -> Numbers.key(row, keys), summingDouble(Numbers::value)));
        var total =
                sums.entrySet().parallelStream().mapToDouble(sum -> Numbers.mark(sum.getKey()) * sum.getValue()).sum();
        return () -> Answer.counted(sums.size(), total);
    }

    private static Supplier<Answer> sort(long count) {
        var sorted = range(count).map(Numbers::shuffled).sorted().toList();
        return () -> SortedSum.answer(List.of(SortedSum.of(sorted.iterator())));
    }

    private static Supplier<Answer> join(long count, long keys) {
        Map<Long, Double> small = range(keys).sequential().collect(toMap(Function.identity(), Numbers::weight));
        var total =
                range(count)
                        .map(row -> {
                            var weight = small.get(Numbers.key(row, keys));
                            return weight == null ? new Met(0, 0) : new Met(1, Numbers.value(row) * weight);
                        })
                        .reduce(new Met(0, 0), Met::plus);
        return () -> Answer.counted(total.count, total.sum);
    }

    private record Met(long count, double sum) {
        Met plus(Met other) {
            return new Met(count + other.count, sum + other.sum);
        }
    }
}
