/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

/// Whether an engine takes part in a row.
public sealed interface Coverage {
    record Whole() implements Coverage {}

    /// It does, but not in quite the same way.
    ///
    /// @param note what the reader must know to read the figure
    record Noted(String note) implements Coverage {}

    record None(String reason) implements Coverage {}
}
