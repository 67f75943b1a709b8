/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.error.SparrowException;
import dev.sparrow.value.JobId;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A submitted job.
public interface Job {

    JobId id();

    /// Waits for the partial results, one for each requested partition and in that order; some may be null.
    ///
    /// @throws dev.sparrow.error.SparrowException if the job fails or is cancelled
    /// @throws InterruptedException if the waiting thread is interrupted; the job goes on
    List<Object> await() throws InterruptedException;

    /// The partial results that are there so far, by partition, without those that are null.
    Map<Integer, Object> finished();

    /// Merges what its tasks have added to accumulators, on the calling thread: that is user code.
    ///
    /// @return why something could not be merged so far
    Optional<SparrowException> mergeAccumulators();

    /// Ends the job with [dev.sparrow.error.ErrorCode#CANCELLED], unless it has ended.
    void cancel(String reason);
}
