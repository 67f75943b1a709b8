/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class ValueListsTest {

    @Test
    void lists_holdWhatAMapOfListsHolds_alsoWhenTheValuesClassChanges() {
        for (var seed = 0; seed < 100; seed++) {
            var random = new SplittableRandom(seed);
            var lists = new ValueLists();
            Map<Integer, List<Object>> expected = new HashMap<>();
            var slots = new ArrayList<Integer>();
            var values = new ArrayList<>();
            var numbers = 1 + random.nextInt(200);
            var odd = random.nextInt(2_000);
            for (var i = 0; i < 1_000; i++) {
                var slot = random.nextInt(numbers);
                var value = i == odd ? null : (Object) (long) i;
                lists.add(slot, value);
                expected.computeIfAbsent(slot, _ -> new ArrayList<>()).add(value);
                slots.add(slot);
                values.add(value);
            }
            assertThat(IntStream.range(0, lists.size()).map(lists::slot).toArray())
                    .containsExactly(slots.stream().mapToInt(Integer::intValue).toArray());
            assertThat(IntStream.range(0, values.size()).mapToObj(lists::value).toList()).isEqualTo(values);
            for (var slot = 0; slot < numbers + 1_000; slot++) {
                assertThat(lists.list(slot))
                        .as("seed %d, number %d", seed, slot)
                        .isEqualTo(expected.getOrDefault(slot, List.of()));
                assertThat(lists.count(slot)).isEqualTo(lists.list(slot).size());
            }
        }
    }

    @Test
    void list_belongsToTheCaller() {
        var lists = new ValueLists();
        lists.add(0, "a");
        lists.list(0).add("b");
        lists.list(1).add("c");

        assertThat(lists.list(0)).containsExactly("a");
        assertThat(lists.list(1)).isEmpty();
    }

    @Test
    void tooManyValues_areRefusedWithTheRemedy() {
        var lists = new ValueLists(3);
        for (var i = 0; i < 3; i++) {
            lists.add(i, i);
        }
        assertThatThrownBy(() -> lists.add(0, 3))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessage(
                        "A partition cannot group more than 3 values. Use more partitions: give the operation a larger"
                                + " number of partitions, or a partitioner that has one.");
    }
}
