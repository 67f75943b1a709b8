/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.key;

import dev.sparrow.Rdd;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Random parts, by fraction, by number and by key.
final class SampleCases {
    private SampleCases() {}

    static List<OperatorCase> all() {
        return List.of(
                action(
                        "Rdd.randomSplit",
                        s -> sizes(s.rdd().randomSplit(new double[] {1, 0, 3}, 7)),
                        s -> List.of(s.numbers().size(), 3)),
                action(
                        "Rdd.randomSplit by chance",
                        s -> OperatorCase.counts(union(s.rdd().randomSplit(new double[] {2, 1})).collect()),
                        s -> OperatorCase.counts(s.numbers())),
                action(
                        "Rdd.takeSample all",
                        s -> OperatorCase.counts(s.rdd().takeSample(false, 1000, 5)),
                        s -> OperatorCase.counts(s.numbers())),
                action("Rdd.takeSample", s -> isPart(s.rdd().takeSample(false, 7), s.numbers(), 7), _ -> true),
                action(
                        "Rdd.takeSample with replacement",
                        s -> s.rdd().takeSample(true, 500, 5).stream().filter(s.numbers()::contains).count(),
                        s -> s.numbers().isEmpty() ? 0L : 500L),
                inOrder(
                        "PairRdd.sampleByKey",
                        s -> s.pairs().sampleByKey(false, fractions(1)),
                        SampleCases::withOddKeys),
                inOrder("PairRdd.sampleByKey none", s -> s.pairs().sampleByKey(true, fractions(0), 3), _ -> List.of()),
                inOrder(
                        "PairRdd.sampleByKeyExact",
                        s -> s.pairs().sampleByKeyExact(false, fractions(1)),
                        SampleCases::withOddKeys),
                action(
                        "PairRdd.sampleByKeyExact half",
                        s -> s.pairs().sampleByKeyExact(false, fractions(0.5), 3).countByKey(),
                        s -> halves(s)),
                action(
                        "PairRdd.sampleByKeyExact with replacement",
                        s -> s.pairs().sampleByKeyExact(true, fractions(0.5), 3).countByKey(),
                        s -> halves(s)));
    }

    private static Map<Integer, Double> fractions(double fraction) {
        var fractions = new HashMap<Integer, Double>();
        for (var key : Arrays.asList(null, -3, -1, 1, 3)) {
            fractions.put(key, fraction);
        }
        return fractions;
    }

    private static List<Tuple2<Integer, Integer>> withOddKeys(Sample sample) {
        return sample.pairList().stream().filter(pair -> pair._1() == null || pair._1() % 2 != 0).toList();
    }

    private static Map<Object, Long> halves(Sample sample) {
        var counts = OperatorCase.counts(withOddKeys(sample).stream().map(Tuple2::_1).toList());
        counts.replaceAll((_, count) -> (count + 1) / 2);
        return counts;
    }

    private static <T> Rdd<T> union(List<Rdd<T>> parts) {
        return parts.stream().reduce(Rdd::union).orElseThrow();
    }

    private static List<Integer> sizes(List<Rdd<Integer>> parts) {
        return List.of((int) parts.stream().mapToLong(Rdd::count).sum(), parts.size());
    }

    private static boolean isPart(List<Integer> some, List<Integer> all, int size) {
        var rest = new ArrayList<>(all);
        return some.size() == Math.min(size, all.size()) && some.stream().allMatch(rest::remove);
    }
}
