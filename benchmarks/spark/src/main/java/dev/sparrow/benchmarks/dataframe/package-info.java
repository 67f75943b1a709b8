/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows of the bench as programs over Spark's DataFrames: expressions that Spark compiles, in place of functions.
///
/// They say what is computed as its users would in SQL; the numbers of R6 to R9 come from the same formulas as
/// DuckDB's.
package dev.sparrow.benchmarks.dataframe;
