/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;

import dev.sparrow.shared.CollectionAccumulator;
import dev.sparrow.status.FutureAction;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;

/// Actions that do not keep their caller waiting: estimates, and those in the background.
final class EstimateCases {
    private static final long LONG = 60_000;

    private EstimateCases() {}

    static List<OperatorCase> all() {
        return Stream.of(approximate(), background()).flatMap(List::stream).toList();
    }

    // ---- Estimates --------------------------------------------------------------------------------------------------

    private static List<OperatorCase> approximate() {
        return List.of(
                action(
                        "Rdd.countApprox",
                        s -> s.rdd().countApprox(LONG).initialValue(),
                        s -> BoundedDouble.exactly(s.numbers().size())),
                action(
                        "Rdd.countApprox in the end",
                        s -> s.rdd().countApprox(0, 0.5).getFinalValue(),
                        s -> BoundedDouble.exactly(s.numbers().size())),
                action(
                        "Rdd.countByValueApprox",
                        s -> s.rdd().countByValueApprox(LONG).initialValue(),
                        s -> exactly(s.numbers())),
                action(
                        "Rdd.countByValueApprox in the end",
                        s -> s.rdd().countByValueApprox(0, 0.5).getFinalValue(),
                        s -> exactly(s.numbers())),
                action(
                        "PairRdd.countByKeyApprox",
                        s -> s.pairs().countByKeyApprox(LONG).initialValue(),
                        s -> exactly(s.pairList().stream().map(Tuple2::_1).toList())),
                action(
                        "PairRdd.countByKeyApprox in the end",
                        s -> s.pairs().countByKeyApprox(0, 1).getFinalValue(),
                        s -> exactly(s.pairList().stream().map(Tuple2::_1).toList())),
                action(
                        "Rdd.countApproxDistinct",
                        s -> s.rdd().countApproxDistinct(0.05),
                        s -> s.stream().distinct().count()),
                action(
                        "Rdd.countApproxDistinct finer than any estimate",
                        s -> s.rdd().countApproxDistinct(0.000017),
                        s -> s.stream().distinct().count()),
                action(
                        "DoubleRdd.sumApprox",
                        s -> rounded(s.doubles().sumApprox(LONG).initialValue()),
                        s -> rounded(s.doubleList().stream().mapToDouble(x -> x).sum())),
                action(
                        "DoubleRdd.sumApprox in the end",
                        s -> rounded(s.doubles().sumApprox(0, 0.9).getFinalValue()),
                        s -> rounded(s.doubleList().stream().mapToDouble(x -> x).sum())),
                action(
                        "DoubleRdd.meanApprox",
                        s -> rounded(s.doubles().meanApprox(LONG).initialValue()),
                        s -> rounded(s.doubleList().stream().mapToDouble(x -> x).average().orElse(Double.NaN))),
                action(
                        "DoubleRdd.meanApprox in the end",
                        s -> rounded(s.doubles().meanApprox(0, 0.9).getFinalValue()),
                        s -> rounded(s.doubleList().stream().mapToDouble(x -> x).average().orElse(Double.NaN))),
                action(
                        "DoubleRdd.histogram as in Spark",
                        s -> Arrays.toString(s.doubles().histogram(new Double[] {-1.0, 0.0, 1.0}, false)),
                        s -> Arrays.toString(s.doubles().histogram(new double[] {-1, 0, 1}))));
    }

    private static Map<Object, BoundedDouble> exactly(List<?> elements) {
        var exact = new HashMap<Object, BoundedDouble>();
        OperatorCase.counts(elements).forEach((element, count) -> exact.put(element, BoundedDouble.exactly(count)));
        return exact;
    }

    private static List<Object> rounded(BoundedDouble value) {
        return List.of(Math.round(value.mean() * 1e6), value.confidence(), value.low() == value.high());
    }

    private static List<Object> rounded(double value) {
        return List.of(Math.round(value * 1e6), 1.0, !Double.isNaN(value));
    }

    // ---- In the background ------------------------------------------------------------------------------------------

    private static List<OperatorCase> background() {
        return List.of(
                action("Rdd.countAsync", s -> got(s.rdd().countAsync()), s -> (long) s.numbers().size()),
                action("Rdd.collectAsync", s -> got(s.rdd().collectAsync()), Sample::numbers),
                action("Rdd.takeAsync", s -> got(s.rdd().takeAsync(5)), s -> s.stream().limit(5).toList()),
                action(
                        "Rdd.foreachAsync",
                        s -> seen(s, seen -> s.filled().foreachAsync(x -> seen.add(x))),
                        s -> OperatorCase.counts(s.filledList())),
                action(
                        "Rdd.foreachPartitionAsync",
                        s ->
                                seen(
                                        s,
                                        seen ->
                                                s.filled()
                                                        .foreachPartitionAsync(
                                                                xs -> xs.forEachRemaining(x -> seen.add(x)))),
                        s -> OperatorCase.counts(s.filledList())));
    }

    private static <T> T got(FutureAction<T> action) throws InterruptedException, ExecutionException {
        var result = action.get();
        if (!action.isDone()) {
            throw new AssertionError("no job");
        }
        return result;
    }

    private static Object seen(Sample sample, Function<CollectionAccumulator<Object>, FutureAction<Void>> action)
            throws InterruptedException, ExecutionException {
        var seen = sample.sc().<Object>collectionAccumulator();
        action.apply(seen).get();
        return OperatorCase.counts(seen.value());
    }
}
