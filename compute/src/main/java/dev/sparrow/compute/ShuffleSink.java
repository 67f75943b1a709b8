/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.storage.columnar.Window;

/// The blocks of an exchange that one attempt of a map task writes.
public interface ShuffleSink extends AutoCloseable {

    void write(int partition, Object element);

    /// Row `i` of the window goes to partition `partitions[i]`.
    void write(Window window, int[] partitions);

    /// Makes the blocks readable and returns what readers need to find them.
    Object commit();

    /// Frees what was written, unless it is committed.
    @Override
    void close();
}
