/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;

import java.util.List;
import java.util.NavigableMap;

/// How jobs end.
final class JobEnds {
    private final MachineStep step;
    private final NavigableMap<JobId, RunningJob> jobs;
    private final Replanner consequences;

    JobEnds(MachineStep step, NavigableMap<JobId, RunningJob> jobs, Replanner consequences) {
        this.step = step;
        this.jobs = jobs;
        this.consequences = consequences;
    }

    List<RunningJob> thatNeed(Stage stage) {
        return Lists.map(stage.neededBy, jobs::get);
    }

    void succeed(RunningJob job) {
        step.say(new Output.JobSucceeded(job.id, job.result().made().of(job.partitions)));
        end(job);
    }

    void fail(RunningJob job, JobFailure failure) {
        step.say(new Output.JobFailed(job.id, failure));
        end(job);
    }

    void failThatNeed(Stage stage, JobFailure failure) {
        thatNeed(stage).forEach(job -> fail(job, failure));
    }

    void failAll(JobFailure failure) {
        List.copyOf(jobs.values()).forEach(job -> fail(job, failure));
    }

    private void end(RunningJob job) {
        jobs.remove(job.id);
        consequences.forget(job);
        consequences.concern(job.leave());
    }
}
