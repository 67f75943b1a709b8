/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.serialization.ReadableClasses;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What batches say of the values of their leaves.
class LeafStatisticsTest {

    private static List<Optional<LeafStatistics>> statistics(List<?> elements) {
        var all = new ArrayList<Object>(elements);
        var bytes = PortableBatch.write(PortableSample.packed(all));
        var batch = PortableBatch.read(bytes).open(ReadableClasses.ALL);
        return IntStream.range(0, batch.kind().leaves()).mapToObj(batch::statistics).toList();
    }

    private static LeafStatistics only(List<?> elements) {
        return statistics(elements).getLast().orElseThrow();
    }

    @Test
    void numbers_haveALeastAGreatestAndADistinctCount() {
        assertThat(only(List.of(3L, -1L, 3L))).isEqualTo(new LeafStatistics(0, 2, -1, 3));
        assertThat(only(List.of(7))).isEqualTo(new LeafStatistics(0, 1, 7, 7));
        assertThat(only(List.of('a', 'c'))).isEqualTo(new LeafStatistics(0, 2, 'a', 'c'));
        assertThat(only(List.of(true, true))).isEqualTo(new LeafStatistics(0, 1, 1, 1));
    }

    @Test
    void fractions_areOrderedAsJavaOrdersThem() {
        var statistics = only(List.of(0.0, -0.0, 2.5, Double.NaN));
        assertThat(Double.longBitsToDouble(statistics.least())).isEqualTo(-0.0);
        assertThat(Double.longBitsToDouble(statistics.greatest())).isNaN();
        assertThat(Double.longBitsToDouble(only(List.of(1.5f, -2.5f)).least())).isEqualTo(-2.5);
        assertThat(Double.longBitsToDouble(only(List.of(Double.NaN)).least())).isNaN();
    }

    @Test
    void nulls_areCounted_andAreNoZeros() {
        assertThat(only(Arrays.asList(5L, null, 9L, null))).isEqualTo(new LeafStatistics(2, 2, 5, 9));
        assertThat(only(Arrays.asList("a", null, "b", "a"))).isEqualTo(new LeafStatistics(1, 2, 0, 0));
        var dated = new PortableSample.Dated(null, LocalDate.ofEpochDay(3), new BigDecimal("0.5"), null);
        assertThat(statistics(List.of(dated)))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new LeafStatistics(1, 0, 0, 0)),
                        Optional.empty(),
                        Optional.of(new LeafStatistics(0, 1, 3, 3)),
                        Optional.empty(),
                        Optional.of(new LeafStatistics(0, 1, 5, 5)),
                        Optional.of(new LeafStatistics(1, 0, 0, 0)));
    }

    @Test
    void equalColumnsOfWhichOneHasNulls_haveTheirOwn() {
        var pairs = List.of(Tuple2.of(0L, 0L), Tuple2.of(null, 0L));
        var statistics = statistics(pairs);
        assertThat(statistics.get(1)).contains(new LeafStatistics(1, 1, 0, 0));
        assertThat(statistics.get(2)).contains(new LeafStatistics(0, 1, 0, 0));
    }

    @Test
    void columnsWithoutNulls_areAlwaysValid() {
        var rows = List.of(new Sold(1L, LocalDate.EPOCH, null), new Sold(2L, LocalDate.of(2020, 1, 1), BigDecimal.ONE));
        var builder = new BatchBuilder(rows.stream().map(Kind::ofStored).reduce(Kind::common).orElseThrow());
        rows.forEach(builder::append);
        try (var memory = new ArrowMemory(1 << 20);
                var batch = builder.build(Layout.STORED, memory)) {
            var window = new Window(batch.kind());
            batch.show(0, 2, window);
            assertThat(window.alwaysValid()).containsExactlyInAnyOrder(0, 2);
            batch.read(0, 2, window);
            assertThat(window.alwaysValid()).isEmpty();
        }
    }

    private record Sold(Long units, LocalDate day, BigDecimal price) {}

    @Test
    void objects_haveNone() {
        assertThat(statistics(List.of(List.of(1)))).containsExactly(Optional.empty());
        assertThat(statistics(List.of(new StringBuilder("changes")))).containsExactly(Optional.empty());
    }

    @Test
    void distinctCounts_areAboutRight() {
        for (var distinct : List.of(1, 10, 300, 2_000, 4_096)) {
            var elements = IntStream.range(0, 4_096).mapToObj(i -> i % distinct * 1_000_003L).toList();
            assertThat((double) only(elements).distinct()).isBetween(distinct * 0.9, distinct * 1.1);
        }
    }

    @Test
    void cachedBatches_haveThem_andMovedOnesDoNot() {
        try (var memory = new ArrowMemory(1 << 20)) {
            for (var layout : Layout.values()) {
                var builder = new BatchBuilder(Kind.Leaf.LONG);
                builder.append(4L);
                try (var batch = builder.build(layout, memory)) {
                    assertThat(batch.statistics(0).isPresent()).isEqualTo(layout == Layout.STORED);
                }
            }
        }
    }
}
