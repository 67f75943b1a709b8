/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.sort.RangeBounds;
import dev.sparrow.compute.sort.UserOrder;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;

/// Finds the range of each pair's key.
public final class RangePlacement implements Placement {
    private final RangeBounds bounds;
    private final UserOrder order;
    private final Label label;

    /// @param order the one by which the bounds were chosen
    public RangePlacement(RangeBounds bounds, UserOrder order, Label label) {
        this.bounds = bounds;
        this.order = order;
        this.label = label;
    }

    @Override
    public int partition(Object element) {
        return bounds.partition(UserCode.pair(element, label)._1(), order);
    }

    @Override
    public void partitions(Window window, int[] into) {
        if (PairShape.are(window.kind())) {
            bounds.partitions(window.part(0), order, into);
        } else {
            Placement.super.partitions(window, into);
        }
    }
}
