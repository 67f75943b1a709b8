/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

/// How a cell of the table turned out.
public sealed interface CellResult {
    /// It was measured.
    ///
    /// @param note what the reader must know to read the figure; may be empty
    record Measured(Measurement measurement, String note) implements CellResult {}

    record Skipped(String reason) implements CellResult {}

    /// It could not be measured.
    ///
    /// @param message what went wrong, on one line
    record Failed(String message) implements CellResult {}
}
