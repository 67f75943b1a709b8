/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.value.JobId;

import java.util.List;

/// A submitted job.
public interface Job {

    JobId id();

    /// Waits for the partial results, one for each requested partition and in that order; some may be null.
    ///
    /// @throws dev.sparrow.error.SparrowException if the job fails or is cancelled
    /// @throws InterruptedException if the waiting thread is interrupted; the job goes on
    List<Object> await() throws InterruptedException;

    /// Ends the job with [dev.sparrow.error.ErrorCode#CANCELLED], unless it has ended.
    void cancel(String reason);
}
