/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A job, as far as events have told of it.
public final class JobState {
    static final long NEVER = Long.MAX_VALUE;

    private final JobId id;
    private final String label;
    private final Said said;
    private final List<StageId> stages;
    private final long start;
    private long end = NEVER;
    private String error = "";

    /// What the program says of a job.
    public record Said(Optional<String> group, Optional<String> description, Set<String> tags) {}

    JobState(JobId id, String label, Said said, List<StageId> stages, long start) {
        this.id = id;
        this.label = label;
        this.said = said;
        this.stages = List.copyOf(stages);
        this.start = start;
    }

    void end(long at, String message) {
        end = at;
        error = message;
    }

    public JobId id() {
        return id;
    }

    /// The action and its line.
    public String label() {
        return label;
    }

    public Said said() {
        return said;
    }

    /// All stages of its plan, parents first, also those that need not run.
    public List<StageId> stages() {
        return stages;
    }

    public long start() {
        return start;
    }

    /// [Long#MAX_VALUE] while it runs.
    public long end() {
        return end;
    }

    /// Empty unless it failed.
    public String error() {
        return error;
    }
}
