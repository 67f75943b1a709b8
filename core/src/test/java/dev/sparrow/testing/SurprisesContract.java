/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.shared.LongAccumulator;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Elements that are not what those before them were: an engine that guesses types must not be caught out by them.
public abstract class SurprisesContract extends EngineContract {
    private static final int MANY = 20_000;

    /// How pipelines run.
    protected enum Mode {
        ROWS("never"),
        AUTO("auto"),
        COMPILED("always"),
        COMPILED_AND_SPILLED("always");

        private final String pipelines;

        Mode(String pipelines) {
            this.pipelines = pipelines;
        }

        private SparrowConf settings() {
            var conf = new SparrowConf().set(Keys.PIPELINES, pipelines);
            return this == COMPILED_AND_SPILLED ? conf.set(Keys.MEMORY_BYTES, "1") : conf;
        }
    }

    private Sparrow context(Mode mode) {
        return context(mode.settings());
    }

    @ParameterizedTest
    @EnumSource
    void theMillionthElement_mayBeOfAnotherClass(Mode mode) {
        var sc = context(mode);
        Rdd<Object> elements = sc.range(0, 1_000_000, 1, 2).map(x -> x == 999_999 ? (Object) "last" : x);
        assertThat(elements.filter(x -> x instanceof String).collect()).containsExactly("last");
        var counted = elements.mapToPair(x -> new Tuple2<>(x instanceof String ? x : (Long) x % 10, 1L));
        assertThat(counted.reduceByKey(Long::sum).collectAsMap())
                .hasSize(11)
                .containsEntry("last", 1L)
                .containsEntry(9L, 99_999L)
                .containsEntry(0L, 100_000L);
        assertThat(elements.repartition(3).map(x -> x.getClass().getSimpleName()).countByValue())
                .isEqualTo(Map.of("Long", 999_999L, "String", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatIsUsedAgain_isManyElements(Mode mode) {
        var sc = context(mode);
        var reused = sc.range(0, MANY, 1, 2).mapPartitions(SurprisesContract::inOneArray);
        var sum = (long) MANY * (MANY - 1) / 2;
        assertThat(reused.map(array -> array[0]).reduce(Long::sum)).isEqualTo(sum);
        assertThat(reused.repartition(3).map(array -> array[0]).reduce(Long::sum)).isEqualTo(sum);
        var mapped = reused.map(array -> array).filter(array -> array[0] >= 0);
        assertThat(mapped.repartition(3).map(array -> array[0]).reduce(Long::sum)).isEqualTo(sum);
        var kept = mapped.cache();
        for (var pass = 0; pass < 2; pass++) {
            assertThat(kept.map(array -> array[0]).reduce(Long::sum)).isEqualTo(sum);
        }
        var pairs = mapped.mapToPair(array -> new Tuple2<>(array[0], array));
        assertThat(pairs.groupByKey(3).filter(pair -> pair._2().iterator().next()[0] != pair._1()).count()).isZero();
        var rights = sc.range(0, MANY, 1, 3).mapToPair(x -> new Tuple2<>(x, x));
        assertThat(pairs.join(rights).filter(pair -> pair._2()._1()[0] != pair._2()._2()).count()).isZero();
    }

    private static Iterator<long[]> inOneArray(Iterator<Long> numbers) {
        var array = new long[1];
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public long[] next() {
                array[0] = numbers.next();
                return array;
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void lateNulls_areNulls(Mode mode) {
        var sc = context(mode);
        var numbers = sc.range(0, MANY, 1, 2).map(x -> x % 5_000 == 4_999 ? null : x);
        assertThat(numbers.filter(x -> x == null).count()).isEqualTo(4);
        var pairs = numbers.mapToPair(x -> new Tuple2<>(x, x));
        assertThat(pairs.groupByKey().lookup(null)).containsExactly(Collections.nCopies(4, null));
        assertThat(pairs.mapToPair(pair -> new Tuple2<>(1, pair._2())).reduceByKey((left, right) -> null).collect())
                .containsExactly(new Tuple2<>(1, null));
        assertThat(numbers.distinct().count()).isEqualTo(MANY - 4 + 1);
        assertThat(numbers.repartition(5).filter(x -> x == null).count()).isEqualTo(4);
    }

    /// As a reduce function that gives a null now and then, and takes it.
    @ParameterizedTest
    @EnumSource
    void aReduceFunction_maySometimesReturnNull(Mode mode) {
        var pairs = context(mode).range(0, MANY, 1, 2).mapToPair(x -> new Tuple2<>(x % 3, x));
        var reduced = pairs.reduceByKey(SurprisesContract::sumOrNull).collectAsMap();
        for (var key = 0L; key < 3; key++) {
            var remainder = key;
            var parts = new ArrayList<Long>();
            for (var from = 0L; from < MANY; from += MANY / 2) {
                parts.add(
                        LongStream.range(from, from + MANY / 2)
                                .filter(x -> x % 3 == remainder)
                                .boxed()
                                .reduce(null, SurprisesContract::sumFromNothing));
            }
            assertThat(reduced.get(key)).isEqualTo(sumOrNull(parts.get(0), parts.get(1)));
        }
    }

    private static Long sumFromNothing(Long left, Long right) {
        return left == null && right == 0 ? right : sumOrNull(left, right);
    }

    private static Long sumOrNull(Long left, Long right) {
        var sum = (left == null ? 0 : left) + (right == null ? 0 : right);
        return sum % 7 == 0 ? null : (Long) sum;
    }

    private record Measured(String name, Integer size, long weight) implements Serializable {}

    @ParameterizedTest
    @EnumSource
    void recordsWithNullComponents_comeBackEqual(Mode mode) {
        var expected =
                IntStream.range(0, MANY)
                        .mapToObj(
                                i -> new Measured(i % 3 == 0 ? null : "n" + i % 100, i % 5 == 0 ? null : i % 7, i % 2))
                        .toList();
        var sc = context(mode);
        var records = sc.parallelize(expected, 3);
        assertThat(records.repartition(2).collect()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(records.distinct().collect())
                .containsExactlyInAnyOrderElementsOf(expected.stream().distinct().toList());
    }

    /// Equal as Java says, not as numbers are.
    @ParameterizedTest
    @EnumSource
    void integersAndLongs_areDifferentKeys(Mode mode) {
        var sc = context(mode);
        Rdd<Object> keys = sc.range(0, MANY, 1, 2).map(x -> x % 4 < 2 ? (Object) (int) (x % 2) : (Object) (x % 2));
        var counts = keys.mapToPair(key -> new Tuple2<>(key, 1)).reduceByKey(Integer::sum).collectAsMap();
        assertThat(counts).isEqualTo(Map.of(0, MANY / 4, 1, MANY / 4, 0L, MANY / 4, 1L, MANY / 4));
        assertThat(keys.distinct().collect()).containsExactlyInAnyOrder(0, 1, 0L, 1L);
        var integers = sc.range(0, 10, 1, 2).mapToPair(x -> new Tuple2<Object, Long>(x.intValue(), x));
        var longs = sc.range(0, 10, 1, 2).mapToPair(x -> new Tuple2<Object, Long>(x, x));
        assertThat(integers.join(longs).collect()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nanAndNegativeZero_areKeysAsJavaSays(Mode mode) {
        var strange = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);
        var doubles = List.of(0.0, -0.0, Double.NaN, strange, 1.5);
        var keys = context(mode).range(0, MANY, 1, 2).map(x -> doubles.get((int) (x % 5)));
        var counts = keys.mapToPair(key -> new Tuple2<>(key, 1)).reduceByKey(Integer::sum).collectAsMap();
        var each = MANY / 5;
        assertThat(counts).isEqualTo(Map.of(0.0, each, -0.0, each, Double.NaN, 2 * each, 1.5, each));
        assertThat(keys.sortBy(x -> x).first()).isEqualTo(-0.0);
        assertThat(keys.sortBy(x -> x, false, 3).first()).isNaN();
        assertThat(keys.repartition(2).filter(x -> x.isNaN()).count()).isEqualTo(2L * each);
    }

    @ParameterizedTest
    @EnumSource
    void stringsOfTenMegabytes_travel(Mode mode) {
        var length = 10 << 20;
        var texts = context(mode).range(0, 6, 1, 2).map(x -> Character.toString((int) ('a' + x % 3)).repeat(length));
        assertThat(
                        texts.mapToPair(text -> new Tuple2<>(text, 1))
                                .reduceByKey(Integer::sum)
                                .map(pair -> pair._1().charAt(0) + "" + pair._1().length() + pair._2())
                                .collect())
                .containsExactlyInAnyOrder("a" + length + 2, "b" + length + 2, "c" + length + 2);
        assertThat(texts.repartition(3).map(String::length).distinct().collect()).containsExactly(length);
    }

    /// Refers to its own class.
    private record Tree(int value, List<Tree> children) implements Serializable {
        private static Tree of(int depth) {
            return new Tree(depth, depth == 0 ? List.of() : List.of(of(depth - 1), of(depth / 2)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void recursiveRecords_areElementsLikeOthers(Mode mode) {
        var trees = context(mode).range(0, 500, 1, 2).map(x -> Tree.of((int) (x % 6)));
        assertThat(trees.distinct().collect())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 6).mapToObj(Tree::of).toList());
        assertThat(trees.repartition(3).filter(tree -> tree.equals(Tree.of(tree.value))).count()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void arraysAsKeys_areRefusedWithWhatToUse(Mode mode) {
        var pairs = context(mode).range(0, MANY, 1, 2).mapToPair(x -> new Tuple2<>(new long[] {x}, x));
        assertThatThrownBy(() -> pairs.reduceByKey(Long::sum).count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSTABLE_KEY))
                .hasMessageContaining("long[]")
                .hasMessageContaining("Use a List");
    }

    private static <T> T counted(LongAccumulator calls, T value) {
        calls.add(1);
        return value;
    }

    /// Wherever a guess turns out wrong, no function is called a second time for the same element.
    @ParameterizedTest
    @EnumSource
    void everyFunction_runsOncePerElement_howeverElementsSurprise(Mode mode) {
        for (var surprise : List.of(0, 1, 4_095, 4_096, 5_000, 9_999)) {
            var sc = context(mode);
            var calls = sc.longAccumulator();
            Rdd<Object> elements =
                    sc.range(0, 10_000, 1, 1).map(x -> counted(calls, x == (long) surprise ? (Object) "surprise" : x));
            var keyed =
                    elements.mapToPair(
                            x -> counted(calls, new Tuple2<>(x instanceof Long y ? (Object) (y % 10) : x, x)));
            var reduced = keyed.reduceByKey((left, right) -> counted(calls, right)).map(x -> counted(calls, x));
            assertThat(reduced.collect()).hasSize(11);
            assertThat(calls.value()).as("surprise at %d", surprise).isEqualTo(10_000 + 10_000 + (10_000 - 11) + 11);
        }
    }
}
