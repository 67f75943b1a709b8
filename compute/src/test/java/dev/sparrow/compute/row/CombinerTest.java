/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.lineage.Aggregation;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

class CombinerTest {
    private static final List<Object> ODD_KEYS = Arrays.asList(null, 1, "x", 2.0, Double.NaN, List.of(1));

    private int calls;

    private Object sum(Object left, Object right) {
        calls++;
        return left instanceof Long a && right instanceof Long b ? (Object) (a + b) : left + "+" + right;
    }

    private List<Tuple2<Object, Object>> combine(List<Tuple2<Object, Object>> pairs) throws Exception {
        var combiner = Combiner.ofValues(new Aggregation.Reduce(this::sum), Plan.label("reduce"));
        for (var pair : pairs) {
            combiner.add(pair);
        }
        var combined = new ArrayList<Tuple2<Object, Object>>();
        combiner.pairs().forEachRemaining(combined::add);
        return combined;
    }

    private List<Tuple2<Object, Object>> combineByMap(List<Tuple2<Object, Object>> pairs) {
        var map = new LinkedHashMap<Object, List<Object>>();
        pairs.forEach(pair -> map.computeIfAbsent(pair._1(), _ -> new ArrayList<>()).add(pair._2()));
        return map.entrySet().stream()
                .map(entry -> Tuple2.of(entry.getKey(), entry.getValue().stream().reduce(this::sum).orElseThrow()))
                .toList();
    }

    @Test
    void keysAndValuesOfOtherClassesInTheMiddle_changeNothingAndCallNothingTwice() throws Exception {
        for (var seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var oddFrom = random.nextInt(2_500);
            var pairs = new ArrayList<Tuple2<Object, Object>>();
            for (var i = 0; i < 2_000; i++) {
                var odd = i >= oddFrom && random.nextInt(10) == 0;
                Object key = odd ? ODD_KEYS.get(random.nextInt(6)) : (Object) random.nextLong(300);
                Object value = odd && random.nextBoolean() ? (Object) "odd" : (Object) (long) i;
                pairs.add(Tuple2.of(key, value));
            }
            calls = 0;
            var combined = combine(pairs);
            var callsOfCombiner = calls;
            calls = 0;

            assertThat(combined).as("seed %d", seed).isEqualTo(combineByMap(pairs));
            assertThat(callsOfCombiner).as("seed %d", seed).isEqualTo(calls);
        }
    }

    @Test
    void sumsOfDoubles_keepEveryBit() throws Exception {
        var reduce = new Aggregation.Reduce((left, right) -> (Double) left + (Double) right);
        var combiner = Combiner.ofMoved(reduce, Plan.label("reduce"));
        for (var value : List.of(0.1, 0.2, 0.3, Double.MIN_VALUE)) {
            combiner.add(Tuple2.of("key", value));
        }
        combiner.add(Tuple2.of("zero", -0.0));

        assertThat(combiner.pairs())
                .toIterable()
                .isEqualTo(List.of(Tuple2.of("key", 0.1 + 0.2 + 0.3 + Double.MIN_VALUE), Tuple2.of("zero", -0.0)));
    }

    @Test
    void coGroups_keepTheOrderOfFirstOccurrenceWhenTheKeysClassChanges() {
        var groups = new CoGroups(2);
        groups.add(0, Tuple2.of(5L, "a"));
        groups.add(0, Tuple2.of(3L, "b"));
        groups.add(1, Tuple2.of(3, "c"));
        groups.add(1, Tuple2.of(null, "d"));
        groups.add(1, Tuple2.of(5L, "e"));

        assertThat(groups.pairs())
                .toIterable()
                .containsExactly(
                        Tuple2.of(5L, List.of(List.of("a"), List.of("e"))),
                        Tuple2.of(3L, List.of(List.of("b"), List.of())),
                        Tuple2.of(3, List.of(List.of(), List.of("c"))),
                        Tuple2.of(null, List.of(List.of(), List.of("d"))));
    }
}
