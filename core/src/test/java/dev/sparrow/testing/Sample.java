/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The same elements as datasets and as lists.
///
/// @param partitions of each dataset; 0 for datasets without partitions, and then without elements
/// @param numbers some are null
/// @param others share some elements with `numbers`
record Sample(String name, Sparrow sc, int partitions, List<Integer> numbers, List<Integer> others) {
    private static final List<Integer> FEW = Arrays.asList(5, null, -3, 5, 0, 7, 7, null, 2, -3, 12, 1);
    private static final List<Integer> OTHERS = Arrays.asList(7, 7, 100, null, -3, 8);

    /// Few elements (so most of 64 partitions are empty), none at all, and many of which nearly all share one key.
    static List<Sample> of(Sparrow sc, int partitions) {
        var skewed = IntStream.range(0, 300).mapToObj(i -> i % 10 == 0 ? i : 3).toList();
        return List.of(
                new Sample("few elements", sc, partitions, FEW, OTHERS),
                new Sample("no elements", sc, partitions, List.of(), List.of()),
                new Sample("one key has nearly all", sc, partitions, skewed, OTHERS));
    }

    static Sample withoutPartitions(Sparrow sc) {
        return new Sample("no partitions", sc, 0, List.of(), List.of());
    }

    @Override
    public String toString() {
        return name + " in " + partitions + " partitions";
    }

    // ---- Datasets ---------------------------------------------------------------------------------------------------

    Rdd<Integer> rdd() {
        return dataset(numbers);
    }

    Rdd<Integer> otherRdd() {
        return dataset(others);
    }

    /// Without null.
    Rdd<Integer> filled() {
        return dataset(filledList());
    }

    PairRdd<Integer, Integer> pairs() {
        return PairRdd.fromRdd(dataset(pairList()));
    }

    PairRdd<Integer, String> otherPairs() {
        return PairRdd.fromRdd(dataset(otherPairList()));
    }

    DoubleRdd doubles() {
        return dataset(doubleList()).mapToDouble(x -> x);
    }

    private <T> Rdd<T> dataset(List<T> elements) {
        return partitions == 0 ? sc.emptyRdd() : sc.parallelize(elements, partitions);
    }

    /// A number of partitions to ask for, another than there are.
    int more() {
        return partitions + 3;
    }

    // ---- Lists ------------------------------------------------------------------------------------------------------

    List<Integer> filledList() {
        return numbers.stream().filter(Objects::nonNull).toList();
    }

    List<Tuple2<Integer, Integer>> pairList() {
        return numbers.stream().map(x -> new Tuple2<>(key(x), x)).toList();
    }

    List<Tuple2<Integer, String>> otherPairList() {
        return others.stream().map(x -> new Tuple2<>(key(x), x == null ? null : "v" + x)).toList();
    }

    List<Double> doubleList() {
        return filledList().stream().map(x -> x / 4.0).toList();
    }

    Stream<Integer> stream() {
        return numbers.stream();
    }

    /// The numbers of each partition.
    List<List<Integer>> slices() {
        var slices = new ArrayList<List<Integer>>();
        for (var p = 0; p < partitions; p++) {
            slices.add(numbers.subList(p * numbers.size() / partitions, (p + 1) * numbers.size() / partitions));
        }
        return slices;
    }

    /// From -3 to 3, or null.
    static Integer key(Integer number) {
        return number == null ? null : number % 4;
    }

    static Integer plus(Integer number, int summand) {
        return number == null ? null : number + summand;
    }

    static boolean isEven(Integer number) {
        return number != null && number % 2 == 0;
    }

    static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
