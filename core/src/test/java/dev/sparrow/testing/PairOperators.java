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

import dev.sparrow.PairRdd;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.testing.Dataset.Numbers;
import dev.sparrow.testing.Dataset.Pairs;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operators that a random pipeline applies to a dataset of pairs.
enum PairOperators {
    KEYS {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Numbers(pairs.keys());
        }
    },
    VALUES {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Numbers(pairs.values());
        }
    },
    MAP_PARTITIONS_KEEPING_KEYS {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(
                    PairRdd.fromRdd(
                            pairs.mapPartitions(
                                    elements -> {
                                        var output = new ArrayList<Tuple2<Integer, Integer>>();
                                        elements.forEachRemaining(
                                                pair -> output.add(Tuple2.of(pair._1(), output.size())));
                                        return output.iterator();
                                    },
                                    true)));
        }
    },
    MAP_VALUES {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var factor = choices.below(5) - 2;
            return new Pairs(pairs.mapValues(x -> linear(x, factor, 3)));
        }
    },
    FLAT_MAP_VALUES {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var divisor = 2 + choices.below(3);
            return new Pairs(pairs.flatMapValues(x -> repeated(x, divisor)));
        }
    },
    FILTER {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.filter(pair -> remainder(digest(pair), 3) != 0));
        }
    },
    SAMPLE {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.sample(choices.coin(), choices.below(11) / 10.0, choices.seed()));
        }
    },
    REDUCE_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(
                    choices.coin()
                            ? pairs.reduceByKey(Functions::compose)
                            : pairs.reduceByKey(Functions::compose, choices.partitions()));
        }
    },
    FOLD_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.foldByKey(choices.below(100), choices.partitions(), Functions::compose));
        }
    },
    AGGREGATE_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            List<Integer> zero = new ArrayList<>(List.of(choices.below(100)));
            return new Pairs(
                    pairs.aggregateByKey(zero, Functions::appended, Functions::joined).mapValues(list -> digest(list)));
        }
    },
    COMBINE_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var start = choices.below(100);
            var combined =
                    pairs.<List<Integer>>combineByKey(
                            x -> new ArrayList<>(List.of(start, orOther(x, -1))),
                            Functions::appended,
                            Functions::joined,
                            new HashPartitioner(choices.partitions()),
                            choices.coin());
            return new Pairs(combined.mapValues(list -> digest(list)));
        }
    },
    GROUP_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.groupByKey().mapValues(group -> digest(group)));
        }
    },
    SAMPLE_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var fractions = Map.of(0, 0.5, 1, 1.0, 2, 0.9, 3, 0.1);
            return new Pairs(pairs.sampleByKey(choices.coin(), fractions, choices.seed()));
        }
    },
    PARTITION_BY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.partitionBy(new HashPartitioner(choices.partitions())));
        }
    },
    FILTER_BY_RANGE_AFTER_SORT {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var lower = choices.below(40) - 20;
            var filled = pairs.filter(pair -> pair._1() != null);
            var sorted = filled.sortByKey(choices.coin(), choices.partitions()).mapValues(x -> orOther(x, 1));
            return new Pairs(sorted.filterByRange(lower, lower + choices.below(60) - 10));
        }
    },
    SORT_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            SerializableComparator<Integer> order =
                    (left, right) -> Integer.compare(orOther(left, 0), orOther(right, 0));
            return new Pairs(pairs.sortByKey(order, choices.coin(), choices.partitions()));
        }
    },
    REPARTITION_AND_SORT {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            var by = choices.coin() ? pairs.partitioner() : Optional.<Partitioner>empty();
            SerializableComparator<Integer> byLastBits =
                    (left, right) -> Integer.compare(orOther(left, 0) & 3, orOther(right, 0) & 3);
            return new Pairs(
                    pairs.repartitionAndSortWithinPartitions(
                            by.orElseGet(() -> new HashPartitioner(choices.partitions())), byLastBits));
        }
    },
    UNION {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.union(other));
        }
    },
    DISTINCT {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.distinct());
        }
    },
    COALESCE {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.coalesce(choices.partitions()));
        }
    },
    REPARTITION {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.repartition(choices.partitions()));
        }
    },
    SUBTRACT_BY_KEY {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.subtractByKey(other));
        }
    },
    JOIN {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.join(other).mapValues(both -> digest(both)));
        }
    },
    LEFT_OUTER_JOIN {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.leftOuterJoin(other).mapValues(both -> digest(both)));
        }
    },
    RIGHT_OUTER_JOIN {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.rightOuterJoin(other, choices.partitions()).mapValues(both -> digest(both)));
        }
    },
    FULL_OUTER_JOIN {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.fullOuterJoin(other).mapValues(both -> digest(both)));
        }
    },
    COGROUP {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(pairs.cogroup(other).mapValues(both -> digest(both)));
        }
    },
    IN_COSTUME {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(CostumeOperators.any(pairs, other, choices));
        }
    },
    REDUCED_IN_COSTUME {
        @Override
        Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
            return new Pairs(CostumeOperators.reduced(pairs, choices));
        }
    };

    /// @param other a dataset of the same pipeline, perhaps the same, for operators that take two
    abstract Dataset apply(PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices);
}
