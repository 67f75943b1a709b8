/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/// Spark in one process, with as many threads as the others, without its web server.
public final class SparkEngine implements RivalEngine {
    private final JavaSparkContext sc =
            new JavaSparkContext(
                    new SparkConf()
                            .setMaster("local[" + Sizes.THREADS + "]")
                            .setAppName("bench")
                            .set("spark.ui.enabled", "false")
                            .set("spark.driver.host", "127.0.0.1")
                            .set("spark.driver.bindAddress", "127.0.0.1")
                            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer"));

    private SparkEngine() {}

    public static void main(String[] args) throws Exception {
        Child.main(args, new SparkEngine());
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) {
        return switch (workload) {
            case WORD_COUNT -> () -> SparkText.wordCount(sc, files.text().toString());
            case LOG_MINING -> SparkText.logMining(sc, files.text().toString());
            case PAGE_RANK -> () -> SparkGraph.pageRank(sc, files.graph().toString());
            case K_MEANS -> SparkPoints.kMeans(sc, sizes.points());
            case K_MEANS_IN_PLACE -> SparkPoints.kMeansInPlace(sc, sizes.points());
            case LOGISTIC_REGRESSION_IN_PLACE -> SparkPoints.logisticRegressionInPlace(sc, sizes.points());
            case LOGISTIC_REGRESSION -> SparkPoints.logisticRegression(sc, sizes.points());
            case NUMBER_PIPELINE -> () -> SparkNumbers.pipeline(sc, sizes.numbers());
            case RECORD_PIPELINE -> SparkRecords.prepare(sc, sizes.records());
            case REDUCE_BY_KEY -> () -> SparkNumbers.sumByKey(sc, sizes.pairs(), sizes.keys());
            case SORT -> () -> SparkNumbers.sort(sc, sizes.pairs());
            case JOIN -> () -> SparkNumbers.join(sc, sizes.pairs(), sizes.keys());
            case COUNT_2 -> () -> SparkNumbers.count(sc, 2);
            case COUNT_1000 -> () -> SparkNumbers.count(sc, 1_000);
        };
    }

    @Override
    public void close() {
        sc.close();
    }
}
