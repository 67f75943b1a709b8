/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Rows of tables that have no room in memory.
///
/// [RowBuckets] has rows wait on disk by the hashes of their keys, [RankedRows] in the order of a number or a sort key.
/// They know nothing of what a chain does with the rows. Imports `compute.spill` and `compute.sort`.
package dev.sparrow.compute.relation.spill;
