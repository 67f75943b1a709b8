/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// How a cell of the table is measured: one engine and one row in a JVM of its own.
///
/// `Child` runs in that JVM, `CellRunner` in the one that the user started. Read `Rival`, then `Child`.
package dev.sparrow.benchmarks.harness;
