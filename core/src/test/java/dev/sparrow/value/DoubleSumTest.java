/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.closure.Snapshot;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Sums against exact ones.
class DoubleSumTest {
    private static double sum(double... values) {
        var sum = DoubleSum.ZERO;
        for (var value : values) {
            sum = sum.plus(value);
        }
        assertThat(Snapshot.ship(sum, "a sum").copy()).isEqualTo(sum);
        return sum.value();
    }

    private static StatCounter stats(double... values) {
        var counter = new StatCounter();
        Arrays.stream(values).forEach(counter::merge);
        return counter;
    }

    @Test
    void aMillionTenths_areAHundredThousand() {
        var tenths = DoubleStream.generate(() -> 0.1).limit(1_000_000).toArray();

        assertThat(sum(tenths)).isEqualTo(100_000.0);
        assertThat(stats(tenths).sum()).isEqualTo(100_000.0);
        assertThat(stats(tenths).mean()).isEqualTo(0.1);
    }

    @Test
    void whatIsSmallBesideWhatGoesAgain_isNotLost() {
        assertThat(sum(1, 1e100, 1, -1e100)).isEqualTo(2);
        assertThat(sum(1e16, 1, -1e16)).isEqualTo(1);
        assertThat(stats(1, 1e100, 1, -1e100).mean()).isEqualTo(0.5);
    }

    @Test
    void randomValues_haveTheSumOfExactArithmeticInAnyOrderAndPartition() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 50; round++) {
            List<Double> values =
                    random.doubles(2_000, -1, 1)
                            .mapToObj(x -> Math.scalb(x, random.nextInt(40)))
                            .collect(Collectors.toList());
            var exact = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
            Collections.shuffle(values, random);
            var parts = new DoubleSum[5];
            var counters = new StatCounter[5];
            Arrays.fill(parts, DoubleSum.ZERO);
            Arrays.setAll(counters, _ -> new StatCounter());
            for (var value : values) {
                var part = random.nextInt(5);
                parts[part] = parts[part].plus(value);
                counters[part].merge(value);
            }
            var total = Arrays.stream(parts).reduce(DoubleSum.ZERO, DoubleSum::plus);
            var merged = Arrays.stream(counters).reduce(new StatCounter(), StatCounter::merge);
            assertThat(total.value()).as("seed %d", seed).isEqualTo(exact);
            assertThat(merged.sum()).as("seed %d", seed).isEqualTo(exact);
            assertThat(merged.mean()).as("seed %d", seed).isEqualTo(exact / values.size());
        }
    }

    @Test
    void infinityNanAndOverflow_areThoseOfPlainAdditions() {
        var infinity = Double.POSITIVE_INFINITY;

        assertThat(sum(1, infinity, 2)).isEqualTo(infinity);
        assertThat(sum(-infinity, 2)).isEqualTo(-infinity);
        assertThat(sum(infinity, -infinity)).isNaN();
        assertThat(sum(1, Double.NaN, 2)).isNaN();
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(infinity);
        assertThat(sum(Double.MAX_VALUE, -Double.MAX_VALUE, 1)).isEqualTo(1);
        assertThat(sum()).isZero();
        assertThat(stats(1, infinity, 2).mean()).isEqualTo(infinity);
        assertThat(stats(infinity, -infinity).mean()).isNaN();
        assertThat(stats(1, Double.NaN).mean()).isNaN();
        assertThat(stats(Double.MAX_VALUE, Double.MAX_VALUE).mean()).isEqualTo(Double.MAX_VALUE);
        assertThat(stats().mean()).isNaN();
    }

    @Test
    void counterMergedWithItself_hasAllTwice() {
        var counter = stats(0.1, 0.2, 1e16, 0.3);

        assertThat(counter.copy().merge(counter.copy()).sum()).isEqualTo(counter.merge(counter).sum());
        assertThat(counter.count()).isEqualTo(8);
    }
}
