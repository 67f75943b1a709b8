/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Window;

/// Elements a window at a time.
public interface WindowSource {

    /// The next elements, good until the next call; null after the last ones. Windows need not be full, nor of the same
    /// kind as the one before, but are never empty.
    Window next();

    /// Lets windows have more than [Window#ROWS] rows, where that costs less, for who takes windows of any size.
    default void lengthen() {}
}
