/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.isEven;
import static dev.sparrow.testing.Sample.key;
import static dev.sparrow.testing.Sample.orZero;
import static dev.sparrow.testing.Sample.plus;

import dev.sparrow.function.FilterFunction;
import dev.sparrow.value.Tuple2;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The methods that take a variable whose type is one of Java's own functions, and those for functions to collections
/// and streams.
@SuppressWarnings("UnnecessaryLambda") // that they are variables is what it is about
final class JavaFunctionCases {
    private static final Function<Integer, Integer> PLUS_ONE =
            (Function<Integer, Integer> & Serializable) x -> plus(x, 1);
    private static final Function<Integer, Integer> KEY = (Function<Integer, Integer> & Serializable) Sample::key;
    private static final Function<Integer, Integer> ITSELF = (Function<Integer, Integer> & Serializable) x -> x;
    private static final Function<Integer, Tuple2<Integer, Integer>> PAIR =
            (Function<Integer, Tuple2<Integer, Integer>> & Serializable) x -> new Tuple2<>(x, key(x));
    private static final Predicate<Integer> EVEN = (Predicate<Integer> & Serializable) Sample::isEven;
    private static final Predicate<Tuple2<Integer, Integer>> EVEN_VALUE =
            (Predicate<Tuple2<Integer, Integer>> & Serializable) pair -> isEven(pair._2());
    private static final Predicate<Double> LARGE = (Predicate<Double> & Serializable) x -> x > 1;
    private static final ToDoubleFunction<Integer> THIRD =
            (ToDoubleFunction<Integer> & Serializable) x -> orZero(x) / 3.0;
    private static final ToLongFunction<Integer> LONG = (ToLongFunction<Integer> & Serializable) Sample::orZero;
    private static final BinaryOperator<Integer> SUM =
            (BinaryOperator<Integer> & Serializable) (left, right) -> orZero(left) + orZero(right);
    private static final FilterFunction<Tuple2<Integer, Integer>> TRUE = pair -> true;
    private static final Queue<Integer> SEEN = new ConcurrentLinkedQueue<>();

    private JavaFunctionCases() {}

    static List<OperatorCase> elements() {
        return List.of(
                inOrder("Rdd.map by a variable", s -> s.rdd().map(PLUS_ONE), s -> s.stream().map(PLUS_ONE).toList()),
                inOrder("Rdd.filter by a variable", s -> s.rdd().filter(EVEN), s -> s.stream().filter(EVEN).toList()),
                inOrder(
                        "Rdd.filter by a negated one",
                        s -> {
                            FilterFunction<Integer> even = Sample::isEven;
                            return s.rdd().filter(x -> even.test(x));
                        },
                        s -> s.stream().filter(EVEN).toList()),
                inOrder(
                        "Rdd.mapToPair by a variable",
                        s -> s.rdd().mapToPair(PAIR),
                        s -> s.stream().map(PAIR).toList()),
                inOrder(
                        "Rdd.mapToDouble by a variable",
                        s -> s.rdd().mapToDouble(THIRD),
                        s -> s.stream().map(THIRD::applyAsDouble).toList()),
                inOrder("Rdd.keyBy by a variable", s -> s.rdd().keyBy(KEY), Sample::pairList),
                inOrder(
                        "Rdd.sortBy by a variable",
                        s -> s.filled().sortBy(ITSELF),
                        s -> s.filledList().stream().sorted().toList()),
                inAnyOrder(
                        "Rdd.groupBy by a variable",
                        s -> s.rdd().groupBy(KEY).keys(),
                        s -> s.stream().map(KEY).distinct().toList()),
                inOrder(
                        "Rdd.flatMapIterable",
                        s -> s.rdd().flatMapIterable(JavaFunctionCases::copies),
                        s -> s.stream().flatMap(x -> copies(x).stream()).toList()),
                inOrder(
                        "Rdd.flatMapStream",
                        s -> s.rdd().flatMapStream(x -> copies(x).stream().map(y -> plus(y, 1))),
                        s -> s.stream().flatMap(x -> copies(x).stream().map(y -> plus(y, 1))).toList()));
    }

    static List<OperatorCase> pairsAndNumbers() {
        return List.of(
                inOrder(
                        "PairRdd.filter by a variable",
                        s -> s.pairs().filter(EVEN_VALUE),
                        s -> s.pairList().stream().filter(EVEN_VALUE).toList()),
                inOrder("PairRdd.filter by a function", s -> s.pairs().filter(TRUE), Sample::pairList),
                inOrder(
                        "PairRdd.mapValues by a variable",
                        s -> s.pairs().mapValues(PLUS_ONE),
                        s -> s.stream().map(x -> new Tuple2<>(key(x), plus(x, 1))).toList()),
                inAnyOrder(
                        "PairRdd.reduceByKey by a variable",
                        s -> s.pairs().mapValues(Sample::orZero).reduceByKey(SUM),
                        JavaFunctionCases::sums),
                inOrder(
                        "DoubleRdd.filter by a variable",
                        s -> s.doubles().filter(LARGE),
                        s -> s.doubleList().stream().filter(LARGE).toList()),
                inOrder(
                        "DoubleRdd.filter by a function",
                        s -> {
                            FilterFunction<Double> large = LARGE::test;
                            return s.doubles().filter(large);
                        },
                        s -> s.doubleList().stream().filter(LARGE).toList()));
    }

    static List<OperatorCase> actions() {
        return List.of(
                action(
                        "Rdd.reduce by a variable",
                        s -> s.rdd().union(s.sc().parallelize(List.of(9))).reduce(SUM),
                        s -> s.stream().mapToInt(Sample::orZero).sum() + 9),
                action("Rdd.sumAsLong", s -> s.rdd().sumAsLong(Sample::orZero), s -> s.stream().mapToLong(LONG).sum()),
                action(
                        "Rdd.sumAsLong by a variable",
                        s -> s.rdd().sumAsLong(LONG),
                        s -> s.stream().mapToLong(LONG).sum()),
                action(
                        "Rdd.foreach by a variable",
                        s -> {
                            SEEN.clear();
                            s.filled().foreach((Consumer<Integer> & Serializable) x -> SEEN.add(x));
                            return OperatorCase.counts(new ArrayList<>(SEEN));
                        },
                        s -> OperatorCase.counts(s.filledList())));
    }

    private static List<Integer> copies(Integer number) {
        return Collections.nCopies(Math.floorMod(orZero(number), 3), number);
    }

    private static List<Tuple2<Integer, Integer>> sums(Sample sample) {
        Map<Integer, Integer> sums = new LinkedHashMap<>();
        sample.pairList().forEach(pair -> sums.merge(key(pair._2()), orZero(pair._2()), SUM));
        return sums.entrySet().stream().map(sum -> new Tuple2<>(sum.getKey(), sum.getValue())).toList();
    }
}
