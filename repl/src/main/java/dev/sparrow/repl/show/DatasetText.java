/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import dev.sparrow.Rdd;

/// A dataset in one line: how many partitions, what it is made by, and how much of it is kept.
final class DatasetText {
    private DatasetText() {}

    /// Such as `2 partitions: textFile → flatMap [1/2 cached] → filter`.
    static String of(Rdd<?> dataset) {
        var partitions = dataset.getNumPartitions();
        return partitions + (partitions == 1 ? " partition: " : " partitions: ") + dataset.lineageLine();
    }
}
