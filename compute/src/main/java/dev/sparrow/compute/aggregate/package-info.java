/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Hash aggregation: one value, list or tuple of lists for each key.
///
/// A [Combiner] takes pairs by the window: [FoldCombiner] folds the values of a key with the user's functions,
/// [GroupCombiner] lists them, [FirstPairs] drops all but a key's first pair. [CoGroups] does so for several datasets
/// at once. Keys stay in the order of their first occurrence. When memory is refused, [KeyRounds] leaves pairs with new
/// keys on disk for a later round. Read [Combiner] first.
package dev.sparrow.compute.aggregate;
