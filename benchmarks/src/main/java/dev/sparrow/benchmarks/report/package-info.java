/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// How the measurements are told: a table for the terminal, Markdown, JSON, a chart.
///
/// Pure but for the files that are written. Read `BenchReport` first.
package dev.sparrow.benchmarks.report;
