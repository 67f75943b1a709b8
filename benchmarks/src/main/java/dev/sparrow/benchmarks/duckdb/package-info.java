/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows as SQL for DuckDB, inside the process through JDBC.
///
/// Read `DuckdbEngine`.
package dev.sparrow.benchmarks.duckdb;
