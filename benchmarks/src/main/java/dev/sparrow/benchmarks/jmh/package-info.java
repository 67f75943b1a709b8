/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Single parts of the engine beside a loop that does the same, with JMH: `bin/sparrow bench jmh [REGEX]`.
///
/// Each figure is the time of one element. Read `PipelineBenchmark` first.
package dev.sparrow.benchmarks.jmh;
