/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.storage.columnar.Window;

/// Says to which partition of an exchange an element goes.
public interface Placement {

    int partition(Object element);

    /// The same for each row of a window, in order.
    default void partitions(Window window, int[] partitions) {
        for (var row = 0; row < window.size(); row++) {
            partitions[row] = partition(window.get(row));
        }
    }
}
