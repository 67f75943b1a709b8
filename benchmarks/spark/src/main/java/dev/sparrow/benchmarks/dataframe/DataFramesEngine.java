/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;

import org.apache.spark.sql.SparkSession;

/// Spark's DataFrames in one process, with as many threads as the others, and as many partitions behind an exchange.
public final class DataFramesEngine implements RivalEngine {
    private final SparkSession spark =
            SparkSession.builder()
                    .master("local[" + Sizes.THREADS + "]")
                    .appName("bench")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", Sizes.THREADS)
                    .getOrCreate();

    private DataFramesEngine() {}

    public static void main(String[] args) throws Exception {
        Child.main(args, new DataFramesEngine());
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) {
        return switch (workload) {
            case WORD_COUNT -> () -> Texts.wordCount(spark, files.text().toString());
            case LOG_MINING -> Texts.logMining(spark, files.text().toString());
            case PAGE_RANK -> () -> Graph.pageRank(spark, files.graph().toString());
            case K_MEANS -> Points.kMeans(spark, sizes.points());
            case LOGISTIC_REGRESSION -> Points.logisticRegression(spark, sizes.points());
            case NUMBER_PIPELINE -> () -> Rows.pipeline(spark, sizes.numbers());
            case RECORD_PIPELINE -> Rows.records(spark, sizes.records());
            case REDUCE_BY_KEY -> () -> Rows.sumByKey(spark, sizes.pairs(), sizes.keys());
            case SORT -> () -> Rows.sort(spark, sizes.pairs());
            case JOIN -> () -> Rows.join(spark, sizes.pairs(), sizes.keys());
            case COUNT_2 -> () -> Rows.count(spark, 2);
            case COUNT_1000 -> () -> Rows.count(spark, 1_000);
            case K_MEANS_IN_PLACE, LOGISTIC_REGRESSION_IN_PLACE ->
                    throw new IllegalArgumentException("DataFrames take no part in " + workload.id());
        };
    }

    @Override
    public void close() {
        spark.stop();
    }
}
