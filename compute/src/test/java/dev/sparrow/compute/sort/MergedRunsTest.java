/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

class MergedRunsTest {
    private static final long SEED = 20_261_123;

    private static final List<Function<SplittableRandom, Object>> KEYS =
            List.of(
                    random -> List.of(Long.MIN_VALUE, -1L, 0L, 7L, Long.MAX_VALUE).get(random.nextInt(5)),
                    random -> random.nextLong(),
                    random -> random.nextInt(100),
                    random -> random.nextInt(50) / 4.0,
                    random -> "key" + random.nextInt(300));

    @SuppressWarnings("unchecked") // keys of one class
    private static Comparator<Object> ascending() {
        return (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
    }

    private static Object key(Object pair) {
        return ((Tuple2<?, ?>) pair)._1();
    }

    private static List<Object> sorted(
            Function<SplittableRandom, Object> keys, int count, Comparator<Object> order, SplittableRandom random) {
        var pairs = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            pairs.add(Tuple2.of(keys.apply(random), random.nextInt(400) == 0 ? "odd" : (Object) random.nextInt()));
        }
        pairs.sort(Comparator.comparing(MergedRunsTest::key, order));
        return pairs;
    }

    @Test
    void sourcesAreMergedInTheirOrder_thoseOfEqualKeysOneAfterTheOther() {
        var random = new SplittableRandom(SEED);
        for (var keys : KEYS) {
            for (var natural : NaturalOrder.values()) {
                var order = natural == NaturalOrder.ASCENDING ? ascending() : ascending().reversed();
                for (var count = 0; count < 12; count++) {
                    var sources = new ArrayList<WindowSource>();
                    var expected = new ArrayList<>();
                    for (var source = 0; source < count; source++) {
                        var pairs = sorted(keys, random.nextInt(3) * random.nextInt(1_500), order, random);
                        expected.addAll(pairs);
                        sources.add(Windows.source(pairs, random.split()));
                    }
                    expected.sort(Comparator.comparing(MergedRunsTest::key, order));

                    var merge = new MergedRuns(sources, random.nextBoolean() ? natural : null, order);

                    assertThat(Windows.elements(merge)).as("%s sources, %s", count, natural).isEqualTo(expected);
                    assertThat(merge.next()).isNull();
                }
            }
        }
    }
}
