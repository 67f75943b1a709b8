/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows as parallel streams of the JDK, of boxed values like Sparrow's.
///
/// Read `StreamsEngine`.
package dev.sparrow.benchmarks.streams;
