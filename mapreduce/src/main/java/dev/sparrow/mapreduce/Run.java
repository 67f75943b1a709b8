/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Partitioner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One run of a job and of those before it: how their steps are carried out, and what their tasks report.
abstract sealed class Run implements CallSite.Transparent permits EngineRun, LocalRun {
    private final Sparrow sc;
    private final List<Reports> reports = new ArrayList<>();

    private record Reports(String job, Tallies tallies) {}

    Run(Sparrow sc) {
        this.sc = MapReduce.require(sc, "context");
    }

    final Sparrow context() {
        return sc;
    }

    /// Where the tasks of a job report. Jobs ask in the order from the last one to the first.
    final Tallies tallies(String job) {
        var tallies = sc.register(new Tallies(), "tallies of " + job);
        reports.addFirst(new Reports(job, tallies));
        return tallies;
    }

    abstract <K1, V1, K2, V2> PairRdd<K2, V2> map(PairRdd<K1, V1> input, MapStep<K1, V1, K2, V2> step);

    /// Pairs by reduce tasks, each in the order of keys; equal ones in the order of the map tasks.
    abstract <K, V> PairRdd<K, V> sort(PairRdd<K, V> mapped, Partitioner placement, Comparator<? super K> order);

    abstract <K2, V2, K3, V3> PairRdd<K3, V3> reduce(PairRdd<K2, V2> sorted, ReduceStep<K2, V2, K3, V3> step);

    /// Of the last job.
    final JobResult result() {
        var results = new ArrayList<JobResult>();
        for (var of : reports) {
            results.add(JobResult.of(of.job(), of.tallies(), List.copyOf(results)));
        }
        return results.getLast();
    }
}
