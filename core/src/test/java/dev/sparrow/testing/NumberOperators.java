/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.Functions.digest;
import static dev.sparrow.testing.Functions.linear;
import static dev.sparrow.testing.Functions.orOther;
import static dev.sparrow.testing.Functions.remainder;
import static dev.sparrow.testing.Functions.repeated;
import static dev.sparrow.testing.Functions.running;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.testing.Dataset.Numbers;
import dev.sparrow.testing.Dataset.Pairs;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// The operators that a random pipeline applies to a dataset of numbers.
enum NumberOperators {
    MAP {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var factor = choices.below(7) - 3;
            var offset = choices.below(10);
            return new Numbers(numbers.map(x -> linear(x, factor, offset)));
        }
    },
    FILTER {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = 2 + choices.below(4);
            return new Numbers(numbers.filter(x -> remainder(x, divisor) != 1));
        }
    },
    FLAT_MAP {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = 2 + choices.below(3);
            return new Numbers(numbers.flatMap(x -> repeated(x, divisor)));
        }
    },
    MAP_PARTITIONS {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var start = choices.below(1000);
            return new Numbers(numbers.mapPartitions(elements -> running(elements, start)));
        }
    },
    MAP_PARTITIONS_WITH_INDEX {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.mapPartitionsWithIndex((index, elements) -> running(elements, index)));
        }
    },
    MAP_TO_DOUBLE {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.mapToDouble(x -> orOther(x, 1) / 4.0).map(x -> digest(x)));
        }
    },
    ZIP_PARTITIONS {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var partner = other.repartition(Math.max(1, numbers.getNumPartitions()));
            var same = numbers.getNumPartitions() == partner.getNumPartitions() ? partner : numbers;
            return new Numbers(numbers.zipPartitions(same, (left, right) -> running(left, running(right, 0).next())));
        }
    },
    RANDOM_SPLIT {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var parts = numbers.randomSplit(new double[] {1, choices.below(5), 1}, choices.seed());
            return new Numbers(parts.get(choices.below(3)));
        }
    },
    ZIP_WITH_UNIQUE_ID {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.zipWithUniqueId().map(pair -> digest(pair)));
        }
    },
    GLOM {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.glom().map(list -> digest(list)));
        }
    },
    SAMPLE {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.sample(choices.coin(), choices.below(11) / 10.0, choices.seed()));
        }
    },
    UNION {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.union(other));
        }
    },
    INTERSECTION {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.intersection(other));
        }
    },
    SUBTRACT {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(
                    choices.coin() ? numbers.subtract(other) : numbers.subtract(other, choices.partitions()));
        }
    },
    DISTINCT {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(choices.coin() ? numbers.distinct() : numbers.distinct(choices.partitions()));
        }
    },
    COALESCE {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.coalesce(choices.partitions(), choices.coin()));
        }
    },
    REPARTITION {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(numbers.repartition(choices.partitions()));
        }
    },
    SORT_BY {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = choices.oneOf(List.of(2, 5, 1_000_003));
            return new Numbers(numbers.sortBy(x -> remainder(x, divisor), choices.coin(), choices.partitions()));
        }
    },
    SORT_BY_WITH_COMPARATOR {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            SerializableComparator<Integer> byLastDigit =
                    (left, right) -> Integer.compare(remainder(left, 10), remainder(right, 10));
            return new Numbers(numbers.sortBy(x -> x, byLastDigit, choices.coin(), choices.partitions()));
        }
    },
    ZIP_WITH_INDEX {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Pairs(numbers.zipWithIndex().mapValues(Long::intValue));
        }
    },
    ZIP {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var factor = choices.below(5);
            return new Pairs(numbers.zip(numbers.map(x -> linear(x, factor, 1))));
        }
    },
    CARTESIAN {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Pairs(numbers.cartesian(other));
        }
    },
    KEY_BY {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = choices.oneOf(List.of(1, 3, 20));
            return new Pairs(numbers.keyBy(x -> x == null ? null : remainder(x, divisor)));
        }
    },
    MAP_TO_PAIR {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = choices.oneOf(List.of(2, 9, 100));
            return new Pairs(numbers.mapToPair(x -> new Tuple2<>(remainder(x, divisor), x)));
        }
    },
    FLAT_MAP_TO_PAIR {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = 2 + choices.below(2);
            PairRdd<Integer, Integer> pairs =
                    numbers.flatMapToPair(x -> {
                        var first = new Tuple2<>(remainder(x, 5), x);
                        return (remainder(x, divisor) == 0 ? List.of(first, first.swap()) : List.of(first)).iterator();
                    });
            return new Pairs(pairs);
        }
    },
    GROUP_BY {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            var divisor = choices.oneOf(List.of(2, 9));
            return new Pairs(
                    numbers.groupBy(x -> remainder(x, divisor), choices.partitions())
                            .mapValues(group -> digest(group)));
        }
    },
    SORT_IN_COSTUME {
        @Override
        Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices) {
            return new Numbers(CostumeOperators.sorted(numbers, choices));
        }
    };

    /// @param other a dataset of the same pipeline, perhaps the same, for operators that take two
    abstract Dataset apply(Rdd<Integer> numbers, Rdd<Integer> other, Choices choices);
}
