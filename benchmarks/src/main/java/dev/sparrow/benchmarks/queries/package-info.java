/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Queries of SQL beside DuckDB and Spark: a [dev.sparrow.benchmarks.queries.QuerySuite] is run by
/// [dev.sparrow.benchmarks.queries.QueryBench], which compares the values of all answers and says which targets are
/// missed.
package dev.sparrow.benchmarks.queries;
