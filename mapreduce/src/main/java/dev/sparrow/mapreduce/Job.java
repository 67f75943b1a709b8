/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.CallSite;

/// A whole MapReduce job, which can be run on any context, and be the input of another job.
///
/// @param <K> keys of its output
/// @param <V> values of its output
public final class Job<K, V> implements CallSite.Transparent {
    /// The property of jobs, see [Sparrow#setLocalProperty], that says which MapReduce job they belong to.
    static final String PROPERTY = "sparrow.mapreduce.job";

    private final String name;
    private final Plan<K, V> plan;

    /// The datasets of a job.
    @FunctionalInterface
    interface Plan<K, V> {
        PairRdd<K, V> on(Run run);
    }

    Job(String name, Plan<K, V> plan) {
        this.name = name;
        this.plan = plan;
    }

    public String name() {
        return name;
    }

    /// Runs the job, and those whose output it reads, and writes its output.
    ///
    /// @throws dev.sparrow.error.SparrowException as actions of datasets do
    public JobResult run(Sparrow sc, Output<K, V> output) {
        return run(new EngineRun(sc), output);
    }

    /// Runs the same functions one after another on the calling thread (*local execution*, section 4.8), where a
    /// debugger sees them: split by split, then reduce task by reduce task. The output is the same, byte by byte.
    ///
    /// All that is between two steps is in memory. The context reads the input and writes the output.
    public JobResult runLocally(Sparrow sc, Output<K, V> output) {
        return run(new LocalRun(sc, _ -> true), output);
    }

    /// As [#runLocally(Sparrow, Output)], of some splits of the input only.
    ///
    /// @param splits by number, from 0
    public JobResult runLocally(Sparrow sc, Output<K, V> output, int... splits) {
        var wanted = java.util.Arrays.stream(splits).boxed().collect(java.util.stream.Collectors.toSet());
        return run(new LocalRun(sc, wanted::contains), output);
    }

    private JobResult run(Run run, Output<K, V> output) {
        var sc = MapReduce.require(run, "context").context();
        MapReduce.require(output, "output");
        var before = sc.getLocalProperty(PROPERTY);
        sc.setLocalProperty(PROPERTY, name);
        try {
            output.write(plan.on(run));
        } finally {
            sc.setLocalProperty(PROPERTY, before);
        }
        return run.result();
    }

    /// This job as the input of another: its output goes from its reduce tasks to the mapper, and is not written.
    public Input<K, V> asInput() {
        return new Input<>(plan);
    }

    @Override
    public String toString() {
        return "MapReduce job '" + name + "'";
    }
}
