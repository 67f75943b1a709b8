/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.util.List;

/// What a job reports when it has run.
///
/// @param name of the job
/// @param counters of its tasks
/// @param skipped the bad records, in order
/// @param before the results of the jobs whose output it read without writing, in the order in which they ran
public record JobResult(String name, Counters counters, List<SkippedRecord> skipped, List<JobResult> before) {
    public JobResult {
        skipped = List.copyOf(skipped);
        before = List.copyOf(before);
    }

    static JobResult of(String name, Tallies tallies, List<JobResult> before) {
        var all = tallies.value();
        var skipped = all.stream().flatMap(tally -> tally.skipped().stream()).sorted().toList();
        return new JobResult(name, Counters.sum(all), skipped, before);
    }
}
