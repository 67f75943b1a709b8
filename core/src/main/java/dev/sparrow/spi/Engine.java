/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.shared.BroadcastStore;

/// An engine: it runs jobs. The context holds one; the API above knows nothing of stages, actors or threads.
///
/// All methods may be called from any thread. After [#close] every other call fails with
/// [dev.sparrow.error.ErrorCode#CONTEXT_CLOSED].
public interface Engine extends AutoCloseable {

    /// Plans a job, takes what its functions capture as it is now, and starts it.
    Job submit(JobRequest request);

    /// The stages that a job over `target` would have, as text for people.
    String explain(Lineage target);

    /// What it keeps of datasets.
    DatasetStore datasets();

    /// What it keeps of the values of broadcasts.
    BroadcastStore broadcasts();

    /// For so many tasks at once there is room, on all executors together.
    int slots();

    /// Whether tasks run in this process.
    boolean isLocal();

    /// Cancels all running jobs.
    void cancelAll(String reason);

    /// Waits until the listener has been told of everything that happened before this call.
    void awaitEvents();

    /// Ends running jobs with an error and frees threads, memory and files. Idempotent.
    @Override
    void close();
}
