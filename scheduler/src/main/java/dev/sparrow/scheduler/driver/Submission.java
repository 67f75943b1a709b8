/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.error.SparrowException;
import dev.sparrow.event.JobDescription;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.shared.Arrivals;
import dev.sparrow.value.JobId;

import java.util.List;

/// The facts of a job that the driver needs besides its stages.
///
/// @param description what the program says of it
/// @param partitions of the result stage, in the order of the results
/// @param failuresMax the failure of one task that fails the job
public record Submission(
        Label label, JobDescription description, List<Integer> partitions, int failuresMax, Ended ended) {

    /// Hears of the job's end, on the driver's thread; must not wait, nor run user code.
    public interface Ended {
        /// A partial result is there that will be part of the whole.
        void finished(int partition, Parcel output);

        /// A task of it added to an accumulator; the job's caller is to merge that.
        void counts(Arrivals arrivals);

        /// Something that a task of it added to an accumulator could not be merged. On any thread.
        void notMerged(SparrowException failure);

        void succeeded(List<Object> results);

        /// Hears that the job failed.
        ///
        /// @param text what is told of the failure, to listeners and to the caller
        void failed(JobFailure failure, String text);
    }

    /// The name of a job in messages, such as `count at WordCount.java:40 (job 3)`.
    public static String name(Label label, JobId job) {
        return label + " (job " + job + ")";
    }
}
