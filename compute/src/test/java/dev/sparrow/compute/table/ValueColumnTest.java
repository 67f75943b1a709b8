/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ValueColumnTest {
    private static final List<Object> SAMPLES = Arrays.asList(1L, -7L, 2.5, Double.NaN, -0.0, 3, "text", null);

    private static List<Object> all(ValueColumn column) {
        return IntStream.range(0, column.size()).mapToObj(column::get).toList();
    }

    @Test
    void valuesOfAnyClasses_areKeptAsAListKeepsThem() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var column = new ValueColumn();
            var expected = new ArrayList<>();
            // Few changes of class at first, so that each representation lives for a while.
            var first = SAMPLES.get(random.nextInt(SAMPLES.size()));
            for (var i = 0; i < 100; i++) {
                var value = random.nextInt(60) > 0 ? first : SAMPLES.get(random.nextInt(SAMPLES.size()));
                if (expected.isEmpty() || random.nextBoolean()) {
                    column.append(value);
                    expected.add(value);
                } else {
                    var slot = random.nextInt(expected.size());
                    column.set(slot, value);
                    expected.set(slot, value);
                }
                assertThat(all(column)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void valueOfAnotherClass_movesTheOthersAsTheyAre() {
        var column = new ValueColumn();
        column.append(1L);
        column.append(2L);
        var typed = column.values();
        column.set(0, 3L);
        assertThat(column.values()).isSameAs(typed);

        column.set(0, 4);

        assertThat(all(column)).containsExactly(4, 2L);
        assertThat(column.values()).isNotSameAs(typed);
    }
}
