/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

/// The strengths in which results of two correct engines may be compared, strongest first: how much of a dataset
/// follows from its lineage alone.
///
/// Where a sort with several partitions puts the borders between them is an engine's choice (its bounds come from a
/// sample). What is made from such a dataset is weaker wherever it depends on borders. Doubles that were added up in
/// groups differ in their last digits even where this says equal.
public enum Comparison {
    /// Every partition holds the same elements in the same order.
    PARTITIONS_EXACT,
    /// All partitions, one after the other, hold the same elements in the same order.
    SEQUENCE,
    /// The same elements, each as often.
    MULTISET,
    /// Nothing, or only more than this can say: the elements themselves may differ.
    UNDEFINED;

    /// The weaker of two.
    Comparison and(Comparison other) {
        return compareTo(other) > 0 ? this : other;
    }

    boolean hasOrder() {
        return compareTo(SEQUENCE) <= 0;
    }
}
