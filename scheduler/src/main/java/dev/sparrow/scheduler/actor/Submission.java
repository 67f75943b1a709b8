/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.actor;

import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.shared.Arrivals;

import java.util.List;

/// The facts of a job that the driver needs besides its stages.
///
/// @param partitions of the result stage, in the order of the results
/// @param failuresMax the failure of one task that fails the job
public record Submission(Label label, List<Integer> partitions, int failuresMax, Ended ended) {

    /// Hears of the job's end, on the driver's thread; must not wait, nor run user code.
    public interface Ended {
        /// A partial result is there that will be part of the whole.
        ///
        /// @param output may be null
        void finished(int partition, Object output);

        /// A task of it added to an accumulator; the job's caller is to merge that.
        void counts(Arrivals arrivals);

        /// Something that a task of it added to an accumulator could not be merged. On any thread.
        void notMerged(SparrowException failure);

        void succeeded(List<Object> results);

        void failed(JobFailure failure);
    }
}
