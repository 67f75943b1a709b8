/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was measured of one query.
///
/// @param cached over tables in memory; empty if it failed
/// @param files over Parquet files
/// @param spark milliseconds over tables in Spark's memory
/// @param planning milliseconds from the text to the plan
/// @param problems failures, and answers that differ
record QueryRow(
        String query,
        Optional<QueryTimes> cached,
        Optional<QueryTimes> files,
        OptionalDouble spark,
        OptionalDouble planning,
        List<String> problems) {

    /// How many times longer Spark takes.
    OptionalDouble timesSpark() {
        return cached.isPresent() && spark.isPresent()
                ? OptionalDouble.of(spark.getAsDouble() / cached.get().sparrow())
                : OptionalDouble.empty();
    }
}
