/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Answer;

import java.util.function.Supplier;

/// A row as one engine computes it, with everything prepared that is not measured.
@FunctionalInterface
public interface Program {
    /// One measured run.
    ///
    /// @return makes the answer from what the run has computed; that is not measured
    Supplier<Answer> run() throws Exception;
}
