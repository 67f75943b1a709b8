/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.storage.columnar.Window;

/// Keeps a partition of a persisted dataset while an attempt computes it, if there is room. The environment frees what
/// is not committed when the attempt ends.
public interface CacheSink {

    /// Keeps one more element, which may change afterwards.
    void append(Object element);

    /// Keeps the rows of a window, which is filled again afterwards.
    void append(Window window);

    /// That was all: other tasks may read it.
    void commit();
}
