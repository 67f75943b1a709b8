/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Whatever calls a function of the user's says for which element it threw, however the call was made; unless values
/// are not to be shown.
public abstract class FailedElementsContract extends EngineContract {
    private static final long SECRET = 73_219;
    private static final int MANY = 100_000;

    interface Use {
        void of(Rdd<Long> elements, PairRdd<Long, Long> pairs);
    }

    /// @param told how the message names the element, by its value
    record Case(String name, String told, Use use) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static long check(long value) {
        if (value == SECRET) {
            throw new IllegalArgumentException("cannot take " + value);
        }
        return value;
    }

    private static boolean checked(long value) {
        return check(value) >= 0;
    }

    private static final class Checking extends Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 2;
        }

        @Override
        public int getPartition(Object key) {
            return (int) check((Long) key) % 2;
        }
    }

    /// A key whose methods throw.
    private static final class Odd implements Serializable, Comparable<Odd> {
        private static final long serialVersionUID = 1;
        private final long value;

        private Odd(long value) {
            this.value = value;
        }

        @Override
        public int hashCode() {
            return (int) check(value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Odd odd && odd.value == value;
        }

        @Override
        public int compareTo(Odd other) {
            return Long.compare(check(value), check(other.value));
        }

        @Override
        public String toString() {
            return "odd " + value;
        }
    }

    private static Iterator<Long> lateFailure(long value) {
        return Stream.of(0L, value).map(x -> check(x)).iterator();
    }

    static Stream<Case> cases() {
        return Stream.of(steps(), folds(), places(), takers()).flatMap(List::stream);
    }

    private static List<Case> steps() {
        var pair = "(" + SECRET + "," + SECRET + ")";
        return List.of(
                new Case("map", "" + SECRET, (e, _) -> e.map(x -> check(x)).count()),
                new Case(
                        "map of map",
                        "x" + SECRET,
                        (e, _) -> e.map(x -> "x" + x).map(x -> check(Long.parseLong(x.substring(1)))).count()),
                new Case("filter", "" + SECRET, (e, _) -> e.filter(x -> checked(x)).count()),
                new Case("flatMap", "" + SECRET, (e, _) -> e.flatMap(x -> List.of(check(x)).iterator()).count()),
                new Case("flatMap, later", "" + SECRET, (e, _) -> e.flatMap(x -> lateFailure(x)).count()),
                new Case("mapToPair", "" + SECRET, (e, _) -> e.mapToPair(x -> new Tuple2<>(check(x), x)).count()),
                new Case("mapToDouble", "" + SECRET, (e, _) -> e.mapToDouble(x -> check(x)).count()),
                new Case("keyBy", "" + SECRET, (e, _) -> e.keyBy(x -> check(x)).count()),
                new Case("mapValues", pair, (_, p) -> p.mapValues(x -> check(x)).count()),
                new Case("flatMapValues", pair, (_, p) -> p.flatMapValues(x -> List.of(check(x)).iterator()).count()),
                new Case("foreach", "" + SECRET, (e, _) -> e.foreach(x -> check(x))));
    }

    /// Functions that take the elements themselves.
    private static List<Case> takers() {
        return List.of(
                new Case("foreachPartition", "" + SECRET, (e, _) -> e.foreachPartition(FailedElementsContract::all)),
                new Case(
                        "mapPartitions",
                        "" + SECRET,
                        (e, _) -> e.mapPartitions(xs -> List.of(all(xs)).iterator()).count()),
                new Case("mapPartitions, later", "" + SECRET, (e, _) -> e.mapPartitions(xs -> mapped(xs)).count()),
                new Case(
                        "mapPartitions of an operator",
                        "x" + SECRET,
                        (e, _) ->
                                e.map(x -> "x" + x)
                                        .mapPartitions(xs ->
                                                mapped(
                                                        new Iterator<Long>() {
                                                            @Override
                                                            public boolean hasNext() {
                                                                return xs.hasNext();
                                                            }

                                                            @Override
                                                            public Long next() {
                                                                return Long.valueOf(xs.next().substring(1));
                                                            }
                                                        }))
                                        .count()),
                new Case(
                        "zipPartitions",
                        SECRET + " and " + SECRET,
                        (e, _) -> e.zipPartitions(e, (xs, ys) -> mapped(xs, ys)).count()));
    }

    private static long all(Iterator<Long> elements) {
        var sum = 0L;
        while (elements.hasNext()) {
            sum += check(elements.next());
        }
        return sum;
    }

    private static Iterator<Long> mapped(Iterator<Long> elements) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Long next() {
                return check(elements.next());
            }
        };
    }

    private static Iterator<Long> mapped(Iterator<Long> left, Iterator<Long> right) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public Long next() {
                return left.next() + check(right.next());
            }
        };
    }

    private static List<Case> folds() {
        return List.of(
                new Case("reduce", "" + SECRET, (e, _) -> e.reduce((a, b) -> Math.max(a, check(b)))),
                new Case("fold", "" + SECRET, (e, _) -> e.fold(0L, (a, b) -> Math.max(a, check(b)))),
                new Case(
                        "aggregate",
                        "" + SECRET,
                        (e, _) -> e.aggregate(0, (a, b) -> (int) (a + check(b)), Integer::sum)),
                new Case(
                        "reduceByKey",
                        "" + SECRET,
                        (e, _) ->
                                e.mapToPair(x -> new Tuple2<>(x % 3, x))
                                        .reduceByKey((a, b) -> Math.max(a, check(b)))
                                        .count()),
                new Case(
                        "aggregateByKey",
                        "" + SECRET,
                        (e, _) ->
                                e.mapToPair(x -> new Tuple2<>(x % 3, x))
                                        .aggregateByKey(0L, (a, b) -> a + check(b), Long::sum)
                                        .count()));
    }

    private static List<Case> places() {
        return List.of(
                new Case("partitioner", "" + SECRET, (_, p) -> p.partitionBy(new Checking()).count()),
                new Case("sort key", "" + SECRET, (e, _) -> e.sortBy(x -> check(x)).count()),
                new Case("comparator", "" + SECRET, (e, _) -> e.top(3, (a, b) -> Long.compare(check(a), check(b)))),
                new Case(
                        "comparator of a sort",
                        "" + SECRET,
                        (e, _) -> e.sortBy(x -> x, (a, b) -> Long.compare(check(a), check(b)), true, 2).count()),
                new Case("compareTo", "odd " + SECRET, (e, _) -> e.map(Odd::new).max()),
                new Case("hashCode", "odd " + SECRET, (e, _) -> e.map(Odd::new).distinct().count()),
                new Case(
                        "hashCode in place",
                        "odd " + SECRET,
                        (e, _) -> e.mapToPair(x -> new Tuple2<>(new Odd(x), x)).reduceByKeyLocally(Long::sum)));
    }

    private SparrowException failure(Case one, String pipelines, String values) {
        var conf = new SparrowConf().set(Keys.PIPELINES, pipelines).set(Keys.ERROR_VALUES, values);
        var elements = context(conf).range(0, MANY, 1, 2);
        var pairs = elements.mapToPair(x -> new Tuple2<>(x, x));
        return catchThrowableOfType(SparrowException.class, () -> one.use().of(elements, pairs));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementThatFailed_isNamed(Case one) {
        for (var pipelines : List.of("never", "auto", "always")) {
            var failure = failure(one, pipelines, "shown");
            assertThat(failure.code()).as(pipelines).isEqualTo(ErrorCode.USER_FUNCTION);
            assertThat(failure)
                    .as(pipelines)
                    .hasMessageContaining("threw java.lang.IllegalArgumentException: cannot take " + SECRET + " ")
                    .hasMessageMatching("(?s).* (for|after it took) the elements? .*\\Q" + one.told() + "\\E.*");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesThatAreNotToBeShown_areNowhere(Case one) {
        for (var pipelines : List.of("never", "always")) {
            var failure = failure(one, pipelines, "type");
            var printed = new StringWriter();
            failure.printStackTrace(new PrintWriter(printed, true));
            assertThat(printed.toString())
                    .as(pipelines)
                    .containsPattern("IllegalArgumentException (for|after it took) the element")
                    .contains("FailedElementsContract.check")
                    .doesNotContain("" + SECRET);
        }
    }
}
