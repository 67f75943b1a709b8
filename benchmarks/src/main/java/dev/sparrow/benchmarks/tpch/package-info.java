/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The 22 queries of TPC-H as SQL, beside DuckDB and Spark: [dev.sparrow.benchmarks.tpch.TpchBench].
package dev.sparrow.benchmarks.tpch;
