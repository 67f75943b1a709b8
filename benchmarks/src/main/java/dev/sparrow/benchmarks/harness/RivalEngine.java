/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;

/// An engine that is measured, opened in the JVM that measures it.
@FunctionalInterface
public interface RivalEngine extends AutoCloseable {
    /// Makes ready what users make ready once: caches, tables, objects.
    Program prepare(Workload workload, Sizes sizes, DataFiles files) throws Exception;

    @Override
    default void close() {}
}
