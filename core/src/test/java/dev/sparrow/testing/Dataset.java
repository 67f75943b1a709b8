/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;

/// A dataset of a random pipeline. There are two shapes, so that every operator fits behind many others: whatever an
/// operator makes (lists, optionals, doubles) is turned into whole numbers again, see [Functions#digest].
sealed interface Dataset {

    Rdd<?> rdd();

    /// Elements may be null.
    record Numbers(Rdd<Integer> rdd) implements Dataset {}

    /// Keys and values may be null.
    record Pairs(PairRdd<Integer, Integer> rdd) implements Dataset {}
}
