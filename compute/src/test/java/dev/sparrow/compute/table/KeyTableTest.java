/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Map.entry;

import dev.sparrow.compute.Windows;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class KeyTableTest {

    /// Each of these makes one kind of key of any number.
    private static final Map<String, Function<SplittableRandom, Object>> KEYS =
            Map.ofEntries(
                    entry("longs", random -> random.nextLong(-500, 500)),
                    entry("wide longs", random -> 1L << random.nextInt(Long.SIZE)),
                    entry("integers", random -> random.nextInt(-500, 500)),
                    entry("doubles", random -> List.of(0.0, -0.0, Double.NaN, 1.5, -1.5).get(random.nextInt(5))),
                    entry("strings", random -> "käse".repeat(random.nextInt(3)) + random.nextInt(300)),
                    entry("long strings", random -> "x".repeat(10_000) + random.nextInt(50)),
                    entry("colliding strings", random -> collidingString(random.nextInt(200))),
                    entry("nulls", _ -> null),
                    entry("colliding objects", random -> new Colliding(random.nextInt(100))),
                    entry("records", random -> new Point(random.nextInt(20), random.nextInt(20))),
                    entry("tuples", random -> Tuple2.of(random.nextLong(-20, 20), random.nextLong(-20, 20))),
                    entry(
                            "nested tuples",
                            random ->
                                    Tuple3.of(
                                            random.nextInt(5),
                                            Tuple2.of(random.nextInt(3), -1.0 * random.nextInt(3)),
                                            7L)),
                    entry(
                            "tuples with nulls",
                            random ->
                                    Tuple2.of(random.nextInt(20), random.nextInt(9) == 0 ? null : random.nextInt(20))));

    private record Colliding(int number) {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    private record Point(double x, int y) {}

    /// "Aa" and "BB" have one hash, and so have all strings of them that are equally long.
    private static String collidingString(int number) {
        return IntStream.range(0, 15)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .reduce("", String::concat);
    }

    private static void assertActsAsLinkedHashMap(List<Object> keys) {
        var table = new KeyTable();
        var expected = new LinkedHashMap<Object, Integer>();
        for (var key : keys) {
            var number = expected.size();
            assertThat(table.find(key)).isEqualTo(expected.getOrDefault(key, KeyTable.ABSENT));
            expected.putIfAbsent(key, number);
            assertThat(table.slot(key)).isEqualTo(expected.get(key));
        }
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(numbersInWindows(keys)).isEqualTo(keys.stream().map(expected::get).toList());
        assertThat(IntStream.range(0, table.size()).mapToObj(table::key).toList())
                .isEqualTo(new ArrayList<>(expected.keySet()));
    }

    /// The numbers that a table gives to keys that come in windows of many lengths.
    private static List<Integer> numbersInWindows(List<Object> keys) {
        var table = new KeyTable();
        var numbers = new ArrayList<Integer>();
        while (numbers.size() < keys.size()) {
            var window = Windows.window(keys.subList(numbers.size(), keys.size()), 1 + numbers.size() / 2);
            var slots = new int[window.size()];
            table.slots(window, slots);
            Arrays.stream(slots).forEach(numbers::add);
            var found = new int[window.size()];
            table.find(window, found);
            assertThat(found).isEqualTo(slots);
        }
        var copied = new Window(table.kind(), table.size());
        table.copy(0, table.size(), copied);
        for (var slot = 0; slot < table.size(); slot++) {
            assertThat(copied.get(slot)).isEqualTo(table.key(slot));
        }
        return numbers;
    }

    private static List<Object> draw(Function<SplittableRandom, Object> kind, int count, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> kind.apply(random)).limit(count).toList();
    }

    @Test
    void keysOfOneKind_areNumberedInOrderOfFirstOccurrence() {
        KEYS.forEach((_, kind) -> assertActsAsLinkedHashMap(draw(kind, 3_000, 1)));
    }

    @Test
    void keysOfAnotherKindLater_keepEveryNumber() {
        KEYS.values()
                .forEach(early ->
                        KEYS.values()
                                .forEach(late -> {
                                    var keys = new ArrayList<>(draw(early, 300, 2));
                                    keys.addAll(draw(late, 100, 3));
                                    keys.addAll(draw(early, 300, 4));
                                    assertActsAsLinkedHashMap(keys);
                                }));
    }

    @Test
    void numbersOfTwoClasses_areTwoKeys() {
        assertActsAsLinkedHashMap(Arrays.asList(1, 1L, 1.0, "1", null, 1L, 1, 1.0, (short) 1, 1.0f));
    }

    @Test
    void lookingForAKeyOfAnotherKind_changesNothing() {
        for (var key : List.<Object>of(1L, 1, 1.0, "1")) {
            var table = new KeyTable();
            table.slot(key);
            var keys = table.keys();
            assertThat(table.find(List.of())).isEqualTo(KeyTable.ABSENT);
            assertThat(table.find(null)).isEqualTo(KeyTable.ABSENT);
            assertThat(table.keys()).isSameAs(keys);
            assertThat(table.size()).isEqualTo(1);
        }
    }

    @Test
    void keysOfOneClass_takeNoObjectEach() {
        for (var key : List.<Object>of(1L, 1, 1.0, Tuple2.of(1L, 1.0))) {
            var table = new KeyTable();
            table.slot(key);
            assertThat(table.keys()).isInstanceOfAny(BitKeys.class, TupleKeys.class);
            table.slot("other");
            assertThat(table.keys()).isInstanceOf(ObjectKeys.class);
        }
    }

    @Test
    void keysOfOneHash_areFoundInTime() {
        var table = new KeyTable();
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 1 << 13; i++) {
                assertThat(table.slot(collidingString(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void emptyTable_hasNoKeys() {
        assertThat(new KeyTable().size()).isZero();
        assertThat(new KeyTable().find(null)).isEqualTo(KeyTable.ABSENT);
    }

    @Test
    void millionKeys_areFoundAgain() {
        var table = new KeyTable();
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 1_000_000; i++) {
                if (table.slot(i * 7L) != i) {
                    assertThat(table.slot(i * 7L)).isEqualTo(i);
                }
            }
        }
        assertThat(table.size()).isEqualTo(1_000_000);
    }

    @Test
    void sequentialAndEquidistantKeys_collideLittle() {
        for (var bit = 0; bit < Long.SIZE - 16; bit++) {
            for (var stride : List.of(1L << bit, (1L << bit) + 1, (1L << bit) * 1_000_003)) {
                var probes = probes(LongStream.range(0, 40_000).map(i -> i * stride).toArray());
                // Random keys meet 0.8 others on average, most of these none at all, some strides four.
                assertThat(probes / 40_000.0).as("stride %d", stride).isLessThan(5);
            }
        }
    }

    /// How many others the look-ups meet when these keys are added.
    private static long probes(long[] keys) {
        var index = new SlotIndex(SlotIndex.SLOTS_MAX);
        var probes = 0L;
        for (var key : keys) {
            var place = index.start(key);
            while (index.at(place) != SlotIndex.EMPTY) {
                place = index.next(place);
                probes++;
            }
            index.append(place);
            if (index.isCrowded()) {
                index.enlarge();
                for (var slot = 0; slot < index.size(); slot++) {
                    var again = index.start(keys[slot]);
                    while (index.at(again) != SlotIndex.EMPTY) {
                        again = index.next(again);
                    }
                    index.put(again, slot);
                }
            }
        }
        return probes;
    }

    @Test
    void tooManyKeys_areRefusedWithTheRemedy() {
        var table = new KeyTable(100);
        for (var i = 0; i < 100; i++) {
            table.slot((long) i);
        }
        assertThat(table.slot(99L)).isEqualTo(99);
        assertThatThrownBy(() -> table.slot(100L))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("more than 100 different keys in one table. Use more partitions");
        assertThat(table.size()).isEqualTo(100);
    }
}
