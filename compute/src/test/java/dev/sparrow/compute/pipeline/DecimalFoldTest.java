/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Loops that add decimal numbers.
class DecimalFoldTest {
    private static final Function2<BigDecimal, BigDecimal, BigDecimal> ADD = BigDecimal::add;

    private static Loop loop() {
        return loop(new Pipeline.Elements());
    }

    @SuppressWarnings("unchecked") // the elements are of the types that the function takes
    private static Loop loop(Pipeline.Source source) {
        return Pipeline.of(List.of(), () -> {})
                .over(source)
                .fold((Function2<Object, Object, Object>) (Function2<?, ?, ?>) ADD, new Label("reduce", "Test.java:1"))
                .orElseThrow();
    }

    private static Optional<Object> folded(List<?> numbers) {
        var loop = loop();
        var all = numbers.iterator();
        while (all.hasNext()) {
            loop.run(all, 7);
        }
        return loop.started() ? Optional.of(loop.result()) : Optional.empty();
    }

    private static List<BigDecimal> numbers(String... texts) {
        return Stream.of(texts).map(BigDecimal::new).toList();
    }

    private static void assertAdded(List<BigDecimal> numbers) {
        assertThat(folded(numbers)).isEqualTo(numbers.stream().reduce(BigDecimal::add));
    }

    @Test
    void sums_haveTheValueAndTheScaleThatJavaGivesThem() {
        assertAdded(List.of());
        assertAdded(numbers("0.00"));
        assertAdded(numbers("1.10", "-1.10"));
        assertAdded(numbers("1.10", "2.250", "3"));
        assertAdded(numbers("1e3", "1e-3", "1e60"));
        assertAdded(numbers("999999999999999999", "1", "999999999999999999.5"));
        assertAdded(Collections.nCopies(50, new BigDecimal("9999999999999999.99")));
        assertAdded(numbers("12345678901234567890.12", "0.01", "-12345678901234567890.12", "0.01", "0.02"));
    }

    /// In columns they are longs of one scale; sums become longer than a long, and come back.
    @Test
    void numbersInColumns_areAddedAsJavaAddsThem() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (var round = 0; round < 100; round++) {
            var digits = random.nextInt(40, 60);
            var numbers =
                    Stream.generate(() -> BigDecimal.valueOf(random.nextLong() >> (64 - digits), 2))
                            .limit(random.nextInt(1, 300))
                            .toList();
            var kind = numbers.stream().map(Kind::ofStored).reduce(Kind::common).orElseThrow();
            var window = new Window(kind);
            for (var row = 0; row < numbers.size(); row++) {
                window.set(row, numbers.get(row));
            }
            window.size(numbers.size());
            var loop = loop(new Pipeline.Windows(kind, false));
            for (var row = 0; row < window.size(); ) {
                row = loop.run(window, row, Math.min(row + 50, window.size()));
            }
            assertThat(Optional.of(loop.result()))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(numbers.stream().reduce(BigDecimal::add));
        }
    }

    @Test
    void randomNumbers_areAddedAsJavaAddsThem() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (var round = 0; round < 200; round++) {
            var numbers =
                    Stream.generate(() ->
                                    BigDecimal.valueOf(
                                            random.nextLong() >> random.nextInt(64), random.nextInt(8) == 0 ? 3 : 2))
                            .limit(random.nextInt(60))
                            .toList();
            assertThat(folded(numbers)).as("seed %d", seed).isEqualTo(numbers.stream().reduce(BigDecimal::add));
        }
    }

    @Test
    void aResultBefore_isTheStart() {
        var loop = loop();
        loop.startWith(new BigDecimal("0.5"));
        loop.run(numbers("1.5", "2.5").iterator(), 10);
        assertThat(loop.result()).isEqualTo(new BigDecimal("4.5"));
    }

    @Test
    void nullAmongNumbers_isAFailureOfTheFunction() {
        var withNull = Arrays.asList(BigDecimal.ONE, null, BigDecimal.TEN);
        assertThatThrownBy(() -> folded(withNull)).isInstanceOf(UserFailure.class);
    }
}
