/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

class PointTest {
    @Test
    void coordinates_areMultiplesThatSumExactly() {
        var coordinates =
                LongStream.range(0, 1_000).mapToObj(Point::of).flatMap(point -> Vectors.flat(point.x()).stream());

        assertThat(coordinates)
                .allSatisfy(x -> assertThat(x * 1024).isEqualTo(Math.rint(x * 1024)).isBetween(-10_240.0, 10_240.0));
    }

    @Test
    void points_areTheSameWheneverTheyAreMade() {
        assertThat(Point.of(17).x()).isEqualTo(Point.of(17).x()).isNotEqualTo(Point.of(18).x());
        assertThat(LongStream.range(0, 1_000).mapToObj(Point::of).map(Point::label))
                .containsOnly(1.0, -1.0)
                .filteredOn(label -> label > 0)
                .hasSizeBetween(100, 900);
    }
}
