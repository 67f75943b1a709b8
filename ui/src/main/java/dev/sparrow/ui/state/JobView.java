/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;

/// A job at a moment.
public final class JobView {
    private final Moment moment;
    private final JobState job;

    /// How far a job is.
    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }

    JobView(Moment moment, JobState job) {
        this.moment = moment;
        this.job = job;
    }

    public RunFacts facts() {
        return moment.facts();
    }

    public JobId id() {
        return job.id();
    }

    public String label() {
        return job.label();
    }

    public JobState.Said said() {
        return job.said();
    }

    public Status status() {
        if (job.end() > moment.at()) {
            return Status.RUNNING;
        }
        return job.error().isEmpty() ? Status.DONE : Status.FAILED;
    }

    public long start() {
        return job.start();
    }

    /// The moment itself while it runs.
    public long end() {
        return Math.min(job.end(), moment.at());
    }

    public long took() {
        return end() - start();
    }

    /// Empty unless it has failed.
    public String error() {
        return status() == Status.FAILED ? job.error() : "";
    }

    public List<StageId> stageIds() {
        return job.stages();
    }

    /// Those of its plan, parents first.
    public List<StageView> stages() {
        return job.stages().stream().flatMap(id -> moment.stage(id).stream()).toList();
    }

    /// Whether the job itself had a stage run: others were there already, or were not reached.
    public boolean ran(StageView stage) {
        return stage.runs().stream().anyMatch(run -> run.start() >= start() && run.start() <= end());
    }
}
