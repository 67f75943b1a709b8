/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

final class SourceDataTest {

    @Test
    void slices_areRunsOfNearlyEqualLength() {
        assertThat(SourceData.Slices.of(List.of(1, 2, 3, 4, 5), 2).slices())
                .containsExactly(List.of(1, 2), List.of(3, 4, 5));
        assertThat(SourceData.Slices.of(List.of(1), 3).slices()).containsExactly(List.of(), List.of(), List.of(1));
        assertThat(SourceData.Slices.of(List.of(), 2).slices()).containsExactly(List.of(), List.of());
        assertThat(SourceData.Slices.of(List.of(), 0).partitions()).isZero();
        assertThat(SourceData.Slices.of(Arrays.asList(null, "x"), 1).slices())
                .containsExactly(Arrays.asList(null, "x"));
    }

    @Test
    void slices_areACopyOfTheCollection() {
        var elements = new ArrayList<>(List.of(1, 2));
        var slices = SourceData.Slices.of(elements, 1);
        elements.add(3);

        assertThat(slices.slices()).containsExactly(List.of(1, 2));
    }

    @Test
    void randomSlices_areCompleteAndEven() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var elements = IntStream.range(0, random.nextInt(100)).boxed().toList();
            var partitions = random.nextInt(1, 70);
            var slices = SourceData.Slices.of(elements, partitions).slices();

            assertThat(slices).as("seed %d", seed).hasSize(partitions);
            assertThat(slices.stream().flatMap(List::stream)).as("seed %d", seed).isEqualTo(elements);
            var sizes = slices.stream().mapToInt(List::size).summaryStatistics();
            assertThat(sizes.getMax() - sizes.getMin()).as("seed %d", seed).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void range_bordersDoNotOverflow() {
        var range = new SourceData.LongRange(Long.MIN_VALUE, 2, Long.MAX_VALUE, 1_000_000);

        assertThat(range.firstIndex(0)).isZero();
        assertThat(range.firstIndex(1)).isEqualTo(9_223_372_036_854L);
        assertThat(range.firstIndex(1_000_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void range_bordersAreThoseOfSlices() {
        for (var partitions : List.of(1, 2, 7, 64)) {
            var range = new SourceData.LongRange(0, 1, 10, partitions);
            var slices = SourceData.Slices.of(IntStream.range(0, 10).boxed().toList(), partitions).slices();
            for (var p = 0; p < partitions; p++) {
                assertThat(range.firstIndex(p + 1) - range.firstIndex(p)).isEqualTo(slices.get(p).size());
            }
        }
    }

    @Test
    void draws_differByPartitionAndSeed() {
        assertThat(SampleDraws.mix(1, 0)).isNotEqualTo(SampleDraws.mix(1, 1)).isNotEqualTo(SampleDraws.mix(2, 0));
        assertThat(SampleDraws.mix(7, 3)).isEqualTo(8709371129873690707L);
    }
}
