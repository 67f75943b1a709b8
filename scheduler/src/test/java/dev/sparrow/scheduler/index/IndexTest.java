/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/// The collections of the machine against plain ones, by random operations of a fixed seed.
class IndexTest {
    private static final int OPERATIONS = 20_000;
    private static final int NUMBERS = 300;

    private final Random random = new Random(7);

    private static NavigableSet<Integer> without(NavigableSet<Integer> all, NavigableSet<Integer> some) {
        var left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static int firstOf(NavigableSet<Integer> numbers) {
        return numbers.isEmpty() ? -1 : numbers.first();
    }

    @Test
    void bits_areASetOfNumbers() {
        var bits = new Bits();
        var other = new Bits();
        var plain = new TreeSet<Integer>();
        var plainOther = new TreeSet<Integer>();
        for (var i = 0; i < OPERATIONS; i++) {
            var number = random.nextInt(NUMBERS);
            if (random.nextBoolean()) {
                assertThat(bits.add(number)).isEqualTo(plain.add(number));
                assertThat(other.remove(number / 2)).isEqualTo(plainOther.remove(number / 2));
            } else {
                assertThat(bits.remove(number)).isEqualTo(plain.remove(number));
                assertThat(other.add(number)).isEqualTo(plainOther.add(number));
            }
            assertThat(bits.size()).isEqualTo(plain.size());
            assertThat(bits.isEmpty()).isEqualTo(plain.isEmpty());
            assertThat(bits.first()).isEqualTo(firstOf(plain));
            assertThat(bits.next(number)).isEqualTo(firstOf(new TreeSet<>(plain.tailSet(number))));
            assertThat(bits.firstBeside(other)).isEqualTo(firstOf(without(plain, plainOther)));
            var common = new TreeSet<>(plain);
            common.retainAll(plainOther);
            assertThat(bits.firstCommon(other, new Bits())).isEqualTo(firstOf(common));
            assertThat(bits.firstCommon(other, bits)).isEqualTo(-1);
        }
    }

    @Test
    void levels_giveTheLeastOfTheHighest() {
        var levels = new Levels();
        var plain = new HashMap<Integer, Integer>();
        for (var i = 0; i < OPERATIONS; i++) {
            var number = random.nextInt(NUMBERS);
            var level = random.nextInt(5);
            levels.put(number, level);
            plain.put(number, level);
            var highest = plain.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            var expected =
                    plain.entrySet().stream()
                            .filter(entry -> highest > 0 && entry.getValue() == highest)
                            .mapToInt(Map.Entry::getKey)
                            .min()
                            .orElse(-1);
            assertThat(levels.highest()).isEqualTo(expected);
            assertThat(levels.all().size()).isEqualTo((int) plain.values().stream().filter(l -> l > 0).count());
        }
    }

    @Test
    void queues_giveNumbersInTheirOrder() {
        var queues = new IntQueues();
        var plain = new ArrayList<Deque<Integer>>();
        for (var i = 0; i < OPERATIONS; i++) {
            if (plain.size() < 100 && i % 50 == 0) {
                assertThat(queues.make()).isEqualTo(plain.size());
                plain.add(new ArrayDeque<>());
            }
            var queue = random.nextInt(plain.size());
            if (plain.get(queue).isEmpty() || random.nextInt(100) < (i / 1_000 % 2 == 0 ? 70 : 30)) {
                queues.add(queue, i);
                plain.get(queue).add(i);
            } else {
                assertThat(queues.poll(queue)).isEqualTo(plain.get(queue).poll());
            }
            assertThat(queues.isEmpty(queue)).isEqualTo(plain.get(queue).isEmpty());
        }
    }

    @Test
    void counts_tellHowOftenItWasBefore() {
        var counts = new Counts();
        var plain = new HashMap<Integer, Integer>();
        for (var i = 0; i < OPERATIONS; i++) {
            var number = random.nextInt(NUMBERS);
            assertThat(counts.add(number)).isEqualTo(plain.getOrDefault(number, 0));
            plain.merge(number, 1, Integer::sum);
        }
    }

    @Test
    void durations_knowTheirMedianToASixteenth() {
        var durations = new Durations();
        var plain = new ArrayList<Long>();
        assertThat(durations.medianMillis()).isZero();
        for (var i = 0; i < 2_000; i++) {
            var millis = (long) Math.exp(random.nextDouble() * 15);
            durations.add(Duration.ofMillis(millis));
            plain.add(millis);
            Collections.sort(plain);
            var median = plain.get(plain.size() / 2);
            assertThat(durations.medianMillis()).isBetween(median - median / 16 - 1, median);
        }
    }

    @Test
    void deadlines_areDueInTheirOrder() {
        var deadlines = new Deadlines<String, Integer>();
        deadlines.put("a", 1, 10);
        deadlines.put("b", 2, 20);
        deadlines.put("a", 3, 30);
        assertThat(deadlines.nextMillis()).isEqualTo(20);
        assertThat(deadlines.due(19)).isEmpty();
        assertThat(deadlines.due(30)).containsExactly(2, 3);
        assertThat(deadlines.nextMillis()).isEqualTo(Long.MAX_VALUE);
        deadlines.put("c", 4, 40);
        assertThat(deadlines.remove("c")).contains(4);
        assertThat(deadlines.remove("c")).isEmpty();
    }
}
