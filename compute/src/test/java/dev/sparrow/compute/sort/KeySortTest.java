/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.table.RowBuffer;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

class KeySortTest {
    private static final double OTHER_NAN = Double.longBitsToDouble(0xfff8_0000_0000_0001L);

    private static final List<Double> ODD_DOUBLES =
            List.of(
                    0.0,
                    -0.0,
                    Double.NaN,
                    OTHER_NAN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.MIN_VALUE,
                    -Double.MIN_VALUE,
                    1.0,
                    -1.0);

    /// Each of these makes one kind of key.
    private static final Map<String, Function<SplittableRandom, Comparable<?>>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("any long", SplittableRandom::nextLong);
        KINDS.put("few longs", random -> random.nextLong(-20, 20));
        KINDS.put("extreme longs", random -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
        KINDS.put("sparse longs", random -> 1L << random.nextInt(64));
        KINDS.put("one long", _ -> 7L);
        KINDS.put("any integer", SplittableRandom::nextInt);
        KINDS.put("any double", random -> Double.longBitsToDouble(random.nextLong()));
        KINDS.put("odd doubles", random -> ODD_DOUBLES.get(random.nextInt(ODD_DOUBLES.size())));
        KINDS.put("short strings", random -> string(random, 3, 'a', 4));
        KINDS.put("Latin-1 strings", random -> string(random, 12, 'ý', 3));
        KINDS.put("wide strings", random -> string(random, 6, 'ý', 6));
        KINDS.put("strings with zeros", random -> string(random, 10, '\0', 2));
        KINDS.put("surrogates", random -> string(random, 6, '\ud7fe', 5) + string(random, 6, '\ue000', 3));
        KINDS.put("common start", random -> "http://example.org/" + string(random, 12, 'a', 3));
        KINDS.put("long strings", random -> "x".repeat(2_000) + string(random, 2_000, 'a', 2));
        KINDS.put("one string", _ -> "same");
        KINDS.put("empty strings", _ -> "");
    }

    private static String string(SplittableRandom random, int lengthMax, char first, int alphabet) {
        var length = random.nextInt(lengthMax + 1);
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append((char) (first + random.nextInt(alphabet)));
        }
        return text.toString();
    }

    private static int[] places(List<Tuple2<?, ?>> pairs, NaturalOrder order, Runnable checkpoint) {
        return new KeySort(keys(pairs), order, checkpoint).places();
    }

    private static RowBuffer keys(List<Tuple2<?, ?>> pairs) {
        var keys = new RowBuffer();
        pairs.forEach(pair -> keys.append((Object) pair._1()));
        return keys;
    }

    /// Whether keys that have bits are sorted by themselves as by their places.
    private static void assertSortsThemselves(List<Tuple2<?, ?>> pairs, NaturalOrder order, int[] places) {
        var keys = keys(pairs);
        var sort = new KeySort(keys, order, () -> {});
        if (sort.hasForm()) {
            var sorted = new Window(keys.kind(), keys.size());
            sort.copy(sort.sorted(), 0, keys.size(), sorted.leaf(0));
            for (var i = 0; i < places.length; i++) {
                assertThat(sorted.get(i)).isEqualTo(keys.get(places[i]));
            }
        }
    }

    private static List<Tuple2<?, ?>> pairs(Function<SplittableRandom, Comparable<?>> kind, int count, long seed) {
        var random = new SplittableRandom(seed);
        var pairs = new ArrayList<Tuple2<?, ?>>();
        for (var i = 0; i < count; i++) {
            pairs.add(Tuple2.of(kind.apply(random), i));
        }
        return pairs;
    }

    @SuppressWarnings("unchecked") // keys of one class
    private static Comparator<Tuple2<?, ?>> byKey(NaturalOrder order) {
        Comparator<Tuple2<?, ?>> ascending = (left, right) -> ((Comparable<Object>) left._1()).compareTo(right._1());
        return order == NaturalOrder.ASCENDING ? ascending : ascending.reversed();
    }

    private static void assertSorts(List<Tuple2<?, ?>> pairs, String what) {
        for (var order : NaturalOrder.values()) {
            var expected = new ArrayList<>(pairs);
            expected.sort(byKey(order));

            var places = places(pairs, order, () -> {});

            assertThat(places).as("%s, %s", what, order).isNotNull();
            assertSortsThemselves(pairs, order, places);
            // By identity: also equal keys are told apart.
            var sorted = Arrays.stream(places).mapToObj(pairs::get).toList();
            for (var i = 0; i < expected.size(); i++) {
                assertThat(sorted.get(i)).as("%s, %s, place %d", what, order, i).isSameAs(expected.get(i));
            }
        }
    }

    @Test
    void everyKindOfKey_isSortedAsTheJdkSortsIt_bothWays() {
        KINDS.forEach((name, kind) -> {
            for (var seed = 0; seed < 5; seed++) {
                assertSorts(pairs(kind, KeySort.KEYS_MIN + 300 * seed, seed), name + ", seed " + seed);
            }
        });
    }

    @Test
    void sortedAndReversedKeys_areSorted() {
        var ascending = pairs(SplittableRandom::nextLong, 1_000, 1);
        ascending.sort(byKey(NaturalOrder.ASCENDING));
        assertSorts(ascending, "ascending");
        assertSorts(ascending.reversed(), "descending");
    }

    @Test
    void millionLongs_areSorted() {
        var pairs = pairs(random -> random.nextLong(1L << 40), 1_000_000, 1);
        var places = places(pairs, NaturalOrder.ASCENDING, () -> {});
        pairs.sort(byKey(NaturalOrder.ASCENDING));
        assertThat(places).hasSize(1_000_000);
        var again = pairs(random -> random.nextLong(1L << 40), 1_000_000, 1);
        for (var i = 0; i < places.length; i++) {
            if (!again.get(places[i]).equals(pairs.get(i))) {
                assertThat(again.get(places[i])).as("place %d", i).isEqualTo(pairs.get(i));
            }
        }
    }

    @Test
    void keysOfOtherClasses_areLeftToTheComparator() {
        for (var odd : Arrays.<Object>asList(null, 1, 1L, 1.0, "x", List.of())) {
            for (var kind : List.of("any long", "any integer", "any double", "short strings")) {
                var pairs = pairs(KINDS.get(kind), 1_000, 1);
                if (odd == null || odd.getClass() != pairs.getLast()._1().getClass()) {
                    pairs.set(999, Tuple2.of(odd, 0));
                    assertThat(places(pairs, NaturalOrder.ASCENDING, () -> {})).isNull();
                }
            }
        }
        assertThat(places(pairs(_ -> 'c', 1_000, 1), NaturalOrder.ASCENDING, () -> {})).isNull();
    }

    @Test
    void fewPairs_areLeftToTheComparator() {
        for (var count : List.of(0, 1, KeySort.KEYS_MIN - 1)) {
            var pairs = pairs(SplittableRandom::nextLong, count, 1);
            assertThat(places(pairs, NaturalOrder.ASCENDING, () -> {})).isNull();
        }
    }

    @Test
    void sortInProgress_isEndedByItsCheckpoint() {
        for (var kind : List.of("any long", "one string")) {
            assertThatThrownBy(() ->
                            places(
                                    pairs(KINDS.get(kind), 1_000, 1),
                                    NaturalOrder.ASCENDING,
                                    () -> {
                                        throw new CancellationException();
                                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void naturalOrder_isKnownFromTheComparator() {
        assertThat(NaturalOrder.of(Comparator.naturalOrder())).isEqualTo(NaturalOrder.ASCENDING);
        assertThat(NaturalOrder.of(Comparator.<Long>naturalOrder().reversed())).isEqualTo(NaturalOrder.DESCENDING);
        assertThat(NaturalOrder.of((Comparator<Long>) Long::compare)).isNull();
    }
}
