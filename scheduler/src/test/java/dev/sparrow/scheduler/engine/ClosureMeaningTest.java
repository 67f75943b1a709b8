/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What functions see of the values that they capture, and when.
class ClosureMeaningTest extends ContextTest {

    @Test
    void capturedList_isSeenAsItIsWhenTheActionStarts() {
        var sc = context("local[2]");
        var captured = new ArrayList<>(List.of(1));
        var sizes = sc.parallelize(List.of(10, 20), 2).map(x -> x + captured.size());

        captured.add(2);
        assertThat(sizes.collect()).containsExactly(12, 22);

        captured.add(3);
        assertThat(sizes.collect()).containsExactly(13, 23);
    }

    @Test
    void lostMapOutput_isMadeAgainWithTheClosureThatMadeIt() {
        var sc = context("local[2]");
        var factor = new ArrayList<>(List.of(1));
        var sums =
                sc.parallelize(List.of(1, 2, 3, 4), 4)
                        .mapToPair(x -> new Tuple2<>(x % 2, x * factor.getFirst()))
                        .reduceByKey(Integer::sum, 2);
        assertThat(sums.collectAsMap()).containsEntry(0, 6).containsEntry(1, 4);

        factor.set(0, 100);
        assertThat(EngineAccess.of(sc).loseMapOutput(1)).isOne();

        assertThat(sums.collectAsMap()).containsEntry(0, 6).containsEntry(1, 4);
    }

    @Test
    void exchangeThatNeverFinished_takesItsClosuresAnew() {
        var sc = context("local[2]");
        var divisor = new ArrayList<>(List.of(0));
        var sums =
                sc.parallelize(List.of(1, 2, 3, 4), 4)
                        .mapToPair(x -> new Tuple2<>(x % 2, x / divisor.getFirst()))
                        .reduceByKey(Integer::sum, 2);
        assertThatThrownBy(sums::collect).hasMessageContaining("/ by zero");

        divisor.set(0, 1);

        assertThat(sums.collectAsMap()).containsEntry(0, 6).containsEntry(1, 4);
    }

    @Test
    void tasksThatChangeOneCapturedBuffer_eachHaveTheirOwn() {
        var sc = context("local[2]");
        var buffer = new int[1];
        var counted = sc.parallelize(List.of(1, 1, 1, 1, 1, 1), 3).map(x -> buffer[0] += x);

        assertThat(counted.collect()).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(buffer).containsExactly(0);
    }

    @Test
    void elementsOfACollection_areEachTasksOwn() {
        var sc = context("local[2]");
        var shared = new int[] {0};
        var raised = sc.parallelize(List.of(shared, shared, shared), 3).map(array -> ++array[0]);

        assertThat(raised.collect()).containsExactly(1, 1, 1);
        assertThat(raised.collect()).containsExactly(1, 1, 1);
        assertThat(shared).containsExactly(0);
    }

    @Test
    void reducerThatChangesItsValuesInPlace_doesNotChangeWhatTheNextJobReads() {
        var sc = context("local[2]");
        var lists =
                sc.parallelize(List.of(1, 2, 3, 4, 5, 6), 3)
                        .mapToPair(x -> new Tuple2<>(x % 2, new ArrayList<>(List.of(x))))
                        .reduceByKey(
                                (left, right) -> {
                                    left.addAll(right);
                                    return left;
                                },
                                2);

        assertThat(lists.collectAsMap()).containsEntry(0, new ArrayList<>(List.of(2, 4, 6)));
        assertThat(lists.collectAsMap()).containsEntry(0, new ArrayList<>(List.of(2, 4, 6)));
    }

    @Test
    void zeroOfAFold_isCopiedForEachKey() {
        var sc = context("local[2]");
        var lists =
                sc.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3)), 2)
                        .aggregateByKey(
                                new ArrayList<Integer>(),
                                (list, value) -> {
                                    list.add(value);
                                    return list;
                                },
                                (left, right) -> {
                                    left.addAll(right);
                                    return left;
                                });

        assertThat(lists.collectAsMap())
                .containsEntry("a", new ArrayList<>(List.of(1, 3)))
                .containsEntry("b", new ArrayList<>(List.of(2)));
    }

    @Test
    void capturedDataset_isRefusedWhereItIsCaptured() {
        var sc = context("local[2]");
        var numbers = sc.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> numbers.map(x -> x + numbers.count()))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_CAPTURES_DATASET))
                .hasMessageContaining("map at ClosureMeaningTest.java:");
    }

    @Test
    void capturedContext_isRefusedWhereItIsCaptured() {
        var sc = context("local[2]");
        var numbers = sc.parallelize(List.of(1, 2), 2);
        assertThatThrownBy(() -> numbers.map(x -> x + sc.defaultParallelism()))
                .isInstanceOfSatisfying(
                        SparrowException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_CAPTURES_DATASET));
    }

    private static final class Plug {}

    private record Inner(Plug plug) implements Serializable {}

    private record Middle(Inner inner) implements Serializable {}

    private record Outer(Middle middle) implements Serializable {}

    @Test
    void unserializableField_isNamedWithItsPath() {
        var sc = context("local[2]");
        var outer = new Outer(new Middle(new Inner(new Plug())));
        assertThatThrownBy(() -> sc.parallelize(List.of(1), 1).map(x -> x + outer.toString()))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_NOT_SERIALIZABLE))
                .hasMessageContaining("middle")
                .hasMessageContaining("inner")
                .hasMessageContaining("plug")
                .hasMessageContaining("Plug");
    }

    @Test
    void keyWithoutStableHash_isRefusedWithTheRemedy() {
        var sc = context("local[2]");
        Rdd<?> counts =
                sc.parallelize(List.of("a b"), 1)
                        .mapToPair(line -> new Tuple2<>(line.split(" "), 1))
                        .reduceByKey(Integer::sum);
        assertThatThrownBy(counts::collect)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSTABLE_KEY))
                .hasMessageContaining("java.lang.String[]")
                .hasMessageContaining("List");
    }

    @Test
    void userException_comesWithPlaceAndTheUsersFramesFirst() {
        var sc = context("local[2]");
        var parsed = sc.parallelize(Arrays.asList("2", "4", "three", "6"), 2).map(Integer::parseInt).map(x -> half(x));
        assertThatThrownBy(() -> parsed.collect())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageContaining("collect at ClosureMeaningTest.java:")
                .hasMessageContaining("map at ClosureMeaningTest.java:")
                .hasMessageContaining("partition 1")
                .hasMessageContaining("attempt 1 of 1")
                .hasMessageContaining("NumberFormatException")
                .hasMessageContaining("\"three\"")
                .hasCauseInstanceOf(NumberFormatException.class);

        var odd = sc.parallelize(List.of(1), 1).map(x -> half(x));
        assertThatThrownBy(() -> odd.collect())
                .satisfies(e -> {
                    var frames = e.getCause().getStackTrace();
                    assertThat(frames[0].getMethodName()).isEqualTo("half");
                    assertThat(frames[1].getMethodName()).contains("userException_comesWith");
                    assertThat(frames).hasSizeLessThan(6);
                });
    }

    private static int half(int x) {
        if (x % 2 == 1) {
            throw new IllegalStateException(x + " is odd");
        }
        return x / 2;
    }
}
