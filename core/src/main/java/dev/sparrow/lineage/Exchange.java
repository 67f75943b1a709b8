/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.Partitioner;

import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A movement of elements between partitions. Readers take blocks in the order of the map partitions, so the order of
/// the result is a function of lineage and partition counts alone.
public sealed interface Exchange extends Serializable {

    int partitions();

    /// The partitioner by which the result's keys are placed, if one is known before the job runs.
    Optional<Partitioner> partitioner();

    /// Pairs go where the partitioner sends their key.
    record Partition(Partitioner by) implements Exchange {
        @Override
        public int partitions() {
            return by.numPartitions();
        }

        @Override
        public Optional<Partitioner> partitioner() {
            return Optional.of(by);
        }
    }

    /// Elements are dealt out evenly: element `i` of map partition `p` goes to partition `(p + i) % partitions`.
    record Rebalance(int partitions) implements Exchange {
        @Override
        public Optional<Partitioner> partitioner() {
            return Optional.empty();
        }
    }

    /// Pairs go where the partitioner sends their key, and the values of each key become one value. The result's keys
    /// come in the order of their first occurrence.
    record Combine(Partitioner by, Aggregation aggregation) implements Exchange {
        @Override
        public int partitions() {
            return by.numPartitions();
        }

        @Override
        public Optional<Partitioner> partitioner() {
            return Optional.of(by);
        }
    }

    /// Pairs ordered by key over the whole dataset. Equal keys keep their order, also when descending.
    ///
    /// With more than one partition it needs a sample of the keys first, for the bounds between partitions: a [Survey].
    record Sort(Comparator<Object> comparator, boolean ascending, int partitions) implements Exchange {
        @Override
        public Optional<Partitioner> partitioner() {
            return Optional.empty();
        }

        /// The comparator with the direction applied. A natural order stays known as one, also the other way round.
        public Comparator<Object> order() {
            return ascending ? comparator : Collections.reverseOrder(comparator);
        }
    }

    /// Rows go where the hash of some of their columns sends them; without columns all go to the first partition.
    ///
    /// @param columns their places, from 0
    record Columns(List<Integer> columns, int partitions) implements Exchange {
        public Columns {
            columns = List.copyOf(columns);
        }

        @Override
        public Optional<Partitioner> partitioner() {
            return Optional.empty();
        }
    }
}
