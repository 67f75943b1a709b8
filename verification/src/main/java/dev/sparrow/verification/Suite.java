/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One thing that is verified of the coordination.
@FunctionalInterface
public interface Suite {
    /// Runs it.
    ///
    /// @param rows takes each line of the table as soon as it is known
    /// @return whether all targets were met
    boolean run(Tier tier, Consumer<Row> rows);

    /// Tells the run of a seed line by line. One that goes wrong is made as short as it can be before.
    ///
    /// @param bug the name of the planted bug to run with; empty for the right code
    /// @return empty if there is no such bug, or nothing to tell
    default Optional<List<String>> tell(long seed, Optional<String> bug) {
        return Optional.empty();
    }
}
