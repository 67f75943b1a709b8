/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.OperatorCall;

/// The port for tables, which are made of datasets and become datasets, and run jobs of their own.
public final class TableSupport implements DriverOnly {
    private TableSupport() {}

    /// A call of a method of a table.
    ///
    /// @param operator its name in messages and `explain`
    public static OperatorCall call(Sparrow sc, String operator) {
        return sc.call(operator);
    }

    /// What a dataset is made of, for a call in the same context.
    public static Lineage lineage(Rdd<?> dataset, OperatorCall call) {
        return dataset.lineageFor(call);
    }

    /// The dataset of the elements that a node makes.
    public static <T> Rdd<T> dataset(Sparrow sc, Lineage lineage) {
        return new Rdd<>(sc, lineage);
    }

    /// The largest table that each executor gets as a whole.
    public static long broadcastBytesMax(Sparrow sc) {
        return sc.broadcastBytesMax();
    }
}
