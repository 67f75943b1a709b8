/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

/// What is known of the values of one leaf of a batch.
///
/// @param nulls how many rows have no value there
/// @param distinct about how many different values there are, null not counted
/// @param least of whole numbers; of numbers with a fraction its bits, as of [Double#doubleToRawLongBits]
/// @param greatest as `least`; of what is no number it is the greatest. Both are 0 if there is no value
public record LeafStatistics(int nulls, int distinct, long least, long greatest) {}
