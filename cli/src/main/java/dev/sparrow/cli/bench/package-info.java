/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// `bin/sparrow bench`: figures that later work can be compared with.
///
/// Every figure is a median with the least and the greatest beside it, and names the machine. Read `LatencyCommand`
/// first. `BenchCommand` itself only starts the module `benchmarks`, which is not part of the distribution.
package dev.sparrow.cli.bench;
