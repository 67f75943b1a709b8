/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Window;

/// Takes elements a window at a time, or one by one where their kind is not known; in the order in which they come,
/// whichever way.
public interface WindowSink extends Sink {

    /// Takes the rows of a window, which is filled again afterwards.
    ///
    /// @return whether it wants more
    boolean accept(Window window);
}
