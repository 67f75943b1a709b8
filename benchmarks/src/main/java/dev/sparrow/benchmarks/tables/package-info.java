/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What tables cost: questions of TPC-H by the table API, beside DuckDB and loops that are written by hand, each with a
/// target. Imports whatever is measured.
package dev.sparrow.benchmarks.tables;
