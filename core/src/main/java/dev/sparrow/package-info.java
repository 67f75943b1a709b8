/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The public API: [Sparrow] makes datasets; [Rdd], [PairRdd] and [DoubleRdd] are the handles that users hold.
///
/// A handle only writes lineage and asks the engine to run it; nothing here computes an element. A method of a handle
/// begins a `OperatorCall`, by which nodes are made and jobs run, and hands it to the class of its idea: `Sets`,
/// `Zips`, `ByKey`, `Joins`, `Sorting`, `Sampling` and `Sources` write lineage, `Fetch`, `Folds`, `Trees`, `Extremes`,
/// `Counting`, `Approximation` and `Saving` run actions. Read [Rdd] first, then `OperatorCall`.
package dev.sparrow;
