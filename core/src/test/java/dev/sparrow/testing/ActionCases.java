/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.Sample.isEven;
import static dev.sparrow.testing.Sample.orZero;

import dev.sparrow.Rdd;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.shared.CollectionAccumulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The actions of `Rdd`.
final class ActionCases {
    /// Many ties, which the place in the dataset decides.
    private static final SerializableComparator<Integer> BY_REMAINDER =
            (left, right) -> Integer.compare(orZero(left) % 3, orZero(right) % 3);

    private ActionCases() {}

    static List<OperatorCase> all() {
        return Stream.of(whole(), first(), least()).flatMap(List::stream).toList();
    }

    private static List<OperatorCase> whole() {
        return List.of(
                action("Rdd.collect", s -> s.rdd().collect(), Sample::numbers),
                action("Rdd.toList", s -> s.rdd().toList(), Sample::numbers),
                action(
                        "Rdd.toLocalIterator",
                        s -> {
                            var all = new ArrayList<Integer>();
                            s.rdd().toLocalIterator().forEachRemaining(all::add);
                            return all;
                        },
                        Sample::numbers),
                action("Rdd.count", s -> s.rdd().count(), s -> (long) s.numbers().size()),
                action("Rdd.isEmpty", s -> s.rdd().isEmpty(), s -> s.numbers().isEmpty()),
                action(
                        "Rdd.isEmpty of what is filtered",
                        s -> s.rdd().filter(x -> orZero(x) > 1000).isEmpty(),
                        _ -> true),
                action(
                        "Rdd.reduce",
                        s -> withNine(s).reduce((left, right) -> left + right),
                        s -> s.stream().mapToInt(Sample::orZero).sum() + 9),
                action(
                        "Rdd.fold",
                        s -> s.filled().fold(0, Integer::sum),
                        s -> s.filledList().stream().mapToInt(x -> x).sum()),
                action(
                        "Rdd.aggregate",
                        s ->
                                s.rdd()
                                        .<List<Integer>>aggregate(
                                                new ArrayList<>(), Functions::appended, Functions::joined),
                        Sample::numbers),
                action("Rdd.countByValue", s -> s.rdd().countByValue(), s -> OperatorCase.counts(s.numbers())),
                action(
                        "Rdd.foreach",
                        s -> seen(s, seen -> s.filled().foreach(x -> seen.add(x))),
                        s -> OperatorCase.counts(s.filledList())),
                action(
                        "Rdd.foreachPartition",
                        s ->
                                seen(
                                        s,
                                        seen ->
                                                s.rdd()
                                                        .foreachPartition(xs -> {
                                                            var n = 0;
                                                            while (xs.hasNext()) {
                                                                n += isEven(xs.next()) ? 1 : 0;
                                                            }
                                                            seen.add(n);
                                                        })),
                        s ->
                                OperatorCase.counts(
                                        s.slices().stream()
                                                .map(slice -> (int) slice.stream().filter(Sample::isEven).count())
                                                .toList())),
                action("Rdd.getNumPartitions", s -> s.rdd().getNumPartitions(), Sample::partitions),
                action(
                        "Rdd.preferredLocations",
                        s -> s.partitions() == 0 ? List.of() : s.rdd().preferredLocations(s.partitions() - 1),
                        _ -> List.of()),
                action("Rdd.partitioner", s -> s.rdd().partitioner().isPresent(), _ -> false));
    }

    private static Rdd<Integer> withNine(Sample sample) {
        return sample.rdd().map(Sample::orZero).union(sample.sc().parallelize(List.of(9), 1));
    }

    private static Object seen(Sample sample, Consumer<CollectionAccumulator<Object>> job) {
        var seen = sample.sc().<Object>collectionAccumulator();
        job.accept(seen);
        return OperatorCase.counts(seen.value());
    }

    private static List<OperatorCase> first() {
        return List.of(
                action(
                        "Rdd.first",
                        s -> withNine(s).first(),
                        s -> s.numbers().isEmpty() ? 9 : orZero(s.numbers().getFirst())),
                action("Rdd.take", s -> s.rdd().take(5), s -> s.stream().limit(5).toList()),
                action("Rdd.take nothing", s -> s.rdd().take(0), _ -> List.of()),
                action("Rdd.take more than there are", s -> s.rdd().take(Integer.MAX_VALUE), Sample::numbers),
                action(
                        "Rdd.take of the last",
                        s -> s.rdd().filter(Sample::isEven).take(1000),
                        s -> s.stream().filter(Sample::isEven).toList()));
    }

    private static List<OperatorCase> least() {
        Comparator<Integer> byRemainder = BY_REMAINDER;
        return List.of(
                action(
                        "Rdd.takeOrdered",
                        s -> s.filled().takeOrdered(4),
                        s -> s.filledList().stream().sorted().limit(4).toList()),
                action(
                        "Rdd.takeOrdered by order",
                        s -> s.rdd().takeOrdered(7, byRemainder),
                        s -> s.stream().sorted(BY_REMAINDER).limit(7).toList()),
                action(
                        "Rdd.takeOrdered by lambda",
                        s -> s.rdd().takeOrdered(7, (left, right) -> BY_REMAINDER.compare(right, left)),
                        s -> s.stream().sorted(BY_REMAINDER.reversed()).limit(7).toList()),
                action("Rdd.takeOrdered nothing", s -> s.filled().takeOrdered(0), _ -> List.of()),
                action(
                        "Rdd.top",
                        s -> s.filled().top(4),
                        s -> s.filledList().stream().sorted(Comparator.reverseOrder()).limit(4).toList()),
                action(
                        "Rdd.top by order",
                        s -> s.rdd().top(7, byRemainder),
                        s -> s.stream().sorted(BY_REMAINDER.reversed()).limit(7).toList()),
                action(
                        "Rdd.top by lambda",
                        s -> s.rdd().top(7, BY_REMAINDER),
                        s -> s.stream().sorted(BY_REMAINDER.reversed()).limit(7).toList()),
                action("Rdd.min", s -> withNine(s).min(), s -> s.stream().map(Sample::orZero).reduce(9, Math::min)),
                action(
                        "Rdd.min by order",
                        s -> withNine(s).min(byRemainder),
                        s -> nine(s).sorted(BY_REMAINDER).findFirst().orElseThrow()),
                action(
                        "Rdd.min by lambda",
                        s -> withNine(s).min(BY_REMAINDER),
                        s -> nine(s).sorted(BY_REMAINDER).findFirst().orElseThrow()),
                action("Rdd.max", s -> withNine(s).max(), s -> s.stream().map(Sample::orZero).reduce(9, Math::max)),
                action(
                        "Rdd.max by order",
                        s -> withNine(s).max(byRemainder),
                        s -> nine(s).sorted(BY_REMAINDER.reversed()).findFirst().orElseThrow()),
                action(
                        "Rdd.max by lambda",
                        s -> withNine(s).max(BY_REMAINDER),
                        s -> nine(s).sorted(BY_REMAINDER.reversed()).findFirst().orElseThrow()));
    }

    private static Stream<Integer> nine(Sample sample) {
        return Stream.concat(sample.stream().map(Sample::orZero), Stream.of(9));
    }
}
