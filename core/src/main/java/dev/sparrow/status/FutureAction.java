/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

import dev.sparrow.value.JobId;

import java.util.List;
import java.util.concurrent.Future;

/// An action that runs while the program goes on. `get()` waits for its result, `cancel(true)` ends its jobs.
///
/// `get()` throws an [java.util.concurrent.ExecutionException] whose cause is what the action would have thrown.
public interface FutureAction<T> extends Future<T> {

    /// The jobs that it has started so far; an action such as `take` may need several.
    List<JobId> jobIds();
}
