/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

import java.util.function.Consumer;

/// One thing that is verified of the coordination.
@FunctionalInterface
public interface Suite {
    /// Runs it.
    ///
    /// @param rows takes each line of the table as soon as it is known
    /// @return whether all targets were met
    boolean run(Tier tier, Consumer<Row> rows);
}
