/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.Random;

class RangesTest {
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -3, -2, -1, 0, 1, 2, 3, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final Label LABEL = new Label("range", "Test.java:1");

    @Test
    void count_isThatOfUnboundedNumbers_atAllEdges() {
        for (var start : EDGES) {
            for (var end : EDGES) {
                for (var step : EDGES) {
                    if (step != 0) {
                        assertThatItCounts(start, end, step);
                    }
                }
            }
        }
    }

    @Test
    void count_isThatOfUnboundedNumbers_anywhere() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++) {
            var step = random.nextLong() >> random.nextInt(64);
            if (step != 0) {
                assertThatItCounts(random.nextLong(), random.nextLong(), step);
            }
        }
    }

    private static void assertThatItCounts(long start, long end, long step) {
        var expected = numbers(start, end, step);
        if (expected.compareTo(MOST) <= 0) {
            assertThat(Ranges.count(LABEL, start, end, step))
                    .as("from %d to %d by %d", start, end, step)
                    .isEqualTo(expected.longValueExact());
        } else {
            assertThatThrownBy(() -> Ranges.count(LABEL, start, end, step))
                    .isInstanceOf(SparrowException.class)
                    .hasMessageContaining("there are " + expected + " numbers");
        }
    }

    private static BigInteger numbers(long start, long end, long step) {
        var distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
        var width = BigInteger.valueOf(step);
        if (distance.signum() != width.signum()) {
            return BigInteger.ZERO;
        }
        return distance.abs().add(width.abs()).subtract(BigInteger.ONE).divide(width.abs());
    }
}
