/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;

import org.apache.spark.sql.SparkSession;

import java.util.ArrayList;
import java.util.function.Supplier;

/// R1 and R2.
final class Texts {
    private Texts() {}

    static Supplier<Answer> wordCount(SparkSession spark, String file) {
        var top =
                spark.read()
                        .text(file)
                        .select(expr("explode(split(value, '[^A-Za-z]+'))").as("word"))
                        .where("word <> ''")
                        .groupBy(expr("lower(word)").as("word"))
                        .agg(count(lit(1)).as("occurrences"))
                        .orderBy(col("occurrences").desc(), col("word"))
                        .limit(Sizes.TOP_WORDS)
                        .collectAsList();
        return () ->
                Answer.exactly(top.stream().map(row -> "(" + row.getString(0) + "," + row.getLong(1) + ")").toArray());
    }

    static Program logMining(SparkSession spark, String file) {
        var kept = spark.read().text(file).where(col("value").contains(Words.KEPT)).cache();
        kept.count();
        return () -> {
            var counts = new ArrayList<Long>();
            counts.add(kept.count());
            for (var word : Words.COUNTED) {
                counts.add(kept.where(col("value").contains(word)).count());
            }
            return () -> Answer.exactly(counts.toArray());
        };
    }
}
