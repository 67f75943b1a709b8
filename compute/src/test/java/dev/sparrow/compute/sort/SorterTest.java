/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.Windows;
import dev.sparrow.compute.exchange.RangePlacement;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

class SorterTest {
    private static final List<Function<SplittableRandom, Object>> KEYS =
            List.of(
                    random -> random.nextLong(-50, 50),
                    random -> random.nextInt(),
                    random -> List.of(0.0, -0.0, Double.NaN, -1.5, 1e300).get(random.nextInt(5)),
                    random -> "kä" + random.nextInt(200),
                    random -> (short) random.nextInt(100));

    private final FakeEnvironment environment = new FakeEnvironment(Compilation.ALWAYS);

    @SuppressWarnings("unchecked") // keys of one class
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    @SuppressWarnings("unchecked") // erased
    private static List<Exchange.Sort> sorts() {
        var natural = (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
        SerializableComparator<Object> users = SorterTest::compare;
        return List.of(
                new Exchange.Sort(natural, true, 3),
                new Exchange.Sort(natural, false, 3),
                new Exchange.Sort(users, true, 3),
                new Exchange.Sort(users, false, 3));
    }

    private static List<Tuple2<?, ?>> pairs(
            Function<SplittableRandom, Object> keys, int count, SplittableRandom random) {
        // From this one on, values are others than the keys; perhaps never.
        var apart = random.nextInt(2 * count);
        var pairs = new ArrayList<Tuple2<?, ?>>();
        for (var i = 0; i < count; i++) {
            var key = keys.apply(random);
            pairs.add(Tuple2.of(key, i < apart ? key : i % 1_000 == 0 ? "odd" : (Object) i));
        }
        return pairs;
    }

    private static List<Tuple2<?, ?>> sorted(List<Tuple2<?, ?>> pairs, Exchange.Sort sort) {
        return pairs.stream().sorted((left, right) -> sort.order().compare(left._1(), right._1())).toList();
    }

    @Test
    void windowsAndElements_areSortedAsTheJdkSortsThem() {
        for (var keys : KEYS) {
            for (var sort : sorts()) {
                for (var count : List.of(0, 10, 300, 20_000)) {
                    var random = new SplittableRandom(count);
                    var pairs = count == 0 ? List.<Tuple2<?, ?>>of() : pairs(keys, count, random);
                    var sorter = Sorter.of(sort.order(), Plan.label("sort"), environment);
                    Windows.feed(pairs, random, sorter);
                    assertThat(Windows.elements(sorter.sorted())).isEqualTo(sorted(pairs, sort));
                }
            }
        }
    }

    @Test
    void windowsGoToTheRangesOfTheirRows() {
        for (var keys : KEYS) {
            for (var sort : sorts()) {
                var random = new SplittableRandom(5);
                var pairs = pairs(keys, 1_000, random);
                var reservoir = new KeySample.Reservoir(40, 0, Plan.label("sort"));
                pairs.forEach(reservoir::accept);
                var order = new UserOrder(sort.order(), Plan.label("sort"), environment);
                var bounds = RangeBounds.of(new SurveyAnswer(List.of(reservoir.sample())), 8, order);
                var placement = new RangePlacement(bounds, order, Plan.label("sort"));
                var partitions = new int[pairs.size()];
                placement.partitions(Windows.window(pairs), partitions);
                for (var row = 0; row < pairs.size(); row++) {
                    assertThat(partitions[row]).isEqualTo(placement.partition(pairs.get(row)));
                }
            }
        }
    }

    @Test
    void sample_isTheSameOfWindowsAndOfElements() {
        for (var size : List.of(1, 20, 2_000)) {
            for (var seed = 0; seed < 20; seed++) {
                var random = new SplittableRandom(seed);
                var pairs = pairs(KEYS.get(seed % KEYS.size()), 1 + random.nextInt(30_000), random);
                var rows = new KeySample.Reservoir(size, seed, Plan.label("sort"));
                pairs.forEach(rows::accept);
                var windows = new KeySample.Reservoir(size, seed, Plan.label("sort"));
                Windows.feed(pairs, random, windows);

                assertThat(windows.sample()).as("seed %d", seed).isEqualTo(rows.sample());
                assertThat(rows.sample().count()).isEqualTo(pairs.size());
                assertThat(rows.sample().keys()).hasSize(Math.min(size, pairs.size()));
            }
        }
    }

    @Test
    void eachKeyIsSampledEquallyOften() {
        var taken = new int[1_000];
        for (var seed = 0; seed < 2_000; seed++) {
            var reservoir = new KeySample.Reservoir(50, seed, Plan.label("sort"));
            for (var key = 0; key < taken.length; key++) {
                reservoir.accept(Tuple2.of(key, key));
            }
            reservoir.sample().keys().forEach(key -> taken[(Integer) key]++);
        }
        // 100 of 2,000 samples on average, with a deviation of 10.
        assertThat(Arrays.stream(taken)).allMatch(count -> count > 50 && count < 150);
        for (var part = 0; part < 10; part++) {
            var sum = 0;
            for (var key = part * 100; key < part * 100 + 100; key++) {
                sum += taken[key];
            }
            assertThat(sum).as("part %d", part).isBetween(9_600, 10_400);
        }
    }
}
