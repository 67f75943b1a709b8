/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// The digest of the samples of all partitions: the bounds between the partitions of a sort, ascending. It takes the
/// place of the samples wherever they would be sent.
public record KeyBounds(ArrayList<Object> keys) implements Serializable {

    /// Chooses them.
    ///
    /// @param samples of each partition that was asked
    /// @param partitions of the sort
    public static KeyBounds of(List<KeySample> samples, int partitions, UserOrder order) {
        return new KeyBounds(new ArrayList<>(RangeBounds.choose(samples, partitions, order)));
    }
}
