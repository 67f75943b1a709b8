/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;

import java.util.List;

/// The port for shells, which show people more of a dataset than a program asks for.
public final class ShellSupport implements DriverOnly {
    private ShellSupport() {}

    /// An element like those that a dataset would have, if it is one that was filtered: the first one before that. Runs
    /// a job.
    ///
    /// @return a list of that element, or of none if there is none, or nothing was filtered
    public static List<?> elementBeforeFilters(Rdd<?> dataset) {
        var node = dataset.lineage();
        while (node.operation() instanceof Operation.Narrow(Step.Filter _)) {
            node = node.parent();
        }
        return node == dataset.lineage() ? List.of() : new Rdd<>(dataset.context(), node).take(1);
    }
}
