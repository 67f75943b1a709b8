/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;

import dev.sparrow.testing.PairCases.ByParity;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Partitions side by side, or in the hands of a command.
final class PartitionCases {
    private PartitionCases() {}

    static List<OperatorCase> all() {
        return Stream.of(partitions(), commands()).flatMap(List::stream).toList();
    }

    // ---- Partitions -------------------------------------------------------------------------------------------------

    private static List<OperatorCase> partitions() {
        return List.of(
                inOrder("Rdd.setName", s -> s.rdd().setName("numbers"), Sample::numbers),
                inOrder("PairRdd.setName", s -> s.pairs().setName("pairs"), Sample::pairList),
                inOrder("DoubleRdd.setName", s -> s.doubles().setName("doubles"), Sample::doubleList),
                action("Rdd.name", s -> s.rdd().setName("numbers").name().orElseThrow(), _ -> "numbers"),
                inOrder("Rdd.zipWithUniqueId", s -> s.rdd().zipWithUniqueId(), PartitionCases::uniqueIds),
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

    static final class AllInOne extends Partitioner {
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
                inOrder("Rdd.pipe", s -> s.rdd().coalesce(2).pipe(" cat  -u "), PartitionCases::texts),
                inOrder("Rdd.pipe of words", s -> s.rdd().coalesce(2).pipe(List.of("cat")), PartitionCases::texts),
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
                        PartitionCases::texts),
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
}
