/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.table.step.Lookup;

import java.io.Serializable;

/// A question about a whole dataset that must be answered before an operation on it can start, such as a sample of its
/// keys (the hidden job of Spark's `sortBy`). Spark runs a hidden job for it when the operation is *called*; here the
/// operation stays lazy and the survey is a stage of the job that needs it.
public sealed interface Survey extends Serializable {

    /// The number of elements of each partition, for `zipWithIndex`.
    record Counts() implements Survey {}

    /// A sample of the keys of pairs, about 20 for each of `partitions`, for the bounds of a sort.
    record Keys(int partitions) implements Survey {}

    /// The bounds of a sort, of the answers to its survey of keys: where these are many, one task digests them for all.
    record Bounds(Exchange.Sort sort) implements Survey {}

    /// All rows, for a lookup that is shared: what its key expressions and its condition read of them.
    record Rows(Lookup lookup) implements Survey {}
}
