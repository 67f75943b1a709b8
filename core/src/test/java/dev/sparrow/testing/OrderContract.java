/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.RangePartitioner;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Orders as Java programmers write them.
@SuppressWarnings("BoxingComparator") // what Java programmers write first
public abstract class OrderContract extends EngineContract {
    record Flight(String carrier, int delay) implements Serializable {}

    private static final List<Flight> FLIGHTS =
            List.of(new Flight("LH", 5), new Flight("BA", 30), new Flight("LH", 30), new Flight("AF", 0));

    private static Rdd<Flight> flights(Sparrow sc) {
        return sc.parallelize(FLIGHTS, 2);
    }

    private static PairRdd<Flight, Integer> pairs(Sparrow sc) {
        return flights(sc).mapToPair(flight -> new Tuple2<>(flight, 1));
    }

    /// That it compiles says that no call is ambiguous.
    @Test
    void everyLambdaAndMethodReference_isOneCall() {
        var sc = context();
        var flights = flights(sc);
        var pairs = pairs(sc);

        assertThat(flights.top(1, (a, b) -> Integer.compare(b.delay(), a.delay()))).hasSize(1);
        assertThat(flights.top(1, OrderContract::byDelay).getFirst().delay()).isEqualTo(30);
        assertThat(flights.takeOrdered(1, (a, b) -> Integer.compare(a.delay(), b.delay()))).hasSize(1);
        assertThat(flights.max((a, b) -> Integer.compare(a.delay(), b.delay())).delay()).isEqualTo(30);
        assertThat(flights.min(OrderContract::byDelay).delay()).isZero();
        assertThat(flights.sortBy(x -> x, (a, b) -> byDelay(a, b), false, 2).first().delay()).isEqualTo(30);
        assertThat(flights.sortBy(x -> x, OrderContract::byDelay, false, 2).first().delay()).isEqualTo(30);
        assertThat(flights.sortBy(Flight::delay, (a, b) -> b - a, true, 2).first().delay()).isEqualTo(30);
        assertThat(flights.sortBy(Flight::delay, Integer::compare, true, 2).first().delay()).isZero();
        assertThat(flights.sortBy(Flight::delay).first().delay()).isZero();
        assertThat(pairs.sortByKey((a, b) -> byDelay(a, b)).first()._1().delay()).isZero();
        assertThat(pairs.sortByKey(OrderContract::byDelay, false).first()._1().delay()).isEqualTo(30);
        assertThat(pairs.sortByKey((a, b) -> byDelay(a, b), false, 2).first()._1().delay()).isEqualTo(30);
        assertThat(pairs.filterByRange((a, b) -> byDelay(a, b), new Flight("", 1), new Flight("", 9)).count())
                .isEqualTo(1);
        var by = new RangePartitioner<>(2, pairs, true, (a, b) -> byDelay(a, b));
        assertThat(pairs.repartitionAndSortWithinPartitions(by, (a, b) -> byDelay(a, b)).first()._1().delay()).isZero();
        assertThat(new RangePartitioner<>(2, pairs, true, OrderContract::byDelay).numPartitions()).isEqualTo(2);
    }

    private static int byDelay(Flight left, Flight right) {
        return Integer.compare(left.delay(), right.delay());
    }

    @Test
    void comparatorMadeOfKeys_isTakenWhereverAnOrderIs() {
        var sc = context();
        var flights = flights(sc);
        var pairs = pairs(sc);
        var order =
                SerializableComparator.comparing(Flight::delay)
                        .reversed()
                        .thenComparing(Flight::carrier)
                        .thenComparing((_, _) -> 0);
        var sorted =
                FLIGHTS.stream().sorted(Comparator.comparing(Flight::delay).reversed().thenComparing(Flight::carrier));
        var expected = sorted.toList();
        Comparator<Flight> plain = order;

        assertThat(flights.takeOrdered(9, order)).isEqualTo(expected);
        assertThat(flights.takeOrdered(9, plain)).isEqualTo(expected);
        assertThat(flights.top(9, plain.reversed())).isEqualTo(expected);
        assertThat(flights.min(plain)).isEqualTo(expected.getFirst());
        assertThat(flights.max(order)).isEqualTo(expected.getLast());
        assertThat(flights.sortBy(x -> x, plain, true, 2).collect()).isEqualTo(expected);
        assertThat(flights.sortBy(x -> x, order, true, 2).collect()).isEqualTo(expected);
        assertThat(flights.sortBy(Flight::delay, Comparator.reverseOrder(), true, 2).first().delay()).isEqualTo(30);
        assertThat(pairs.sortByKey(plain).keys().collect()).isEqualTo(expected);
        assertThat(
                        pairs.filterByRange(plain, expected.get(1), expected.get(2))
                                .keys()
                                .sortBy(x -> x, order, true, 1)
                                .collect())
                .isEqualTo(expected.subList(1, 3));
        assertThat(new RangePartitioner<>(2, pairs, true, plain).numPartitions()).isEqualTo(2);
        assertThat(pairs.repartitionAndSortWithinPartitions(new HashPartitioner(1), plain).keys().collect())
                .isEqualTo(expected);
    }

    @Test
    void comparatorWhoseKeyCannotTravel_isRefusedInThatLine() {
        var flights = flights(context());
        var byDelay = Comparator.comparing(Flight::delay);

        for (var call :
                List.<ThrowingCallable>of(
                        () -> flights.top(1, byDelay),
                        () -> flights.max(byDelay),
                        () -> flights.takeOrdered(1, byDelay),
                        () -> flights.sortBy(x -> x, byDelay, true, 1),
                        () -> flights.keyBy(x -> x).filterByRange(byDelay, FLIGHTS.get(0), FLIGHTS.get(1)))) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            SparrowException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_NOT_SERIALIZABLE))
                    .hasMessageContaining("OrderContract.java:")
                    .hasMessageContaining(
                            "Write SerializableComparator.comparing(…) in place of Comparator.comparing(…)");
        }
    }

    @Test
    void tuples_areOrderedByTheirParts() {
        var sc = context();
        var twos = new ArrayList<Tuple2<String, Long>>();
        for (var i = 0; i < 5_000; i++) {
            twos.add(new Tuple2<>("key" + i % 70, (long) i));
        }
        Collections.shuffle(twos, new Random(1));
        var sorted =
                twos.stream().sorted(Comparator.comparing(Tuple2<String, Long>::_1).thenComparing(Tuple2::_2)).toList();
        var rdd = sc.parallelize(twos, 3);

        assertThat(rdd.sortBy(x -> x).collect()).isEqualTo(sorted);
        assertThat(rdd.keyBy(x -> x).sortByKey(false, 3).keys().collect()).isEqualTo(sorted.reversed());
        assertThat(rdd.max()).isEqualTo(sorted.getLast());
        assertThat(rdd.takeOrdered(3)).isEqualTo(sorted.subList(0, 3));
        assertThat(rdd.top(2)).isEqualTo(sorted.reversed().subList(0, 2));
        assertThat(sc.parallelize(List.of(new Tuple3<>(1, "b", 2.0), new Tuple3<>(1, "a", 3.0)), 2).min()._2())
                .isEqualTo("a");
        assertThat(sc.parallelize(List.of(new Tuple4<>(1, 1, 1, 2), new Tuple4<>(1, 1, 1, 1)), 2).min()._4())
                .isEqualTo(1);
    }

    @Test
    void tuplesOfPartsWithoutOrder_areRefusedByName() {
        var sc = context();
        var arrays = sc.parallelize(List.of(new Tuple2<>(1, new int[] {1}), new Tuple2<>(1, new int[] {2})), 1);
        var nulls = sc.parallelize(List.of(new Tuple2<>(1, 2), new Tuple2<Integer, Integer>(null, 2)), 1);

        assertThatThrownBy(() -> arrays.max())
                .hasMessageContaining("max at OrderContract.java:")
                .hasMessageContaining("Tuples are compared part by part, and _2 is a int[], which is not Comparable.");
        assertThatThrownBy(() -> nulls.sortBy(x -> x).collect())
                .hasMessageContaining("Tuples are compared part by part, and _1 is null in one of them.");
    }

    @Test
    void elementsArePrintedByTheMethodReferenceOfTheBooks() {
        context().parallelize(List.of(1, 2), 2).filter(x -> x > 2).foreach(System.out::println);
    }

    @Test
    void optionalKeys_areLookedUp() {
        var pairs = context().parallelize(List.of(1, 2, 3), 2).keyBy(x -> Optional.of(x % 2));
        assertThat(pairs.lookup(Optional.of(1))).containsExactly(1, 3);
        assertThat(pairs.partitionBy(new HashPartitioner(2)).lookup(Optional.of(0))).containsExactly(2);
    }
}
