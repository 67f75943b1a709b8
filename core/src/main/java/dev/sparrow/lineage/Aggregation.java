/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;

import java.io.Serializable;

/// An aggregation: it makes one value of the values of each key. Values are met in the order of the map partitions.
public sealed interface Aggregation extends Serializable {

    /// Whether values are combined before they move, where that makes the moved data smaller.
    boolean mapSide();

    /// `function` over all values, two by two; the first value as it is.
    record Reduce(Function2<Object, Object, Object> function) implements Aggregation {
        @Override
        public boolean mapSide() {
            return true;
        }
    }

    /// The first value. Others may be dropped wherever they are met, so a task need not hold all keys.
    record First() implements Aggregation {
        @Override
        public boolean mapSide() {
            return true;
        }
    }

    /// `zero` and then every value into it, for each map partition that holds the key; the results are merged. Each key
    /// gets a copy of `zero` of its own.
    record Fold(Object zero, Function2<Object, Object, Object> sequence, Function2<Object, Object, Object> merge)
            implements Aggregation {
        @Override
        public boolean mapSide() {
            return true;
        }
    }

    /// `create` from the first value of a key in a map partition, `sequence` for the others, `merge` across.
    record Combine(
            Function<Object, Object> create,
            Function2<Object, Object, Object> sequence,
            Function2<Object, Object, Object> merge,
            boolean mapSide)
            implements Aggregation {}

    /// The list of all values, as a `java.util.List`.
    record Group() implements Aggregation {
        @Override
        public boolean mapSide() {
            return false;
        }
    }
}
