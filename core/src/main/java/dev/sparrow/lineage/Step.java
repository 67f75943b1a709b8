/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.table.step.TableStep;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;

/// A narrow operation: makes a partition from the same partition of its parent. Chains of them run as one loop.
public sealed interface Step extends Serializable {

    /// Whether keys stay as they are, so that the parent's partitioner still holds.
    default boolean keepsKeys() {
        return false;
    }

    record Map(Function<Object, Object> function) implements Step {}

    /// From an element to an unboxed double.
    record MapToDouble(DoubleFunction<Object> function) implements Step {}

    record Filter(Function<Object, Boolean> predicate) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    record FlatMap(Function<Object, Iterator<Object>> function) implements Step {}

    /// From an element to the pair of its key and itself.
    record KeyBy(Function<Object, Object> function) implements Step {}

    /// From a pair to the pair of the same key and another value.
    record MapValues(Function<Object, Object> function) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    /// From a pair to any number of pairs of the same key.
    record FlatMapValues(Function<Object, Iterator<Object>> function) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    /// From the index and the elements of a partition to new elements; opaque to the engine.
    ///
    /// @param barrier whether the function waits for those of the other partitions, so that all have to run at once
    record MapPartitions(
            Function2<Integer, Iterator<Object>, Iterator<Object>> function, boolean keepsKeys, boolean barrier)
            implements Step {

        /// Each partition by itself.
        public MapPartitions(Function2<Integer, Iterator<Object>, Iterator<Object>> function, boolean keepsKeys) {
            this(function, keepsKeys, false);
        }
    }

    /// One list of all elements of the partition, which may be empty.
    record Glom() implements Step {}

    /// Keeps an element by chance. The draws depend on seed and partition index alone, see [SampleDraws].
    ///
    /// @param fraction without replacement the probability from 0 to 1, with replacement the expected count, from 0
    record Sample(boolean withReplacement, double fraction, long seed) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    /// From an element to the pair of itself and its index in the whole dataset.
    ///
    /// With more than one partition it needs the counts of all partitions first: a [Survey] of the parent.
    record ZipWithIndex() implements Step {}

    /// The pairs of a partition ordered by key; equal keys keep their order.
    record SortByKey(Comparator<Object> order) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    /// Combines the values of each key within a partition; for datasets whose keys are in place already.
    record CombineInPlace(Aggregation aggregation) implements Step {
        @Override
        public boolean keepsKeys() {
            return true;
        }
    }

    /// What a table does with the rows of a partition.
    record Relational(TableStep step) implements Step {}
}
