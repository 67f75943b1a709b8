/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.closure.TaskScope;
import dev.sparrow.storage.columnar.Batch;

import java.util.Iterator;
import java.util.List;

/// A partition of a persisted dataset as a task finds it.
public sealed interface CachedPartition {

    /// It is there.
    ///
    /// @param batches each is good until the next is asked for; its elements belong to this attempt
    record Present(Iterator<Batch> batches) implements CachedPartition {}

    /// It is not there: this makes it.
    ///
    /// @param ops the last one makes it
    /// @param environment what `ops` may ask for
    /// @param scope the shell variables that `ops` see
    /// @param sink where its elements go as they pass by
    record Absent(List<Op> ops, TaskEnvironment environment, TaskScope scope, CacheSink sink)
            implements CachedPartition {}
}
