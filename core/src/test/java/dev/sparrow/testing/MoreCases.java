/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.key;
import static dev.sparrow.testing.Sample.orZero;

import dev.sparrow.FutureAction;
import dev.sparrow.Rdd;
import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.testing.PairCases.ByParity;
import dev.sparrow.value.BoundedDouble;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What came after the first operators: samples, trees, commands, partitions side by side, estimates, and actions in
/// the background.
final class MoreCases {
    /// As long as tasks run in this JVM.
    private static final ConcurrentLinkedQueue<Object> SEEN = new ConcurrentLinkedQueue<>();

    private static final long LONG = 60_000;
    private static final Function2<List<Integer>, Integer, List<Integer>> ADD = Functions::appended;
    private static final Function2<List<Integer>, List<Integer>, List<Integer>> ADD_ALL = Functions::joined;

    private MoreCases() {}

    static List<OperatorCase> all() {
        return Stream.of(partitions(), commands(), samples(), trees(), pairs(), groups(), approximate(), background())
                .flatMap(List::stream)
                .toList();
    }

    // ---- Partitions -------------------------------------------------------------------------------------------------

    private static List<OperatorCase> partitions() {
        return List.of(
                inOrder("Rdd.setName", s -> s.rdd().setName("numbers"), Sample::numbers),
                inOrder("PairRdd.setName", s -> s.pairs().setName("pairs"), Sample::pairList),
                inOrder("DoubleRdd.setName", s -> s.doubles().setName("doubles"), Sample::doubleList),
                action("Rdd.name", s -> s.rdd().setName("numbers").name().orElseThrow(), _ -> "numbers"),
                inOrder("Rdd.zipWithUniqueId", s -> s.rdd().zipWithUniqueId(), MoreCases::uniqueIds),
                inOrder(
                        "Rdd.zipPartitions",
                        s -> s.rdd().zipPartitions(s.otherRdd(), (xs, ys) -> lists(xs, ys)),
                        s -> zipped(s, s.slices(), otherSlices(s))),
                inOrder(
                        "Rdd.zipPartitions of three",
                        s -> s.rdd().zipPartitions(s.otherRdd(), s.rdd(), (xs, ys, zs) -> lists(xs, ys, zs)),
                        s -> zipped(s, s.slices(), otherSlices(s), s.slices())),
                inOrder(
                        "Rdd.zipPartitions of four",
                        s ->
                                s.rdd()
                                        .zipPartitions(
                                                s.otherRdd(),
                                                s.rdd().map(x -> x),
                                                s.otherRdd(),
                                                (ws, xs, ys, zs) -> lists(ws, xs, ys, zs)),
                        s -> zipped(s, s.slices(), otherSlices(s), s.slices(), otherSlices(s))),
                inAnyOrder(
                        "Rdd.subtract by partitioner",
                        s -> s.rdd().subtract(s.otherRdd(), new ByParity()),
                        s -> s.stream().filter(x -> !s.others().contains(x)).toList()),
                inAnyOrder(
                        "PairRdd.subtract by partitioner",
                        s -> s.pairs().subtract(s.pairs().filter(pair -> pair._2() != null), new AllInOne()),
                        s -> s.pairList().stream().filter(pair -> pair._2() == null).toList()),
                inAnyOrder(
                        "DoubleRdd.subtract by partitioner",
                        s -> s.doubles().subtract(s.doubles().filter(x -> x > 1), new AllInOne()),
                        s -> s.doubleList().stream().filter(x -> x <= 1).toList()),
                action(
                        "Rdd.collectPartitions",
                        s -> s.rdd().collectPartitions(backAndForth(s)),
                        s -> IntStream.of(backAndForth(s)).mapToObj(s.slices()::get).toList()));
    }

    static final class AllInOne extends dev.sparrow.value.Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }
    }

    private static int[] backAndForth(Sample sample) {
        return sample.partitions() == 0
                ? new int[0]
                : new int[] {sample.partitions() - 1, 0, sample.partitions() / 2, 0};
    }

    private static List<?> uniqueIds(Sample sample) {
        var pairs = new ArrayList<Tuple2<Integer, Long>>();
        for (var p = 0; p < sample.partitions(); p++) {
            var id = (long) p;
            for (var number : sample.slices().get(p)) {
                pairs.add(new Tuple2<>(number, id));
                id += sample.partitions();
            }
        }
        return pairs;
    }

    @SafeVarargs
    private static Iterator<String> lists(Iterator<Integer>... inputs) {
        var all = new ArrayList<String>();
        for (var input : inputs) {
            var numbers = new ArrayList<Integer>();
            input.forEachRemaining(numbers::add);
            all.add(numbers.toString());
        }
        return all.iterator();
    }

    private static List<List<Integer>> otherSlices(Sample sample) {
        return new Sample("", sample.sc(), sample.partitions(), sample.others(), List.of()).slices();
    }

    @SafeVarargs
    private static List<String> zipped(Sample sample, List<List<Integer>>... inputs) {
        var all = new ArrayList<String>();
        for (var p = 0; p < sample.partitions(); p++) {
            for (var input : inputs) {
                all.add(input.get(p).toString());
            }
        }
        return all;
    }

    // ---- Commands ---------------------------------------------------------------------------------------------------

    private static List<OperatorCase> commands() {
        return List.of(
                inOrder("Rdd.pipe", s -> s.rdd().coalesce(2).pipe(" cat  -u "), MoreCases::texts),
                inOrder("Rdd.pipe of words", s -> s.rdd().coalesce(2).pipe(List.of("cat")), MoreCases::texts),
                inOrder(
                        "Rdd.pipe with variables",
                        s ->
                                s.rdd()
                                        .coalesce(1)
                                        .pipe(List.of("sh", "-c", "sed s/null/$NOTHING/"), Map.of("NOTHING", "none")),
                        s -> texts(s).stream().map(text -> text.replace("null", "none")).toList()),
                inOrder(
                        "Rdd.pipe in a folder",
                        s -> s.rdd().coalesce(1).pipe(List.of("sh", "-c", "cat; ls"), Map.of(), true, 1),
                        MoreCases::texts),
                inOrder(
                        "Rdd.pipe in another encoding",
                        s ->
                                s.rdd()
                                        .coalesce(1)
                                        .map(x -> "é" + x)
                                        .pipe(List.of("cat"), Map.of(), false, 100, "ISO-8859-1"),
                        s -> texts(s).stream().map(text -> "é" + text).toList()));
    }

    private static List<String> texts(Sample sample) {
        return sample.stream().map(String::valueOf).toList();
    }

    // ---- Samples ----------------------------------------------------------------------------------------------------

    private static List<OperatorCase> samples() {
        return List.of(
                action(
                        "Rdd.randomSplit",
                        s -> sizes(s.rdd().randomSplit(new double[] {1, 0, 3}, 7)),
                        s -> List.of(s.numbers().size(), 3)),
                action(
                        "Rdd.randomSplit by chance",
                        s -> OperatorCase.counts(union(s.rdd().randomSplit(new double[] {2, 1})).collect()),
                        s -> OperatorCase.counts(s.numbers())),
                action(
                        "Rdd.takeSample all",
                        s -> OperatorCase.counts(s.rdd().takeSample(false, 1000, 5)),
                        s -> OperatorCase.counts(s.numbers())),
                action("Rdd.takeSample", s -> isPart(s.rdd().takeSample(false, 7), s.numbers(), 7), _ -> true),
                action(
                        "Rdd.takeSample with replacement",
                        s -> s.rdd().takeSample(true, 500, 5).stream().filter(s.numbers()::contains).count(),
                        s -> s.numbers().isEmpty() ? 0L : 500L),
                inOrder("PairRdd.sampleByKey", s -> s.pairs().sampleByKey(false, fractions(1)), MoreCases::withOddKeys),
                inOrder("PairRdd.sampleByKey none", s -> s.pairs().sampleByKey(true, fractions(0), 3), _ -> List.of()),
                inOrder(
                        "PairRdd.sampleByKeyExact",
                        s -> s.pairs().sampleByKeyExact(false, fractions(1)),
                        MoreCases::withOddKeys),
                action(
                        "PairRdd.sampleByKeyExact half",
                        s -> s.pairs().sampleByKeyExact(false, fractions(0.5), 3).countByKey(),
                        s -> halves(s)),
                action(
                        "PairRdd.sampleByKeyExact with replacement",
                        s -> s.pairs().sampleByKeyExact(true, fractions(0.5), 3).countByKey(),
                        s -> halves(s)));
    }

    private static Map<Integer, Double> fractions(double fraction) {
        var fractions = new HashMap<Integer, Double>();
        for (var key : Arrays.asList(null, -3, -1, 1, 3)) {
            fractions.put(key, fraction);
        }
        return fractions;
    }

    private static List<Tuple2<Integer, Integer>> withOddKeys(Sample sample) {
        return sample.pairList().stream().filter(pair -> pair._1() == null || pair._1() % 2 != 0).toList();
    }

    private static Map<Object, Long> halves(Sample sample) {
        var counts = OperatorCase.counts(withOddKeys(sample).stream().map(Tuple2::_1).toList());
        counts.replaceAll((_, count) -> (count + 1) / 2);
        return counts;
    }

    private static <T> Rdd<T> union(List<Rdd<T>> parts) {
        return parts.stream().reduce(Rdd::union).orElseThrow();
    }

    private static List<Integer> sizes(List<Rdd<Integer>> parts) {
        return List.of((int) parts.stream().mapToLong(Rdd::count).sum(), parts.size());
    }

    private static boolean isPart(List<Integer> some, List<Integer> all, int size) {
        var rest = new ArrayList<>(all);
        return some.size() == Math.min(size, all.size()) && some.stream().allMatch(rest::remove);
    }

    // ---- Trees ------------------------------------------------------------------------------------------------------

    private static List<OperatorCase> trees() {
        return List.of(
                action(
                        "Rdd.treeReduce",
                        s -> withNine(s).treeReduce(Functions::compose),
                        s -> nine(s).stream().reduce(Functions::compose).orElseThrow()),
                action(
                        "Rdd.treeReduce in five levels",
                        s -> withNine(s).treeReduce(Functions::compose, 5),
                        s -> nine(s).stream().reduce(Functions::compose).orElseThrow()),
                action(
                        "Rdd.treeAggregate",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL),
                        Sample::numbers),
                action(
                        "Rdd.treeAggregate in four levels",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL, 4),
                        Sample::numbers),
                action(
                        "Rdd.treeAggregate to the end",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL, 2, true),
                        Sample::numbers));
    }

    private static Rdd<Integer> withNine(Sample sample) {
        return sample.rdd().union(sample.sc().parallelize(List.of(9), 1));
    }

    private static List<Integer> nine(Sample sample) {
        return RddCases.joined(sample.numbers(), List.of(9));
    }

    // ---- Pairs ------------------------------------------------------------------------------------------------------

    private static List<OperatorCase> pairs() {
        SerializableComparator<Integer> nullFirst =
                (left, right) -> Integer.compare(left == null ? -99 : left, right == null ? -99 : right);
        return List.of(
                action(
                        "PairRdd.reduceByKeyLocally",
                        s -> s.pairs().reduceByKeyLocally((left, right) -> orZero(left) + orZero(right)),
                        s -> sums(s)),
                inOrder(
                        "PairRdd.filterByRange",
                        s -> s.filled().keyBy(x -> x).filterByRange(-1, 7),
                        s ->
                                s.filledList().stream()
                                        .filter(x -> -1 <= x && x <= 7)
                                        .map(x -> new Tuple2<>(x, x))
                                        .toList()),
                inOrder(
                        "PairRdd.filterByRange by order",
                        s -> s.pairs().filterByRange(nullFirst, null, 0),
                        s -> s.pairList().stream().filter(pair -> pair._1() == null || pair._1() <= 0).toList()),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey",
                        s -> s.pairs().countApproxDistinctByKey(0.01),
                        MoreCases::distinctByKey),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey into partitions",
                        s -> s.pairs().countApproxDistinctByKey(0.05, s.more()),
                        MoreCases::distinctByKey),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey by partitioner",
                        s -> s.pairs().countApproxDistinctByKey(0.02, new ByParity()),
                        MoreCases::distinctByKey));
    }

    private static Map<Integer, Integer> sums(Sample sample) {
        var sums = new HashMap<Integer, Integer>();
        for (var pair : sample.pairList()) {
            var sum =
                    sums.containsKey(pair._1())
                            ? Integer.valueOf(orZero(sums.get(pair._1())) + orZero(pair._2()))
                            : pair._2();
            sums.put(pair._1(), sum);
        }
        return sums;
    }

    private static List<Tuple2<Integer, Long>> distinctByKey(Sample sample) {
        var values = OperatorCase.counts(sample.pairList().stream().distinct().map(Tuple2::_1).toList());
        var pairs = new ArrayList<Tuple2<Integer, Long>>();
        values.forEach((key, count) -> pairs.add(new Tuple2<>((Integer) key, count)));
        return pairs;
    }

    private static List<OperatorCase> groups() {
        return List.of(
                inAnyOrder(
                        "PairRdd.groupWith",
                        s -> s.pairs().groupWith(s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple2<>(xs, ys))),
                inAnyOrder(
                        "PairRdd.groupWith two others",
                        s -> s.pairs().groupWith(s.otherPairs(), s.pairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.groupWith three others",
                        s -> s.pairs().groupWith(s.otherPairs(), s.pairs(), s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of three into partitions",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.more()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.cogroup of three by partitioner",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), new ByParity()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.cogroup of four",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of four into partitions",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs(), s.more()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of four by partitioner",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs(), new ByParity()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))));
    }

    private static List<?> grouped(
            Sample sample, java.util.function.BiFunction<List<Integer>, List<String>, Object> together) {
        var keys = new ArrayList<Integer>();
        sample.numbers().forEach(x -> keys.add(key(x)));
        sample.others().forEach(x -> keys.add(key(x)));
        return keys.stream()
                .distinct()
                .map(key -> {
                    var xs = sample.pairList().stream().filter(pair -> Objects.equals(pair._1(), key));
                    var ys = sample.otherPairList().stream().filter(pair -> Objects.equals(pair._1(), key));
                    return new Tuple2<>(key, together.apply(xs.map(Tuple2::_2).toList(), ys.map(Tuple2::_2).toList()));
                })
                .toList();
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
                        s -> seen(s.filled().foreachAsync(x -> SEEN.add(x))),
                        s -> OperatorCase.counts(s.filledList())),
                action(
                        "Rdd.foreachPartitionAsync",
                        s -> seen(s.filled().foreachPartitionAsync(xs -> xs.forEachRemaining(SEEN::add))),
                        s -> OperatorCase.counts(s.filledList())));
    }

    private static <T> T got(FutureAction<T> action) throws InterruptedException, ExecutionException {
        var result = action.get();
        if (!action.isDone()) {
            throw new AssertionError("no job");
        }
        return result;
    }

    private static Object seen(FutureAction<Void> action) throws InterruptedException, ExecutionException {
        action.get();
        var counts = OperatorCase.counts(SEEN);
        SEEN.clear();
        return counts;
    }
}
