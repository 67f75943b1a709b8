/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.lineage.Exchange;
import dev.sparrow.storage.columnar.Window;

/// Deals elements out, see [Exchange.Rebalance].
public final class RoundRobinPlacement implements Placement {
    private final int partitions;
    private int next;

    /// @param partition that the elements come from
    public RoundRobinPlacement(int partition, int partitions) {
        this.partitions = partitions;
        this.next = partition % partitions;
    }

    @Override
    public int partition(Object element) {
        return next();
    }

    @Override
    public void partitions(Window window, int[] into) {
        for (var row = 0; row < window.size(); row++) {
            into[row] = next();
        }
    }

    private int next() {
        var dealt = next;
        next = next + 1 == partitions ? 0 : next + 1;
        return dealt;
    }
}
