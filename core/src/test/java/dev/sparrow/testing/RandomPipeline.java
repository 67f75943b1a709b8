/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Peek;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.reference.Comparison;
import dev.sparrow.reference.Reference;
import dev.sparrow.testing.Dataset.Numbers;
import dev.sparrow.testing.Dataset.Pairs;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A pipeline of up to [#OPERATORS_MAX] operators that a seed decides, with what it must compute.
///
/// Each operator applies to a dataset made before, most often the last, so branches meet and parts are shared. One
/// whose result could not be compared, or would be large, is dropped and another one drawn; most that leave nothing,
/// too. Every fourth one is persisted, at some level, or has a local checkpoint.
public record RandomPipeline(
        long seed, List<String> operators, Rdd<?> dataset, List<List<Object>> expected, Comparison comparison) {
    static final int OPERATORS_MAX = 12;
    private static final int PARTITIONS_MAX = 100;
    private static final int ELEMENTS_MAX = 1500;

    private static final List<StorageLevel> LEVELS =
            List.of(
                    StorageLevel.MEMORY_ONLY,
                    StorageLevel.MEMORY_ONLY,
                    StorageLevel.MEMORY_AND_DISK,
                    StorageLevel.DISK_ONLY);

    /// The pipeline of a seed.
    ///
    /// @param folder for its text files
    public static RandomPipeline generate(Sparrow sc, long seed, Path folder) throws Exception {
        var choices = new Choices(seed);
        var marks = new Choices(~seed); // of its own, so that a seed's pipeline is the same with and without
        var made = new ArrayList<Dataset>();
        for (var name : List.of("left-", "right-")) {
            made.add(source(sc, choices, folder.resolve(name + seed)));
        }
        var operators = new ArrayList<String>();
        var expected = Reference.evaluate(Peek.lineage(made.getLast().rdd()));
        var wanted = 1 + choices.below(OPERATORS_MAX);
        for (var draw = 0; draw < 10 * OPERATORS_MAX && operators.size() < wanted; draw++) {
            var from = choices.below(5) == 0 ? choices.below(made.size()) : made.size() - 1;
            var applied = apply(made, from, choices);
            var result = evaluateIfSmall(applied.result());
            if (result != null && (!isEmpty(result) || choices.below(20) == 0)) {
                made.add(applied.result());
                operators.add("#" + (made.size() - 1) + " = #" + from + " " + applied.operator());
                persistSome(applied.result().rdd(), marks).ifPresent(operators::add);
                expected = result;
            }
        }
        var dataset = made.getLast().rdd();
        return new RandomPipeline(seed, operators, dataset, expected, Reference.comparison(Peek.lineage(dataset)));
    }

    /// An operator that has nothing to do returns the dataset that it was given, which may have a level already.
    private static Optional<String> persistSome(Rdd<?> dataset, Choices marks) {
        var level = marks.oneOf(LEVELS);
        if (marks.below(4) > 0 || dataset.getStorageLevel().isValid()) {
            return Optional.empty();
        }
        if (marks.below(4) == 0) {
            dataset.localCheckpoint();
            return Optional.of("    with a local checkpoint");
        }
        dataset.persist(level);
        return Optional.of("    kept as " + level);
    }

    /// Runs it on its engine.
    ///
    /// @throws AssertionError with the seed and the pipeline in its message
    public void check() {
        try {
            PipelineCheck.check(this);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Random pipeline failed: " + this + "\n" + e.getMessage(), e);
        }
    }

    private record Applied(String operator, Dataset result) {}

    private static Dataset source(Sparrow sc, Choices choices, Path text) throws IOException {
        if (choices.below(4) == 0) {
            return new Numbers(RandomText.lines(sc, choices, text).map(line -> Functions.number(line)));
        }
        if (choices.below(4) == 0) {
            var end = choices.below(50);
            return new Numbers(sc.range(0, end, 3, choices.partitions()).map(Long::intValue));
        }
        var numbers = choices.numbers();
        if (choices.coin()) {
            return new Numbers(sc.parallelize(numbers, choices.partitions()));
        }
        var pairs = new ArrayList<Tuple2<Integer, Integer>>();
        numbers.forEach(number -> pairs.add(new Tuple2<>(choices.below(8) == 0 ? null : choices.below(6), number)));
        return new Pairs(sc.parallelizePairs(pairs, choices.partitions()));
    }

    private static Applied apply(List<Dataset> made, int from, Choices choices) {
        return switch (made.get(from)) {
            case Numbers(var numbers) -> {
                var others = made.stream().filter(Numbers.class::isInstance).map(Numbers.class::cast).toList();
                var operator = choices.oneOf(List.of(NumberOperators.values()));
                yield new Applied(operator.name(), operator.apply(numbers, choices.oneOf(others).rdd(), choices));
            }
            case Pairs(var pairs) -> {
                var others = made.stream().filter(Pairs.class::isInstance).map(Pairs.class::cast).toList();
                var operator = choices.oneOf(List.of(PairOperators.values()));
                yield new Applied(operator.name(), operator.apply(pairs, choices.oneOf(others).rdd(), choices));
            }
        };
    }

    /// Null if the dataset cannot be compared or is large.
    private static List<List<Object>> evaluateIfSmall(Dataset dataset) throws Exception {
        var lineage = Peek.lineage(dataset.rdd());
        if (lineage.partitions() > PARTITIONS_MAX || Reference.comparison(lineage) == Comparison.UNDEFINED) {
            return null;
        }
        var partitions = Reference.evaluate(lineage);
        return partitions.stream().mapToInt(List::size).sum() > ELEMENTS_MAX ? null : partitions;
    }

    private static boolean isEmpty(List<List<Object>> partitions) {
        return partitions.stream().allMatch(List::isEmpty);
    }

    @Override
    public String toString() {
        return "seed "
                + seed
                + ", compared as "
                + comparison
                + "\n"
                + String.join("\n", operators)
                + "\n"
                + dataset.toDebugString();
    }
}
