/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import static org.apache.spark.sql.functions.expr;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.benchmarks.workload.Reading;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.SortedSum;

import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

import java.util.List;
import java.util.function.Supplier;

/// R6 to R10, and RC.
final class Rows {
    private Rows() {}

    private static Dataset<Row> range(SparkSession spark, long count) {
        return spark.range(0, count, 1, Sizes.THREADS).toDF("i");
    }

    static Supplier<Answer> pipeline(SparkSession spark, long count) {
        var sum =
                range(spark, count)
                        .selectExpr("i * 3 + 1 as x")
                        .where("x % 7 <> 0")
                        .selectExpr("sum(x - x div 5)")
                        .first()
                        .getLong(0);
        return () -> Answer.exactly(sum);
    }

    static Program records(SparkSession spark, long count) {
        var readings =
                range(spark, count)
                        .select(
                                expr("i").as("time"),
                                expr("cast(" + Numbers.shuffledSql("i") + " % " + Reading.SENSORS + " as int)")
                                        .as("sensor"),
                                expr(Numbers.valueSql("i")).as("value"),
                                expr(Numbers.weightSql("i")).as("weight"))
                        .cache();
        readings.count();
        return () -> {
            var sum = readings.where("sensor % 3 <> 0").selectExpr("sum(value * weight)").first().getDouble(0);
            return () -> Answer.numbers(List.of(sum));
        };
    }

    private static Dataset<Row> pairs(SparkSession spark, long count, long keys) {
        return range(spark, count)
                .select(expr(Numbers.shuffledSql("i") + " % " + keys).as("k"), expr(Numbers.valueSql("i")).as("v"));
    }

    static Supplier<Answer> sumByKey(SparkSession spark, long count, long keys) {
        return counted(
                pairs(spark, count, keys)
                        .groupBy("k")
                        .agg(expr("sum(v)").as("v"))
                        .selectExpr("count(*)", "sum((k % 1000 + 1) * v)"));
    }

    static Supplier<Answer> join(SparkSession spark, long count, long keys) {
        var weights = range(spark, keys).select(expr("i").as("k"), expr(Numbers.weightSql("i")).as("w"));
        return counted(pairs(spark, count, keys).join(weights, "k").selectExpr("count(*)", "sum(v * w)"));
    }

    private static Supplier<Answer> counted(Dataset<Row> total) {
        var row = total.first();
        return () -> Answer.counted(row.getLong(0), row.getDouble(1));
    }

    static Supplier<Answer> sort(SparkSession spark, long count) {
        var parts =
                range(spark, count)
                        .select(expr(Numbers.shuffledSql("i")).as("x"))
                        .orderBy("x")
                        .as(Encoders.LONG())
                        .mapPartitions(
                                (MapPartitionsFunction<Long, SortedSum>)
                                        sorted -> List.of(SortedSum.of(sorted)).iterator(),
                                Encoders.javaSerialization(SortedSum.class))
                        .collectAsList();
        return () -> SortedSum.answer(parts);
    }

    static Supplier<Answer> count(SparkSession spark, int partitions) {
        var count = spark.range(0, Sizes.COUNTED, 1, partitions).count();
        return () -> Answer.exactly(count);
    }
}
