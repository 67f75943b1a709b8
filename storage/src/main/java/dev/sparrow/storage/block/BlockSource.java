/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.ExecutorId;

/// Where a reader finds the blocks of one map output.
sealed interface BlockSource permits StoredOutput, BlockSource.Remote {

    MapOutput.Id id();

    /// An output of another executor.
    record Remote(ExecutorId executor, MapOutput.Id id) implements BlockSource {}
}
