/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// R4 and R5, over cached columns: a coordinate is a column.
final class Points {
    private Points() {}

    private static Dataset<Row> cached(SparkSession spark, int count) {
        var schema =
                StructType.fromDDL(
                        IntStream.range(0, Sizes.DIMENSIONS)
                                .mapToObj(j -> "x" + j + " double not null")
                                .collect(Collectors.joining(", ", "", ", label double not null")));
        var points =
                spark.range(0, count, 1, Sizes.THREADS)
                        .map((MapFunction<Long, Row>) Points::row, Encoders.row(schema))
                        .cache();
        points.count();
        return points;
    }

    private static Row row(long number) {
        var point = Point.of(number);
        var values = new Object[Sizes.DIMENSIONS + 1];
        Arrays.setAll(values, j -> j < Sizes.DIMENSIONS ? point.x()[j] : point.label());
        return RowFactory.create(values);
    }

    static Program kMeans(SparkSession spark, int count) {
        var points = cached(spark, count);
        return () -> {
            var centres =
                    points.takeAsList(Sizes.CLUSTERS).stream().map(row -> numbers(row, 0)).toArray(double[][]::new);
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = centres;
                var moved =
                        points.groupBy(
                                        expr("least(" + each(current.length, k -> distance(current[k], k)) + ").k")
                                                .as("k"))
                                .agg(count(lit(1)), sums(j -> "x" + j))
                                .collectAsList();
                centres = current.clone();
                for (var row : moved) {
                    centres[row.getInt(0)] = Vectors.times(numbers(row, 2), 1.0 / row.getLong(1));
                }
            }
            var found = centres;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    /// The distance of a point from a centre, and the centre's number.
    private static String distance(double[] centre, int number) {
        var terms =
                IntStream.range(0, centre.length)
                        .mapToObj(j -> "(x%1$d - (%2$sD)) * (x%1$d - (%2$sD))".formatted(j, centre[j]))
                        .collect(Collectors.joining(" + "));
        return "struct(" + terms + " as distance, " + number + " as k)";
    }

    static Program logisticRegression(SparkSession spark, int count) {
        var points = cached(spark, count);
        return () -> {
            var weights = new double[Sizes.DIMENSIONS];
            for (var i = 0; i < Sizes.ITERATIONS; i++) {
                var current = weights;
                var dot =
                        IntStream.range(0, current.length)
                                .mapToObj(j -> "(" + current[j] + "D) * x" + j)
                                .collect(Collectors.joining(" + "));
                var all = sums(j -> "slope * x" + j);
                var gradient =
                        points.withColumn("slope", expr("(1 / (1 + exp(-label * (" + dot + "))) - 1) * label"))
                                .agg(count(lit(1)), all)
                                .first();
                weights = Vectors.plus(current, Vectors.times(numbers(gradient, 1), -1.0 / count));
            }
            var found = weights;
            return () -> Answer.numbers(Vectors.flat(found));
        };
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(", "));
    }

    /// The sum of an expression for each dimension.
    private static Column[] sums(IntFunction<String> expression) {
        return IntStream.range(0, Sizes.DIMENSIONS)
                .mapToObj(j -> sum(expr(expression.apply(j))))
                .toArray(Column[]::new);
    }

    /// The coordinates in a row.
    private static double[] numbers(Row row, int first) {
        var numbers = new double[Sizes.DIMENSIONS];
        Arrays.setAll(numbers, j -> row.getDouble(first + j));
        return numbers;
    }
}
