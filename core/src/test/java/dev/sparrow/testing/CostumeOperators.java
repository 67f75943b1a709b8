/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// Operators that a random pipeline applies to elements in a [Costume].
enum CostumeOperators {
    DISTINCT {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return PairRdd.fromRdd(pairs.distinct(choices.partitions()));
        }
    },
    REPARTITION {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return PairRdd.fromRdd(pairs.repartition(choices.partitions()));
        }
    },
    PARTITION_BY {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return pairs.partitionBy(new HashPartitioner(choices.partitions()));
        }
    },
    UNION {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return pairs.union(other).partitionBy(new HashPartitioner(choices.partitions()));
        }
    },
    JOIN {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return pairs.join(other, choices.partitions()).mapValues(both -> both._2());
        }
    },
    COGROUP {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return pairs.cogroup(other, choices.partitions()).flatMapValues(both -> both._2().iterator());
        }
    },
    GROUP {
        @Override
        PairRdd<Object, Object> apply(PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices) {
            return pairs.groupByKey(choices.partitions()).flatMapValues(group -> group.iterator());
        }
    };

    abstract PairRdd<Object, Object> apply(
            PairRdd<Object, Object> pairs, PairRdd<Object, Object> other, Choices choices);

    /// One of the operators, between putting costumes on and taking them off.
    static PairRdd<Integer, Integer> any(
            PairRdd<Integer, Integer> pairs, PairRdd<Integer, Integer> other, Choices choices) {
        var keys = choices.oneOf(List.of(Costume.values()));
        var values = choices.oneOf(List.of(Costume.values()));
        var operator = choices.oneOf(List.of(values()));
        return off(operator.apply(on(pairs, keys, values), on(other, keys, values), choices), keys, values);
    }

    /// Reduced by key, both in costumes.
    static PairRdd<Integer, Integer> reduced(PairRdd<Integer, Integer> pairs, Choices choices) {
        var keys = choices.oneOf(List.of(Costume.values()));
        var values = choices.oneOf(List.of(Costume.values()));
        var reduced =
                on(pairs, keys, values)
                        .reduceByKey(
                                (left, right) ->
                                        values.wornBy(
                                                Functions.compose(values.takenFrom(left), values.takenFrom(right))),
                                choices.partitions());
        return off(reduced, keys, values);
    }

    /// Sorted by the natural order of a costume.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Rdd<Integer> sorted(Rdd<Integer> numbers, Choices choices) {
        var costume = choices.oneOf(Costume.ORDERED);
        var dressed = numbers.map(number -> (Comparable) costume.wornBy(Functions.orOther(number, 0)));
        var sorted = dressed.sortBy(worn -> worn, choices.coin(), choices.partitions());
        return ((Rdd<Object>) (Rdd) sorted).map(worn -> costume.takenFrom(worn));
    }

    private static PairRdd<Object, Object> on(PairRdd<Integer, Integer> pairs, Costume keys, Costume values) {
        return pairs.mapToPair(pair -> new Tuple2<>(keys.wornBy(pair._1()), values.wornBy(pair._2())));
    }

    private static PairRdd<Integer, Integer> off(PairRdd<Object, Object> pairs, Costume keys, Costume values) {
        return pairs.mapToPair(pair -> new Tuple2<>(keys.takenFrom(pair._1()), values.takenFrom(pair._2())));
    }
}
