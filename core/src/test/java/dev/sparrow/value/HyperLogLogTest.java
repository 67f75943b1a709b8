/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.function.LongFunction;

class HyperLogLogTest {

    private static double relativeErrorOf(LongFunction<Object> value, long start, int count, double deviation) {
        var sketch = HyperLogLog.ofRelativeDeviation(deviation);
        for (var i = 0; i < count; i++) {
            sketch.add(value.apply(start + i)).add(value.apply(start + i / 2));
        }
        return (double) sketch.cardinality() / count - 1;
    }

    /// The deviation over many sketches is what was asked for, and they are right in the mean: in all ranges, also
    /// where the sparse form ends and where registers are half empty.
    @ParameterizedTest
    @ValueSource(ints = {50, 300, 1_000, 2_500, 5_000, 10_000, 50_000})
    void estimates_areUnbiasedAndAsExactAsWished(int count) {
        var deviation = 0.02;
        var sketches = 100;
        var sum = 0.0;
        var squares = 0.0;
        for (var i = 0; i < sketches; i++) {
            var error = relativeErrorOf(Long::valueOf, (long) i * 10_000_000, count, deviation);
            sum += error;
            squares += error * error;
        }
        assertThat(sum / sketches).as("bias of %d", count).isCloseTo(0, within(4 * deviation / Math.sqrt(sketches)));
        assertThat(Math.sqrt(squares / sketches)).as("deviation of %d", count).isLessThan(1.25 * deviation);
    }

    @Test
    void fewValues_areCountedExactly() {
        var sketch = HyperLogLog.ofRelativeDeviation(0.01);
        assertThat(sketch.cardinality()).isZero();
        for (var i = 0; i < 1_000; i++) {
            sketch.add("value " + i % 100).add(null);
        }
        assertThat(sketch.cardinality()).isEqualTo(101);
    }

    /// The default precision of many programs, and numbers of categories that people know by heart.
    @ParameterizedTest
    @ValueSource(ints = {10, 65, 100, 200, 256})
    void fewValues_areCountedExactlyByCoarseSketchesToo(int count) {
        for (var start = 0L; start < 100; start++) {
            assertThat(relativeErrorOf(Long::valueOf, start * 1_000, count, 0.05)).isCloseTo(0, within(1.0 / count));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void mergedSketches_areTheSketchOfAll(int count) {
        var all = HyperLogLog.ofRelativeDeviation(0.05);
        var left = HyperLogLog.ofRelativeDeviation(0.05);
        var right = HyperLogLog.ofRelativeDeviation(0.05);
        for (var i = 0; i < count; i++) {
            all.add(i);
            (i % 7 == 0 ? left : right).add(i);
            right.add(i / 2);
        }
        assertThat(left.merge(right).cardinality()).isEqualTo(all.cardinality());
        assertThat(right.merge(left).cardinality()).isEqualTo(all.cardinality());
        assertThat(right.merge(right).cardinality()).isEqualTo(all.cardinality());
    }

    @Test
    void kindsOfValues_haveHashesThatDiffer() {
        assertThat(relativeErrorOf(i -> "word" + i, 0, 20_000, 0.02)).isCloseTo(0, within(0.06));
        assertThat(relativeErrorOf(i -> i / 8.0, 0, 20_000, 0.02)).isCloseTo(0, within(0.06));
        assertThat(relativeErrorOf(i -> new Tuple2<>(i % 100, i / 100), 0, 20_000, 0.02)).isCloseTo(0, within(0.06));
        assertThat(relativeErrorOf(i -> BigInteger.valueOf(i), 0, 20_000, 0.02)).isCloseTo(0, within(0.06));
    }

    @Test
    void deviationsOutOfRange_areRefused() {
        for (var deviation : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> HyperLogLog.isFineEnoughFor(deviation)).hasMessageContaining("more than 0");
        }
        assertThatThrownBy(() -> HyperLogLog.ofRelativeDeviation(0.001)).hasMessageContaining("0.00102");
    }

    @Test
    void coarseWishes_areMetBySmallestSketch() {
        for (var deviation : new double[] {0.27, 0.5, 20, Double.POSITIVE_INFINITY}) {
            assertThat(HyperLogLog.isFineEnoughFor(deviation)).isTrue();
            assertThat(HyperLogLog.ofRelativeDeviation(deviation).add("a").add("b").cardinality()).isEqualTo(2);
        }
        assertThat(HyperLogLog.isFineEnoughFor(0.000017)).isFalse();
    }

    @Test
    void studentsBounds_areThoseOfTheTables() {
        assertThat(StudentT.bound(0.95, 1)).isCloseTo(12.706, within(0.001));
        assertThat(StudentT.bound(0.95, 2)).isCloseTo(4.303, within(0.001));
        assertThat(StudentT.bound(0.99, 5)).isCloseTo(4.032, within(0.001));
        assertThat(StudentT.bound(0.90, 30)).isCloseTo(1.697, within(0.001));
        assertThat(StudentT.bound(0.95, 1_000_000)).isCloseTo(1.962, within(0.001));
        assertThat(StudentT.bound(0, 3)).isCloseTo(0, within(1e-9));
    }
}
