/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inOrder;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ResourceProfileBuilder;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.TaskResourceRequests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeping a dataset, or giving its tasks more, changes nothing of what it is, however often it is read.
final class KeepCases {
    private static final List<StorageLevel> LEVELS =
            List.of(
                    StorageLevel.MEMORY_ONLY,
                    StorageLevel.MEMORY_ONLY_2,
                    StorageLevel.MEMORY_ONLY_SER,
                    StorageLevel.MEMORY_ONLY_SER_2,
                    StorageLevel.MEMORY_AND_DISK,
                    StorageLevel.MEMORY_AND_DISK_2,
                    StorageLevel.MEMORY_AND_DISK_SER,
                    StorageLevel.MEMORY_AND_DISK_SER_2,
                    StorageLevel.DISK_ONLY,
                    StorageLevel.DISK_ONLY_2,
                    StorageLevel.DISK_ONLY_3,
                    StorageLevel.OFF_HEAP);

    private static final ResourceProfile ONE_CPU =
            new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(1)).build();

    private KeepCases() {}

    static List<OperatorCase> all() {
        return Stream.of(ofAnything(), resources(), levels(), ofPairs(), ofDoubles()).flatMap(List::stream).toList();
    }

    /// Keeps all partitions, so that the next job reads them.
    private static <R extends Rdd<?>> R kept(R dataset) {
        dataset.count();
        return dataset;
    }

    private static <T> Rdd<T> cleaned(Rdd<T> dataset) {
        kept(dataset).cleanShuffleDependencies();
        return dataset;
    }

    private static <T> Rdd<T> written(Rdd<T> dataset) {
        dataset.localCheckpoint();
        return kept(dataset);
    }

    private static List<OperatorCase> ofAnything() {
        return List.of(
                inOrder("Rdd.cache", s -> kept(s.rdd().cache()), Sample::numbers),
                inOrder("Rdd.persist", s -> kept(s.rdd().persist()), Sample::numbers),
                inOrder("Rdd.unpersist", s -> kept(s.rdd().cache()).unpersist(), Sample::numbers),
                inOrder("Rdd.unpersist blocking", s -> kept(s.rdd().cache()).unpersist(true), Sample::numbers),
                action("Rdd.localCheckpoint", s -> written(s.rdd()).collect(), Sample::numbers),
                action("Rdd.isCheckpointed", s -> written(s.rdd()).isCheckpointed(), _ -> true),
                action(
                        "Rdd.localCheckpoint behind an exchange",
                        s -> written(s.rdd().repartition(3)).map(x -> Sample.plus(x, 1)).count(),
                        s -> (long) s.numbers().size()),
                action(
                        "Rdd.cleanShuffleDependencies",
                        s -> cleaned(s.rdd().repartition(3)).count(),
                        s -> (long) s.numbers().size()),
                action("Rdd.getStorageLevel", s -> s.rdd().cache().getStorageLevel(), _ -> StorageLevel.MEMORY_ONLY),
                inOrder(
                        "Rdd.cache and steps",
                        s -> kept(s.rdd().cache()).map(x -> Sample.plus(x, 1)),
                        s -> s.stream().map(x -> Sample.plus(x, 1)).toList()),
                inOrder(
                        "Rdd.cache on both sides",
                        s -> s.rdd().cache().union(kept(s.rdd().cache())),
                        s -> RddCases.joined(s.numbers(), s.numbers())));
    }

    private static List<OperatorCase> resources() {
        return List.of(
                inOrder("Rdd.withResources", s -> s.rdd().withResources(ONE_CPU), Sample::numbers),
                inOrder("PairRdd.withResources", s -> pairs(s.pairs().withResources(ONE_CPU)), Sample::pairList),
                inOrder(
                        "DoubleRdd.withResources",
                        s -> doubles(s.doubles().withResources(ONE_CPU)),
                        Sample::doubleList),
                action(
                        "Rdd.getResourceProfile",
                        s -> s.rdd().withResources(ONE_CPU).getResourceProfile(),
                        _ -> Optional.of(ONE_CPU)));
    }

    private static List<OperatorCase> levels() {
        return LEVELS.stream()
                .map(level -> inOrder("Rdd.persist as " + level, s -> kept(s.rdd().persist(level)), Sample::numbers))
                .toList();
    }

    private static List<OperatorCase> ofPairs() {
        return List.of(
                inOrder("PairRdd.cache", s -> pairs(s.pairs().cache()), Sample::pairList),
                inOrder("PairRdd.persist", s -> pairs(s.pairs().persist()), Sample::pairList),
                inOrder(
                        "PairRdd.persist as DISK_ONLY",
                        s -> pairs(s.pairs().persist(StorageLevel.DISK_ONLY)),
                        Sample::pairList),
                inOrder("PairRdd.unpersist", s -> pairs(s.pairs().cache()).unpersist(), Sample::pairList),
                inOrder("PairRdd.unpersist blocking", s -> pairs(s.pairs().cache()).unpersist(true), Sample::pairList));
    }

    private static PairRdd<Integer, Integer> pairs(PairRdd<Integer, Integer> pairs) {
        return kept(pairs);
    }

    private static List<OperatorCase> ofDoubles() {
        return List.of(
                inOrder("DoubleRdd.cache", s -> doubles(s.doubles().cache()), Sample::doubleList),
                inOrder("DoubleRdd.persist", s -> doubles(s.doubles().persist()), Sample::doubleList),
                inOrder(
                        "DoubleRdd.persist as DISK_ONLY",
                        s -> doubles(s.doubles().persist(StorageLevel.DISK_ONLY)),
                        Sample::doubleList),
                inOrder("DoubleRdd.unpersist", s -> doubles(s.doubles().cache()).unpersist(), Sample::doubleList),
                inOrder(
                        "DoubleRdd.unpersist blocking",
                        s -> doubles(s.doubles().cache()).unpersist(true),
                        Sample::doubleList));
    }

    private static DoubleRdd doubles(DoubleRdd doubles) {
        return kept(doubles);
    }
}
