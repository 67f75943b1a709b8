/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/// What one task has to report beside its output.
record Tally(Phase phase, int task, Map<Counter, Long> counts, List<SkippedRecord> skipped) implements Serializable {
    /// What names the task among all of its job.
    String key() {
        return phase + " " + task;
    }
}
