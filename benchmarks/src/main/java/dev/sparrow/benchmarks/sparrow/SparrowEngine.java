/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;
import dev.sparrow.config.Keys;

/// Sparrow in one process.
public final class SparrowEngine implements RivalEngine {
    // Drawing progress makes an action wait for the terminal.
    private final Sparrow sc;

    SparrowEngine(String master) {
        sc = new Sparrow(new SparrowConf().setMaster(master).setAppName("bench").set(Keys.PROGRESS, "off"));
    }

    public static void main(String[] args) throws Exception {
        Child.main(args, new SparrowEngine("local[" + Sizes.THREADS + "]"));
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) {
        return switch (workload) {
            case WORD_COUNT -> () -> WordCount.run(sc, files.text().toString());
            case LOG_MINING -> LogMining.prepare(sc, files.text().toString());
            case PAGE_RANK -> () -> PageRank.run(sc, files.graph().toString());
            case K_MEANS -> KMeans.prepare(sc, sizes.points());
            case K_MEANS_IN_PLACE -> KMeans.prepareInPlace(sc, sizes.points());
            case LOGISTIC_REGRESSION_IN_PLACE -> LogisticRegression.prepareInPlace(sc, sizes.points());
            case LOGISTIC_REGRESSION -> LogisticRegression.prepare(sc, sizes.points());
            case NUMBER_PIPELINE -> () -> NumberPipeline.run(sc, sizes.numbers());
            case RECORD_PIPELINE -> RecordPipeline.prepare(sc, sizes.records());
            case REDUCE_BY_KEY -> () -> SumByKey.run(sc, sizes.pairs(), sizes.keys());
            case SORT -> () -> Sort.run(sc, sizes.pairs());
            case JOIN -> () -> Join.run(sc, sizes.pairs(), sizes.keys());
            case COUNT_2 -> () -> Count.run(sc, 2);
            case COUNT_1000 -> () -> Count.run(sc, 1_000);
        };
    }

    @Override
    public void close() {
        sc.close();
    }
}
