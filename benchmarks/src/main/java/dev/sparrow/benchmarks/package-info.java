/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// `bin/sparrow bench`: a dozen workloads by Sparrow and by what a user would otherwise take, in one table.
///
/// Below it: `workload` (what is computed), one package for each engine, `harness` (how it is measured), `report` (how
/// it is told), `jmh` (single parts). Read `Main` first.
package dev.sparrow.benchmarks;
