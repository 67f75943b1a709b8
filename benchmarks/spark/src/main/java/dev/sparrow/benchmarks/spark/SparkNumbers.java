/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.SortedSum;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

import scala.Tuple2;

import java.util.List;
import java.util.function.Supplier;

/// R6 to R10.
final class SparkNumbers {
    private SparkNumbers() {}

    /// Scala's `Long` is Java's `long`, so the element type is lost on the way; the elements are `java.lang.Long`.
    static JavaRDD<Long> range(JavaSparkContext sc, long count, int partitions) {
        return sc.sc().range(0, count, 1, partitions).toJavaRDD().map(Long.class::cast);
    }

    static Supplier<Answer> pipeline(JavaSparkContext sc, long count) {
        var sum =
                range(sc, count, Sizes.THREADS)
                        .map(x -> x * 3 + 1)
                        .filter(x -> x % 7 != 0)
                        .map(x -> x - x / 5)
                        .reduce(Long::sum);
        return () -> Answer.exactly(sum);
    }

    static Supplier<Answer> sumByKey(JavaSparkContext sc, long count, long keys) {
        var sums =
                range(sc, count, Sizes.THREADS)
                        .mapToPair(row -> new Tuple2<>(Numbers.key(row, keys), Numbers.value(row)))
                        .reduceByKey(Double::sum);
        var total =
                sums.map(sum -> new Tuple2<>(1L, Numbers.mark(sum._1()) * sum._2()))
                        .reduce((left, right) -> new Tuple2<>(left._1() + right._1(), left._2() + right._2()));
        return () -> Answer.counted(total._1(), total._2());
    }

    static Supplier<Answer> sort(JavaSparkContext sc, long count) {
        var parts =
                range(sc, count, Sizes.THREADS)
                        .map(Numbers::shuffled)
                        .sortBy(x -> x, true, Sizes.THREADS)
                        .mapPartitions(sorted -> List.of(SortedSum.of(sorted)).iterator())
                        // Spark's version of Kryo cannot write records.
                        .map(sum -> new Tuple2<>(sum.count(), sum.byPosition()))
                        .collect();
        return () -> SortedSum.answer(parts.stream().map(sum -> new SortedSum(sum._1(), sum._2())).toList());
    }

    static Supplier<Answer> join(JavaSparkContext sc, long count, long keys) {
        var large =
                range(sc, count, Sizes.THREADS)
                        .mapToPair(row -> new Tuple2<>(Numbers.key(row, keys), Numbers.value(row)));
        var small = range(sc, keys, Sizes.THREADS).mapToPair(key -> new Tuple2<>(key, Numbers.weight(key)));
        var total =
                large.join(small)
                        .map(met -> new Tuple2<>(1L, met._2()._1() * met._2()._2()))
                        .reduce((left, right) -> new Tuple2<>(left._1() + right._1(), left._2() + right._2()));
        return () -> Answer.counted(total._1(), total._2());
    }

    static Supplier<Answer> count(JavaSparkContext sc, int partitions) {
        var count = range(sc, Sizes.COUNTED, partitions).count();
        return () -> Answer.exactly(count);
    }
}
