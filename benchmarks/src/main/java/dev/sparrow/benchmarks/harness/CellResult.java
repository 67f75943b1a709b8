/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

/// The outcome of one cell of the table.
public sealed interface CellResult {
    record Measured(Measurement measurement) implements CellResult {}

    record Skipped(String reason) implements CellResult {}

    /// It could not be measured.
    ///
    /// @param message what went wrong, on one line
    record Failed(String message) implements CellResult {}
}
