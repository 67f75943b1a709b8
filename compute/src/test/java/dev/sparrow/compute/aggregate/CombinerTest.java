/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.compute.window.WindowElements;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
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

    @SuppressWarnings("unchecked") // a combiner makes pairs
    private List<Tuple2<Object, Object>> combine(List<Tuple2<Object, Object>> pairs) throws Exception {
        var combiner =
                Combiner.ofValues(
                        new Aggregation.Reduce(this::sum), Plan.label("reduce"), new FakeEnvironment(Compilation.AUTO));
        for (var pair : pairs) {
            combiner.accept(pair);
        }
        var combined = new ArrayList<Tuple2<Object, Object>>();
        new WindowElements(combiner.windows()).forEachRemaining(pair -> combined.add((Tuple2<Object, Object>) pair));
        return combined;
    }

    /// The same in windows.
    private List<Object> combineWindows(List<Tuple2<Object, Object>> pairs, SplittableRandom random) {
        var compilation = random.nextBoolean() ? Compilation.ALWAYS : Compilation.NEVER;
        var combiner =
                Combiner.ofValues(
                        new Aggregation.Reduce(this::sum), Plan.label("reduce"), new FakeEnvironment(compilation));
        Windows.feed(pairs, random, combiner);
        return Windows.elements(combiner.windows());
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
            calls = 0;
            assertThat(combineWindows(pairs, random)).as("seed %d", seed).isEqualTo(combined);
            assertThat(calls).as("seed %d", seed).isEqualTo(callsOfCombiner);
        }
    }

    @Test
    void sumsOfDoubles_keepEveryBit() throws Exception {
        var reduce = new Aggregation.Reduce((left, right) -> (Double) left + (Double) right);
        var combiner = Combiner.ofMoved(reduce, Plan.label("reduce"), new FakeEnvironment(Compilation.AUTO));
        for (var value : List.of(0.1, 0.2, 0.3, Double.MIN_VALUE)) {
            combiner.accept(Tuple2.of("key", value));
        }
        combiner.accept(Tuple2.of("zero", -0.0));

        assertThat(new WindowElements(combiner.windows()))
                .toIterable()
                .isEqualTo(List.of(Tuple2.of("key", 0.1 + 0.2 + 0.3 + Double.MIN_VALUE), Tuple2.of("zero", -0.0)));
    }

    @Test
    void statesOfAnotherClass_areMadeWhereTheFunctionMakesThem() {
        for (var seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var odd = random.nextInt(20_000);
            Function<Object, Object> create = value -> (Long) value == odd ? "odd" : (Object) (double) (Long) value;
            Function2<Object, Object, Object> sequence =
                    (state, value) -> (Long) value == odd ? (Object) List.of(state) : state;
            var combine = new Aggregation.Combine(create, sequence, (left, right) -> left, true);
            var pairs = new ArrayList<Tuple2<Object, Object>>();
            for (var i = 0L; i < 6_000; i++) {
                pairs.add(Tuple2.of(random.nextLong(2_000), i));
            }
            var rows = Combiner.ofValues(combine, Plan.label("combine"), new FakeEnvironment(Compilation.NEVER));
            pairs.forEach(rows::accept);
            var windows = Combiner.ofValues(combine, Plan.label("combine"), new FakeEnvironment(Compilation.ALWAYS));
            Windows.feed(pairs, random, windows);

            var expected = new ArrayList<>();
            new WindowElements(rows.windows()).forEachRemaining(expected::add);
            assertThat(Windows.elements(windows.windows())).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void zeroOfAFold_isACopyForEachKeyAlsoInWindows() {
        Function2<Object, Object, Object> add =
                (list, value) -> {
                    @SuppressWarnings("unchecked") // the zero, or a copy of it
                    var into = (List<Object>) list;
                    into.add(value);
                    return list;
                };
        var fold = new Aggregation.Fold(new ArrayList<>(), add, (left, _) -> left);
        var combiner = Combiner.ofValues(fold, Plan.label("fold"), new FakeEnvironment(Compilation.ALWAYS));
        Windows.feed(
                List.of(Tuple2.of(1L, 1), Tuple2.of(2L, 2), Tuple2.of(1L, 3), Tuple2.of(3L, 4), Tuple2.of(2L, 5)),
                new SplittableRandom(1),
                combiner);

        assertThat(Windows.elements(combiner.windows()))
                .containsExactly(Tuple2.of(1L, List.of(1, 3)), Tuple2.of(2L, List.of(2, 5)), Tuple2.of(3L, List.of(4)));
    }

    @Test
    void elementThatIsNoPair_isRefusedInAWindowToo() {
        var combiner =
                Combiner.ofValues(
                        new Aggregation.Group(), Plan.label("groupByKey"), new FakeEnvironment(Compilation.ALWAYS));
        assertThatThrownBy(() -> combiner.accept(Windows.window(List.of(1L, 2L))))
                .hasMessageContaining("works on pairs, but met an element of type java.lang.Long");
    }

    @Test
    void coGroups_keepTheOrderOfFirstOccurrenceWhenTheKeysClassChanges() {
        var groups = new CoGroups(2, Plan.label("cogroup"), new FakeEnvironment(Compilation.AUTO));
        groups.input(0).accept(Tuple2.of(5L, "a"));
        groups.input(0).accept(Tuple2.of(3L, "b"));
        groups.input(1).accept(Tuple2.of(3, "c"));
        groups.input(1).accept(Tuple2.of(null, "d"));
        groups.input(1).accept(Tuple2.of(5L, "e"));

        assertThat(Windows.elements(groups.windows()))
                .containsExactly(
                        Tuple2.of(5L, List.of(List.of("a"), List.of("e"))),
                        Tuple2.of(3L, List.of(List.of("b"), List.of())),
                        Tuple2.of(3, List.of(List.of(), List.of("c"))),
                        Tuple2.of(null, List.of(List.of(), List.of("d"))));
    }
}
