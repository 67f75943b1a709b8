/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;

/// Hand-written loops.
public final class HandEngine implements RivalEngine {
    private HandEngine() {}

    public static void main(String[] args) throws Exception {
        Child.main(args, new HandEngine());
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) {
        return switch (workload) {
            case WORD_COUNT -> () -> HandWords.count(files.text());
            case PAGE_RANK -> () -> HandGraph.pageRank(files.graph());
            case K_MEANS, K_MEANS_IN_PLACE -> HandPoints.of(sizes.points()).kMeans();
            case LOGISTIC_REGRESSION, LOGISTIC_REGRESSION_IN_PLACE ->
                    HandPoints.of(sizes.points()).logisticRegression();
            case NUMBER_PIPELINE -> () -> HandNumbers.pipeline(sizes.numbers());
            case RECORD_PIPELINE -> HandRecords.prepare(sizes.records());
            case REDUCE_BY_KEY -> () -> HandNumbers.sumByKey(sizes.pairs(), sizes.keys());
            case SORT -> () -> HandSort.sort(sizes.pairs());
            case JOIN -> () -> HandNumbers.join(sizes.pairs(), sizes.keys());
            case LOG_MINING, COUNT_2, COUNT_1000 ->
                    throw new IllegalArgumentException("No loop takes part in " + workload.id());
        };
    }
}
