/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Windows;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

class RowBufferTest {
    private static final List<IntFunction<Object>> KINDS =
            List.of(
                    i -> (long) i,
                    i -> i,
                    i -> i / 8.0,
                    i -> "s" + i,
                    i -> (byte) i,
                    i -> Tuple2.of((long) i, i % 2 == 0),
                    i -> Tuple2.of(i, Tuple2.of("s" + i, (float) i)),
                    _ -> null);

    @Test
    void elementsOfAnyKinds_comeBackInAnyOrder() {
        for (var seed = 0; seed < 16; seed++) {
            var random = new SplittableRandom(seed);
            var elements = new ArrayList<>();
            var kind = KINDS.get(seed % KINDS.size());
            // A surprise in the last chunk, or in none.
            var odd = random.nextInt(30_000);
            for (var i = 0; i < 20_000; i++) {
                elements.add(i == odd ? KINDS.get(random.nextInt(KINDS.size())).apply(i) : kind.apply(i));
            }
            var buffer = new RowBuffer();
            for (var at = 0; at < elements.size(); ) {
                var window = Windows.window(elements.subList(at, elements.size()), 1 + random.nextInt(Window.ROWS));
                if (random.nextBoolean()) {
                    buffer.append(window);
                    at += window.size();
                } else {
                    buffer.append(elements.get(at));
                    at++;
                }
            }
            assertThat(buffer.size()).isEqualTo(elements.size());
            var places = random.ints(Window.ROWS, 0, elements.size()).toArray();
            var gathered = new Window(buffer.kind());
            buffer.gathering().copy(places, 24, 1_000, gathered, 0);
            for (var i = 0; i < 1_000; i++) {
                assertThat(gathered.get(i)).as("seed %d", seed).isEqualTo(elements.get(places[24 + i]));
                assertThat(buffer.get(places[i])).isEqualTo(elements.get(places[i]));
            }
        }
    }

    @Test
    void tooManyElements_areRefusedWithTheRemedy() {
        var buffer = new RowBuffer(3);
        buffer.append(Windows.window(List.of(1L, 2L, 3L)));
        assertThatThrownBy(() -> buffer.append((Object) 4L))
                .hasMessageContaining("more than 3 elements at once. Use more partitions");
    }
}
