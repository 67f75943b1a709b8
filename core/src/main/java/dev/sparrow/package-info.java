/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The public API: [Sparrow] makes datasets; [Rdd], [PairRdd] and [DoubleRdd] are the handles that users hold.
///
/// A handle only writes lineage and asks the engine to run it; nothing here computes an element. Imports the other
/// packages of `core`. Read [Rdd] first, then `Recipe`, by which every method makes its nodes.
package dev.sparrow;
