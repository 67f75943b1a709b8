/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Windows;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.StableHash;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

class PlacementTest {
    private static final List<Function<SplittableRandom, Object>> KEYS =
            List.of(
                    random -> random.nextLong() >> random.nextInt(64),
                    random -> random.nextInt() >> random.nextInt(32),
                    random -> List.of(0.0, -0.0, Double.NaN, -1.5, 1e300, random.nextDouble()).get(random.nextInt(6)),
                    random -> "key" + random.nextInt(),
                    random -> (short) random.nextInt(),
                    random -> Tuple2.of(random.nextLong(), "x"),
                    random -> random.nextBoolean() ? null : (Object) random.nextLong());

    private static final class ByLength extends Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 7;
        }

        @Override
        public int getPartition(Object key) {
            return String.valueOf(key).length() % 7;
        }
    }

    private static void assertWindowsGoWhereTheirRowsGo(Placement one, Placement other, List<?> elements) {
        var window = Windows.window(elements);
        var partitions = new int[window.size()];
        one.partitions(window, partitions);
        for (var row = 0; row < window.size(); row++) {
            assertThat(partitions[row]).as("%s", elements.get(row)).isEqualTo(other.partition(elements.get(row)));
        }
    }

    @Test
    void windowsGoWhereTheirRowsGo() {
        for (var keys : KEYS) {
            for (var partitions : List.of(1, 2, 3, 8, 1_000)) {
                var random = new SplittableRandom(partitions);
                var elements = Stream.generate(() -> Tuple2.of(keys.apply(random), 1L)).limit(1_000).toList();
                for (var by : List.of(new HashPartitioner(partitions), new ByLength())) {
                    var placement = new KeyPlacement(by, Plan.label("partitionBy"));
                    assertWindowsGoWhereTheirRowsGo(placement, placement, elements);
                }
                assertWindowsGoWhereTheirRowsGo(
                        new RoundRobinPlacement(5, partitions), new RoundRobinPlacement(5, partitions), elements);
            }
        }
    }

    @Test
    void keysInColumns_hashAsStableHashSays() {
        var placement = new KeyPlacement(new HashPartitioner(1 << 30), Plan.label("partitionBy"));
        for (var key : List.<Object>of(-1L, Long.MIN_VALUE, 1L << 40, -7, Double.NaN, -0.0, 0.0, -1.5)) {
            var partitions = new int[1];
            placement.partitions(Windows.window(List.of(Tuple2.of(key, "value"))), partitions);
            assertThat(partitions[0]).as("%s", key).isEqualTo(Math.floorMod(StableHash.of(key), 1 << 30));
        }
    }
}
