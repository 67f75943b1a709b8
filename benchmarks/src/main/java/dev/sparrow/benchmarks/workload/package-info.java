/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What is computed, whatever computes it: the rows, how large they are, the data that all engines share, and answers
/// that can be compared.
///
/// Data are pure functions of a row number (`Numbers`, `Points`) or files made of them (`DataFiles`), so every engine
/// gets the same. Read `Workload` first.
package dev.sparrow.benchmarks.workload;
