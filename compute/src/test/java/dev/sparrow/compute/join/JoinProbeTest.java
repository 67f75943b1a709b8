/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.aggregate.CoGroups;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

class JoinProbeTest {
    private static final List<IntFunction<Object>> KEYS =
            List.of(
                    i -> (long) i,
                    i -> i,
                    i -> i / 8.0,
                    i -> "key" + i,
                    i -> Tuple2.of(i, "x"),
                    i -> i % 7 == 0 ? null : i % 2 == 0 ? (Object) (long) i : i);

    private static List<Tuple2<Object, Object>> pairs(IntFunction<Object> keys, int count, int range, long seed) {
        var random = new SplittableRandom(seed);
        var pairs = new ArrayList<Tuple2<Object, Object>>();
        for (var i = 0; i < count; i++) {
            var key = keys.apply(range == 0 ? i : random.nextInt(range));
            pairs.add(Tuple2.of(key, random.nextInt(500) == 0 ? "odd" : (Object) (seed * i)));
        }
        return pairs;
    }

    private static List<Object> joined(List<Tuple2<Object, Object>> lefts, List<Tuple2<Object, Object>> rights) {
        Map<Object, List<Object>> byKey = new LinkedHashMap<>();
        rights.forEach(right -> byKey.computeIfAbsent(right._1(), _ -> new ArrayList<>()).add(right._2()));
        var joined = new ArrayList<>();
        for (var left : lefts) {
            for (var right : byKey.getOrDefault(left._1(), List.of())) {
                joined.add(Tuple2.of(left._1(), Tuple2.of(left._2(), right)));
            }
        }
        return joined;
    }

    @Test
    void windowsAreJoinedAsTheirElements() {
        for (var keys : KEYS) {
            // Unique keys, some with several partners, some with more than a window holds.
            for (var range : List.of(0, 1_000, 2)) {
                var lefts = pairs(keys, range == 2 ? 10 : 2_500, range == 2 ? 3 : 1_500, 3);
                var pairs = pairs(keys, 2_000, range, 5);
                var rights = new JoinBuild(JoinKind.INNER, Plan.label("join"), new FakeEnvironment(Compilation.AUTO));
                Windows.feed(pairs, new SplittableRandom(1), rights);
                var windows =
                        new JoinProbe(
                                Windows.source(lefts, new SplittableRandom(2)), rights.table(), Plan.label("join"));

                assertThat(Windows.elements(windows)).isEqualTo(joined(lefts, pairs));
            }
        }
    }

    @Test
    void nothingJoinedWithNothing_isNothing() {
        var rights = new JoinBuild(JoinKind.INNER, Plan.label("join"), new FakeEnvironment(Compilation.AUTO));
        assertThat(new JoinProbe(() -> null, rights.table(), Plan.label("join")).next()).isNull();
        var lefts = Windows.source(List.of(Tuple2.of(1L, 2L)), new SplittableRandom(1));
        assertThat(new JoinProbe(lefts, rights.table(), Plan.label("join")).next()).isNull();
    }

    @Test
    void elementThatIsNoPair_isRefused() {
        var windows =
                new JoinProbe(
                        Windows.source(List.of(1L, 2L), new SplittableRandom(1)),
                        new JoinTable(JoinKind.INNER),
                        Plan.label("join"));
        assertThatThrownBy(windows::next).hasMessageContaining("works on pairs, but met an element of type");
    }

    @Test
    void groupsOfWindows_areThoseOfElements() {
        for (var keys : KEYS) {
            var lefts = pairs(keys, 2_000, 300, 7);
            var rights = pairs(keys, 1_000, 600, 8);
            var groups = new CoGroups(2, Plan.label("cogroup"), new FakeEnvironment(Compilation.AUTO));
            Windows.feed(lefts, new SplittableRandom(1), groups.input(0));
            Windows.feed(rights, new SplittableRandom(2), groups.input(1));

            var expected = new LinkedHashMap<Object, List<List<Object>>>();
            for (var input : List.of(0, 1)) {
                for (var pair : input == 0 ? lefts : rights) {
                    expected.computeIfAbsent(pair._1(), _ -> List.of(new ArrayList<>(), new ArrayList<>()))
                            .get(input)
                            .add(pair._2());
                }
            }
            assertThat(Windows.elements(groups.windows()))
                    .isEqualTo(
                            expected.entrySet().stream()
                                    .map(entry -> Tuple2.of(entry.getKey(), entry.getValue()))
                                    .toList());
        }
    }

    @Test
    void keysOfTwoClasses_areNoPartners() {
        var rights = new JoinBuild(JoinKind.INNER, Plan.label("join"), new FakeEnvironment(Compilation.AUTO));
        Windows.feed(List.of(Tuple2.of(1L, "long")), new SplittableRandom(1), rights);
        var lefts = Arrays.asList(Tuple2.of(1, "int"), Tuple2.of(1.0, "double"), Tuple2.of(null, "none"));
        var windows = new JoinProbe(Windows.source(lefts, new SplittableRandom(2)), rights.table(), Plan.label("join"));
        assertThat(Windows.elements(windows)).isEmpty();
    }
}
